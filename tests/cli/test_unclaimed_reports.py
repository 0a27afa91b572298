"""A report that may be on several organisations, or is on none: no score passes over it."""

import json
from pathlib import Path

import pytest

import documents
from conftest import Make, Run

pytestmark = pytest.mark.repeated

CARD = documents.card(
    documents.section(
        "职能指标", 100, "{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥10次}}}"
    ),
    org="{name}",
    unit="{org}",
    别名="[{aliases}]",
)
REPORT = "类型: 完成情况\n单位: {org}\n年度: 2014\n截至: 2014-12-31\n完成: {{次数: {done}}}\n"
FIRST, SECOND = "scorecards/2014/甲.yaml", "scorecards/2014/乙.yaml"
TOLD = "scorecards/2014/完成情况/一.yaml"


def card(name: str, aliases: str = "", org: str = "") -> str:
    return CARD.format(name=name, aliases=aliases, org=org or f"共青团{name}县委")


def report(org: str, done: int = 10) -> str:
    return REPORT.format(org=org, done=done)


def ranking(root: Path, run: Run) -> tuple[list[str], list[str], int]:
    ran = run("-C", root, "score", "2014", "--format", "json")
    told = json.loads(ran.out)
    found = [f"{f['code']} {f['place']['file']} {f['message']}" for f in told["findings"]]
    return [line["short_name"] for line in told["ranking"]], found, ran.code


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (card("甲", "共有, jia"), card("乙", "共有"), "共有"),
        (card("甲"), card("乙", org="共青团甲县委"), "共青团甲县委"),
        (card("甲"), card("乙", org="甲"), "甲"),
    ],
)
def test_report_under_a_shared_name_is_nobodys(
    first: str, second: str, shared: str, make: Make, run: Run
) -> None:
    third = {
        "scorecards/2014/丙.yaml": card("丙"),
        "scorecards/2014/完成情况/丙.yaml": report("丙", 9),
    }
    root = make({FIRST: first, SECOND: second, TOLD: report(shared), **third})
    names, found, code = ranking(root, run)
    message = f"“{shared}”是乙、甲共用的名称，这份完成情况分不清是谁的"
    assert (names, code) == (["丙"], 1)
    assert f"TS321 {TOLD} {message}" in found
    for name in ("甲", "乙"):
        scored = run("-C", root, "score", "2014", "--org", name, "--receipt", root / "凭据.json")
        assert scored.code == 1
        assert f"{TOLD}:2:5 TS321 错误 {message}" in scored.out
        assert not (root / "凭据.json").exists()
        printed = run("-C", root, "render", name, "--scored")
        assert (printed.code, printed.out) == (2, "")


def test_report_under_a_shared_name_is_told_when_it_is_validated(make: Make, run: Run) -> None:
    root = make({FIRST: card("甲", "共有"), SECOND: card("乙", "共有"), TOLD: report("共有")})
    for paths in ([], [root / TOLD]):
        ran = run("-C", root, "validate", *paths, "--format", "concise")
        assert f"{TOLD}:2:5: TS321 错误 “共有”是乙、甲共用的名称" in ran.out


def test_cards_that_share_a_name_are_scored_by_reports_under_others(make: Make, run: Run) -> None:
    reports = {TOLD: report("甲"), "scorecards/2014/完成情况/二.yaml": report("乙", 9)}
    root = make({FIRST: card("甲", "共有"), SECOND: card("乙", "共有"), **reports})
    names, found, code = ranking(root, run)
    assert (names, found, code) == (["甲", "乙"], [], 0)


def test_alias_that_is_anothers_own_name_is_not_shared(make: Make, run: Run) -> None:
    root = make({FIRST: card("甲", "乙"), SECOND: card("乙"), TOLD: report("乙")})
    assert "100.00" in run("-C", root, "score", "2014", "--org", "乙").out
    assert ranking(root, run)[2] == 0


@pytest.mark.parametrize(
    "written", ["Cangxi", '" 苍溪"', "苍\u200b溪", "ｃａｎｇｘｉ", '"苍\\u6eaa"']
)
def test_a_name_that_only_looks_otherwise_is_the_name(written: str, make: Make, run: Run) -> None:
    cangxi = card("苍溪", "cangxi", org="共青团苍溪县委员会")
    root = make({FIRST: cangxi, SECOND: card("乙"), TOLD: report(written)})
    ran = run("-C", root, "score", "2014", "--org", "苍溪")
    assert (ran.code, ran.err, "100.00" in ran.out) == (0, "", True)
    for paths in ([], [root / TOLD]):  # among all files, and among those that may hold the name
        assert run("-C", root, "validate", *paths).code == 0


@pytest.mark.parametrize(("written", "hint"), [("苍溪县委", "苍溪"), ("苍奚", "苍溪")])
def test_score_tells_of_reports_that_fit_no_card(
    written: str, hint: str, make: Make, run: Run
) -> None:
    cangxi = card("苍溪", "cangxi", org="共青团苍溪县委员会")
    root = make({FIRST: cangxi, SECOND: card("乙"), TOLD: report(written)})
    name = written.strip('"')
    told = f"{TOLD}:2:5 TS305 错误 没有“{name}”2014 年的评分表"
    for command in ([], ["--org", "苍溪"]):
        ran = run("-C", root, "score", "2014", *command)
        assert ran.code == 1
        assert told in ran.out
        assert f"是不是“{hint}”？" in ran.out
    ran = run("-C", root, "score", "2014", "--org", "乙")
    assert (ran.code, TOLD in ran.err, TOLD in ran.out) == (0, True, False)
    assert run("-C", root, "score", "2014", "--as-of", "2014-06-30").code == 0


def test_nothing_is_said_of_other_years(make: Make, run: Run) -> None:
    other = report("丁").replace("2014", "2013")
    root = make({FIRST: card("甲"), TOLD: report("甲"), "scorecards/2013/丁.yaml": other})
    assert ranking(root, run) == (["甲"], [], 0)
