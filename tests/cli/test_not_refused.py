"""A file with errors stops only what it may be about, by what it says it is."""

from pathlib import Path

import pytest

from conftest import Run

REPORTS = "scorecards/2014/完成情况"
OTHERS_REPORT = "类型: 完成情况\n单位: 利州\n年度: 2014\n截止: 2014-12-31\n"

UNRELATED = {
    "next year's card on a template of this year": (
        "scorecards/2015/苍溪.yaml",
        (
            "类型: 目标绩效指标\n单位: 共青团苍溪县委\n简称: 苍溪\n年度: 2015\n"
            "模板: 县区团委-2014\n乱: 1\n"
        ),
    ),
    "another's report that speaks of it": (
        f"{REPORTS}/利州.yaml",
        f"{OTHERS_REPORT}完成:\n  技能比武: {{自评: 3, 说明: 与苍溪联合举办}}\n",
    ),
    "another's card with a comment": (
        "scorecards/2014/利州.yaml",
        (
            "# 照 scorecards/2014/苍溪.yaml 抄的\n类型: 目标绩效指标\n单位: 共青团广元市利州区委\n"
            "简称: 利州\n年度: 2014\n模板: 县区团委-2014\n乱: 1\n"
        ),
    ),
    "the card of one whose name holds its name": (
        "scorecards/2014/苍溪新区.yaml",
        (
            "类型: 目标绩效指标\n单位: 共青团苍溪新区工委\n简称: 苍溪新区\n年度: 2014\n"
            "模板: 县区团委-2014\n乱: 1\n"
        ),
    ),
    "a decision": (
        "scorecards/2014/豁免/1.yaml",
        (
            "类型: 豁免\n年度: 2014\n批准文号: 1号\n批准人: 甲\n原因: 乙\n到期: 2027-13-30\n"
            "事项: [{检查: TS701, 单位: 苍溪}]\n"
        ),
    ),
}


@pytest.mark.parametrize("case", UNRELATED)
def test_what_is_about_something_else_stops_nothing(case: str, shipped: Path, run: Run) -> None:
    sound = run("score", "2014", "--org", "苍溪", cwd=shipped).out
    name, text = UNRELATED[case]
    (shipped / name).parent.mkdir(parents=True, exist_ok=True)
    (shipped / name).write_text(text, encoding="utf-8")
    told = run("score", "2014", "--org", "苍溪", cwd=shipped)
    assert (told.code, told.out) == (0, sound)
    assert (told.err[:13], told.err.count("\n"), name in told.err) == ("tuanscore：另有 ", 1, True)
    printed = run("render", "苍溪", "--year", "2014", "--scored", cwd=shipped)
    assert (printed.code, "146.57" in printed.out) == (0, True)
    ranking = run("score", "2014", cwd=shipped).out
    assert any(" 苍溪 " in line and "146.57" in line for line in ranking.splitlines())


RELATED = {
    "its report": (f"{REPORTS}/下半年.yaml", "类型: 完成情况\n单位: 苍溪县\n年度: 2014\n截止: 1\n"),
    "a report that does not say whose": (
        f"{REPORTS}/甲.yaml",
        "类型: 完成情况\n单 位: 苍溪\n年度: 2014\n截至: 2014-12-31\n",
    ),
    "something on it that does not say what it is": (
        f"{REPORTS}/甲.yaml",
        "类 型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 2014-12-31\n",
    ),
}


@pytest.mark.parametrize("case", RELATED)
def test_what_may_be_about_it_stops_it(case: str, shipped: Path, run: Run) -> None:
    name, text = RELATED[case]
    (shipped / name).write_text(text, encoding="utf-8")
    told = run("score", "2014", "--org", "苍溪", cwd=shipped)
    assert (told.code, "总分" in told.out) == (1, False)
    assert run("render", "苍溪", "--scored", cwd=shipped).code == 2


def test_a_later_report_does_not_matter_until_its_day(shipped: Path, run: Run) -> None:
    asked = ("score", "2014", "--org", "苍溪", "--as-of", "2014-06-30")
    sound = run(*asked, cwd=shipped).out
    report = shipped / REPORTS / "苍溪.yaml"
    report.write_text(report.read_text(encoding="utf-8") + "\n乱: 1\n", encoding="utf-8")
    assert run(*asked, cwd=shipped).out.endswith(sound)
    assert "总分" not in run(*asked[:-1], "2014-12-31", cwd=shipped).out


def test_what_is_only_spoken_of_is_not_there(shipped: Path, run: Run) -> None:
    broken = f"{OTHERS_REPORT}完成:\n  技能比武: {{自评: 3, 说明: 2015年1月补办，与城关合办}}\n"
    (shipped / REPORTS / "利州.yaml").write_text(broken, encoding="utf-8")
    missing = run("show", "城关", cwd=shipped)
    assert missing.err.startswith("tuanscore：没有找到“城关”")
    another_year = run("score", "2015", cwd=shipped)
    assert another_year.err.startswith("tuanscore：没有 2015 年的评分表\n")


def test_an_explanation_says_why_it_leaves_with_1(shipped: Path, run: Run) -> None:
    asked = ("score", "2014", "--org", "苍溪", "--explain", "西部计划志愿者")
    sound = run(*asked, cwd=shipped)
    assert (sound.code, sound.err) == (0, "")
    report = shipped / REPORTS / "苍溪.yaml"
    wrong = "一票否决: [{事项: 没有的, 原因: 无}]\n"
    report.write_text(report.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    told = run(*asked, cwd=shipped)
    assert (told.code, told.out) == (1, sound.out)
    assert told.err == "tuanscore：有 1 处错误，所以以 1 退出\n  看是哪些：tuanscore validate\n"
