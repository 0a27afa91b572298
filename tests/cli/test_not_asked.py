"""The exit code is that of what was asked, whole or not; what else is wrong takes one line."""

from pathlib import Path

import pytest

import neighbours
from conftest import Make, Run

pytestmark = pytest.mark.repeated

CARD = "类型: 目标绩效指标\n单位: 共青团昭化区委\n简称：昭化\n年度: {}\n"
REPORT = "类型: 完成情况\n单位: {}\n年度: {}\n截至：2021-09-30\n"
PROJECT = "类型: 预算项目绩效目标表\n简称: {}\n年度: 2021\n项目编码：甲1\n"
C, R, P = (f"scorecards/2021/{n}" for n in ("昭化.yaml", "完成情况/坏.yaml", "山海关/坏.yaml"))
WRONG = {
    "a card of 2012": ("scorecards/2012/昭化.yaml", CARD.format(2012)),
    "a card of the year": (C, CARD.format(2021)),
    "another's report": (R, REPORT.format("旺苍", 2021)),
    "its report": (R, REPORT.format("苍溪", 2021)),
    "a report of another year": (R, REPORT.format("苍溪", 2020)),
    "a report that does not say whose": (R, "类型: 完成情况\n单位：苍溪\n年度: 2021\n"),
    "its project": (P, PROJECT.format("山海关")),
    "another's project": (P, PROJECT.format("北戴河")),
    "a decision": ("scorecards/2021/豁免/坏.yaml", "类型: 豁免\n年度: 2021\n原因：无\n"),
    "what is nothing": ("scorecards/说明/compose.yaml", "services: {web: {image: nginx}}\n"),
    "a template": ("templates/坏.yaml", "类型: 目标绩效指标模板\n名称: 坏\n年度：2021\n"),
}
CARD_STOPS = {"its report", "a report that does not say whose"}
YEAR_STOPS = {
    *("a card of the year", "another's report", "its project", "another's project"),
    *("what is nothing", *CARD_STOPS),
}
ASKED: dict[str, set[str]] = {
    "score 2021 --org 苍溪": CARD_STOPS,
    "score 2021 --org 苍溪 --explain 总分": CARD_STOPS,
    "score 2021 --org 苍溪 --format json": CARD_STOPS,
    "plan 苍溪 --as-of 2021-11-30 --to 优": CARD_STOPS,
    "progress 苍溪": CARD_STOPS,
    "score 2021 --org 山海关": {"its project"},
    f"score 2021 --project {neighbours.code('山海关', 2021)}": set(),
    "show 苍溪": set(),
    "render 苍溪": set(),
    "diff 2020 2021 --org 苍溪": set(),
    "list": set(),
    "score 2021": YEAR_STOPS,
    "score 2020": {"a report of another year", "what is nothing"},
}


@pytest.mark.parametrize("command", ASKED)
def test_nothing_is_wrong_with_the_rest(command: str, make: Make, run: Run) -> None:
    files = neighbours.files()
    del files[neighbours.BROKEN]
    assert run(*command.split(), cwd=make(files)).code == 0


@pytest.mark.repeated
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("command", ASKED)
def test_the_exit_code_is_of_what_was_asked(command: str, wrong: str, make: Make, run: Run) -> None:
    files = neighbours.files()
    del files[neighbours.BROKEN]
    root = make(files)
    name, text = WRONG[wrong]
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")
    ran = run(*command.split(), cwd=root)
    if wrong in ASKED[command]:
        assert ran.code == 1
        assert name in ran.out + ran.err or "--explain" in command
    else:
        assert ran.code == 0
        assert ran.err == "" or (name in ran.err and ran.err.count("\n") == 1)
        assert bool(ran.err) == command.startswith(("score", "plan", "progress"))


def test_who_is_not_scored_does_not_reach_a_gate(make: Make, run: Run) -> None:
    """Two reports of one day contradict each other."""
    root = make(neighbours.files())
    first = "scorecards/2021/完成情况/旺苍-12月.yaml"
    second = first.replace("12月", "又")
    (root / second).write_bytes((root / first).read_bytes())
    ran = run("score", "2021", "--fail-under", "0", cwd=root)
    assert ran.code == 1
    assert "没有达到 0：旺苍（没有计分）\n" in ran.err
    assert "都达到了" not in ran.out
    told = "scorecards/2021/旺苍.yaml 没有计分：scorecards/2021/完成情况/旺苍"
    assert f"× {told}" in ran.out
    assert told in run("score", "2021", "--format", "md", cwd=root).out
    assert run("score", "2020", "--fail-under", "0", cwd=root).code == 0


def test_stray_files_are_not_left_by_factor(make: Make, run: Run) -> None:
    root = make(neighbours.files())
    stray = root / "scorecards/2021/compose.yaml"
    stray.write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    before = run("factor", "scorecards/2021", cwd=root)
    assert "compose.yaml" not in before.out
    assert "compose.yaml" in before.err
    assert before.code == 0
    stray.write_text(CARD.format(2021), encoding="utf-8")
    after = run("factor", "scorecards/2021", cwd=root)
    assert (after.code, "compose.yaml" in after.out) == (1, True)


@pytest.mark.parametrize("folder", ["templates", "scorecards/2021", "scorecards/模板"])
@pytest.mark.parametrize("sound", [True, False])
def test_an_own_template_comes_before_a_built_in_one(
    folder: str, sound: bool, make: Make, run: Run
) -> None:
    """With errors, it is not replaced by the built-in one either."""
    own = "类型: 目标绩效指标模板\n名称: 县区团委-2014\n年度: 2014\n总分: 10\n部分:\n"
    own += "  - {名称: 自己的部分, 分值: 10, 计分: 评议}\n"
    card = "类型: 目标绩效指标\n单位: 团委\n简称: 甲\n年度: 2014\n模板: 县区团委-2014\n"
    root = make(
        {
            "scorecards/2014/甲.yaml": card,
            f"{folder}/县.yaml": own if sound else own.replace("总分: 10", "总分: 十"),
        }
    )
    ran = run("render", "甲", cwd=root)
    assert (ran.code, "自己的部分" in ran.out) == ((0, True) if sound else (2, False))
    assert sound or "模板“县区团委-2014”有错误" in ran.err


def test_an_own_scheme_among_the_cards_counts_as_well(make: Make, run: Run) -> None:
    """As one below templates/ does."""
    files = neighbours.files()
    scheme = (Path(__file__).parents[2] / "templates/计分方案/财政项目自评.yaml").read_text("utf-8")
    root = make(files)
    argv = ("score", "2021", "--org", "山海关")
    built_in = run(*argv, cwd=root).out
    for folder in ("templates/计分方案", "scorecards/2021"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "方案.yaml").write_text(scheme.replace("优: 90", "优: 100"), "utf-8")
        own = run(*argv, cwd=root)
        assert (own.code, own.out == built_in) == (0, False)
        (root / folder / "方案.yaml").unlink()
