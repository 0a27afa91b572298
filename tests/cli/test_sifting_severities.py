"""检查 and 分文件检查 in tuanscore.yaml: how much a finding weighs, and where."""

import pytest

from conftest import Make, Run
from sifted import CARD, CARD_TEXT, REPORT, SETTINGS, UNEVEN, UNREADABLE, WARNED, brief, told

WORDS = {"错误": "error", "警告": "warning", "提示": "note"}


@pytest.mark.parametrize(
    ("settings", "level"),
    [
        ("检查: {}", "警告"),
        ("检查: {TS311: 错误}", "错误"),
        ("检查: {TS3: 错误}", "错误"),
        ("检查: {TS: 关}", None),
        ("检查: {ts311: 错误}", "错误"),
        ("检查: {ts3: 错误, Ts311: 关}", None),
        ("分文件检查: {scorecards/2014/**: {ts3: 关}}", None),
        ("检查: {TS3: 错误, TS311: 提示}", "提示"),
        ("检查: {TS311: 提示, TS3: 错误}", "提示"),
        ("分文件检查: {scorecards/2014/**: {TS311: 错误}}", "错误"),
        ("检查: {TS311: 错误}\n分文件检查: {scorecards/2014/**: {TS311: 关}}", None),
        ("检查: {TS311: 错误}\n分文件检查: {scorecards/2014/**: {TS3: 提示}}", "提示"),
        ("检查: {TS311: 提示}\n分文件检查: {scorecards/2014/**: {TS401: 关}}", "提示"),
        ("分文件检查: {scorecards/**: {TS311: 提示}, scorecards/2014: {TS311: 错误}}", "错误"),
        ("分文件检查: {scorecards/2014: {TS311: 错误}, scorecards/**: {TS311: 提示}}", "提示"),
        ("分文件检查: {scorecards/2014: {TS311: 错误}, scorecards/**: {TS3: 提示}}", "提示"),
        ("分文件检查: {scorecards/*/完成情况/: {TS311: 关}}", None),
        ("分文件检查: {./scorecards/2014/完成情况/甲.yaml: {TS311: 关}}", None),
        ("分文件检查: {'**/甲.yaml': {TS311: 关}}", None),
        ("分文件检查: {'**': {TS311: 关}}", None),
        ("分文件检查: {'*': {TS311: 关}}", None),
        ("分文件检查: {scorecards/????/**/?.yaml: {TS311: 关}}", None),
        ("分文件检查: {scorecards/2014/甲.yaml: {TS311: 关}}", "警告"),
        ("分文件检查: {scorecards/2014/*.yaml: {TS311: 关}}", "警告"),
        ("分文件检查: {scorecards/20/**: {TS311: 关}}", "警告"),
        ("分文件检查: {scorecards/2014/完成情况/甲yaml: {TS311: 关}}", "警告"),
    ],
)
def test_level(settings: str, level: str | None, make: Make, run: Run) -> None:
    """Files before the repository, later patterns before earlier, long codes before short."""
    ran = run("validate", "--format", "json", cwd=make({**WARNED, SETTINGS: settings + "\n"}))
    levels = [finding["severity"] for finding in told(ran) if finding["code"] == "TS311"]
    assert levels == ([WORDS[level]] if level else [])
    assert ran.code == (1 if level == "错误" else 0)


def test_levels_hold_for_scoring_too(make: Make, run: Run) -> None:
    settings = f"分文件检查: {{{REPORT}: {{TS311: 关}}}}\n"
    loud = run("score", "2014", "--org", "甲", "--format", "json", cwd=make(WARNED))
    quiet = run(
        "score", "2014", "--org", "甲", "--format", "json", cwd=make({**WARNED, SETTINGS: settings})
    )
    assert "TS311" in loud.out
    assert "TS311" not in quiet.out


@pytest.mark.parametrize("level", ["关", "提示", "警告"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (UNREADABLE, "TS205"),
        (CARD_TEXT + "\t坏: 了\n", "TS110"),
        ("类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 没有\n", "TS301"),
    ],
    ids=["shape", "reading", "template"],
)
def test_unusable_file_is_never_success(
    text: str, code: str, level: str, make: Make, run: Run
) -> None:
    """Nothing in such a file has been checked, so its error stays one, and the setting is told."""
    first = f"检查: {{{code}: {level}}}\n"
    second = f"分文件检查:\n  scorecards/**: {{{code[:4]}: {level}}}\n"
    for settings, place in ((first, 1), (second, 2)):
        root = make({CARD: text, SETTINGS: settings})
        ran = run("validate", "--format", "json", cwd=root)
        assert ran.code == 1
        assert code in {f["code"] for f in told(ran) if f["severity"] == "error"}
        if code != "TS301" or settings == first:  # TS30 means others as well
            assert f"TS323 tuanscore.yaml:{place}" in brief(ran)


def test_an_error_may_be_called_what_it_is(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT, SETTINGS: "检查: {TS2: 错误, TS104: 错误}\n"})
    assert run("validate", cwd=root).out == "√ 1 个文件，没有问题（目标绩效指标 1）\n"


@pytest.mark.parametrize(
    ("settings", "place", "code", "hint"),
    [
        ("检查: {TS099: 关}", "1:6", "TS317", "开头有：TS1 读文件"),
        ("检查: {points_do_not_add_up: 关}", "1:6", "TS317", "写 TS401"),
        ("检查: {ts205: 关}", "1:6", "TS323", "把文件改好"),
        ("检查: {ts4: 关, TS4: 警告}", "1:5", "TS205", "“ts4”和“TS4”是同一个编号"),
        ("分文件检查: {a: {ts4: 关, TS4: 警告}}", "1:12", "TS205", "只留一个"),
        ("检查: {S4: 关}", "1:6", "TS317", ""),
        ("检查: {TS4O1: 关}", "1:6", "TS317", "是不是“TS4"),
        ("分文件检查: {scorecards/**: {TS4O1: 关}}", "1:25", "TS317", "是不是“TS4"),
        ("分文件检查: {scorecards/2013/**: {TS401: 关}}", "1:9", "TS324", "改路径"),
        ("检查: {TS401: 不管}", "1:13", "TS205", "错误、警告、提示 或 关"),
        ("检查: {scorecards/**: {TS401: 关}}", "1:21", "TS205", "分文件检查"),
        ("分文件检查: {scorecards/**: {TS401: 不管}}", "1:32", "TS205", "错误、警告、提示 或 关"),
    ],
)
def test_settings_that_do_nothing(
    settings: str, place: str, code: str, hint: str, make: Make, run: Run
) -> None:
    ran = run("validate", cwd=make({CARD: CARD_TEXT, SETTINGS: settings + "\n"}))
    assert f"tuanscore.yaml:{place} {code}" in ran.out
    assert hint in ran.out
    assert ran.code == (1 if code == "TS205" else 0)


def test_levels_of_the_settings_themselves(make: Make, run: Run) -> None:
    settings = "检查: {TS099: 关, TS401: 关}\n分文件检查: {tuanscore.yaml: {TS317: 关}}\n"
    ran = run("validate", cwd=make({CARD: UNEVEN, SETTINGS: settings}))
    assert (ran.code, ran.out) == (0, "√ 1 个文件，没有问题（目标绩效指标 1）\n")
