"""The money of a project: its parts, its plan over the year, its classes, and its 自评."""

import pytest

import documents
from conftest import MARK, Make, found, unmark

AT, TOLD = "scorecards/2021/甲/P1.yaml", "scorecards/2021/甲/P1.自评.yaml"
PROJECT = documents.project(
    unit="甲县团委本级",
    name="例",
    budget="预算数: 50000.00, 财政资金: 45000, 其他资金: 5000, 资金用途: 例",
    plan="3月底: 25%, 6月底: 50%, 12月底: 100%",
    goals="办成一件事",
    数量指标="名称: 印制图册, 指标值: ≥77张",
    社会效益指标="名称: 展出时间延长, 指标值: ≥7天",
    服务对象满意度指标="名称: 读者满意度, 指标值: ≥91%",
)
REPORT = """\
类型: 项目自评
项目编码: P1
年度: 2021
截至: 2021-12-31
执行: {全年预算数: 50000, 全年执行数: 48000, 进度: {6月底: 24000, 10月底: 24000, 12月底: 48000.00}}
完成: {读者满意度: 95%}
"""
PLAN = "{3月底: 25%, 6月底: 50%, 12月底: 100%}"
PARTS = "预算数: 50000.00, 财政资金: 45000, 其他资金: 5000"
SPENT = "全年执行数: 48000, 进度: {6月底: 24000, 10月底: 24000, 12月底: 48000.00}"


def raised(make: Make, old: str, new: str, project: str = PROJECT) -> list[tuple[str, str, str]]:
    """Change one of the files, and return code, severity and message of each finding.

    Each mark in the new text is where a finding, or the second place that it names, must be.
    """
    files = {AT: project, TOLD: REPORT}
    name = AT if old in project else TOLD
    assert files[name].count(old) == 1
    files, places = unmark(files | {name: files[name].replace(old, new)})
    findings = found(make(files))
    pointed = {str(f.place) for f in findings}
    pointed |= {str(r.place) for f in findings for r in f.related}
    if MARK in new:
        assert pointed == set(places)
    return [(f.code, f.severity.value, f.message) for f in findings]


def test_the_files_are_in_order(make: Make) -> None:
    assert found(make({AT: PROJECT, TOLD: REPORT})) == ()


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            "预算数: ▲50000.00, 财政资金: ▲45000, 其他资金: ▲500",
            "预算数写明 50000.00 元，财政资金加其他资金是 45000 + 500 = 45500 元",
        ),
        (
            "预算数: ▲50000.00, 财政资金: ▲45000.01, 其他资金: ▲5000",
            "预算数写明 50000.00 元，财政资金加其他资金是 45000.01 + 5000 = 50000.01 元",
        ),
    ],
)
def test_parts_that_do_not_add_up(parts: str, message: str, make: Make) -> None:
    assert raised(make, PARTS, parts) == [("TS501", "错误", message)]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (
            "{3月底: ▲60%, 6月底: ▲50%, 12月底: 100%}",
            [("TS502", "错误", "资金支出计划6月底 50%，比3月底的 60% 还小")],
        ),
        (
            "{12月底: 100%, 6月底: ▲30%, 3月底: ▲40%}",  # held by the calendar, not as written
            [("TS502", "错误", "资金支出计划6月底 30%，比3月底的 40% 还小")],
        ),
        ("{12月底: 100%, 6月底: 50%, 3月底: 50.0%}", []),
        ("{第一批: 100%, 第二批: 100%}", []),
        (
            "{第一批: ▲100%, 第二批: ▲90%}",
            [
                ("TS502", "错误", "资金支出计划第二批 90%，比第一批的 100% 还小"),
                ("TS503", "错误", "资金支出计划最后一期（第二批）是 90%，不是 100%"),
            ],
        ),
        (
            "{6月底: 50%, 12月底: ▲99.9%}",
            [("TS503", "错误", "资金支出计划最后一期（12月底）是 99.9%，不是 100%")],
        ),
        (
            "{6月底: 50%, 12月底: ▲110%}",
            [("TS503", "错误", "资金支出计划最后一期（12月底）是 110%，不是 100%")],
        ),
        ("{6月底: 100%}", []),
    ],
)
def test_plans(plan: str, said: list[tuple[str, str, str]], make: Make) -> None:
    assert raised(make, PLAN, plan) == said


def test_without_money_there_is_nothing_to_plan(make: Make) -> None:
    none = PROJECT.replace(PARTS, "预算数: 0, 财政资金: 0, 其他资金: 0")
    assert raised(make, PLAN, "{12月底: 0%}", none) == []


@pytest.mark.parametrize(
    ("old", "new", "scheme", "said"),
    [
        ("  满意度指标:", "  ▲满意度指标: {}\n  其他:", "财政项目自评", None),
        (
            "  效益指标:\n    社会效益指标: [{名称: 展出时间延长, 指标值: ≥7天}]",
            "  ▲效益指标: {社会效益指标: []}", "财政项目自评",
            ["没有一条效益指标，计分方案“财政项目自评”给它 30 分"],
        ),
        (
            "绩效指标:\n  产出指标:", "▲绩效指标:\n  产出指标:", "财政项目自评-成本",
            ["没有一条成本指标，计分方案“财政项目自评-成本”给它 20 分"],
        ),
        ("    数量指标:", "    成本指标: [{名称: 总成本, 指标值: ≤5万元}]\n    数量指标:",
         "财政项目自评-成本", []),
        ("    数量指标: [{名称: 印制图册, 指标值: ≥77张}]",
         "    成本指标: [{名称: 总成本, 指标值: ≤5万元}]", "财政项目自评", []),  # of 产出 there
        ("  产出指标:\n    数量指标: [{名称: 印制图册, 指标值: ≥77张}]",
         "  ▲产出指标:\n    成本指标: [{名称: 总成本, 指标值: ≤5万元}]", "财政项目自评-成本",
         ["没有一条产出指标，计分方案“财政项目自评-成本”给它 40 分"]),
    ],
)  # fmt: skip
def test_missing_classes(
    old: str, new: str, scheme: str, said: list[str] | None, make: Make
) -> None:
    project = PROJECT.replace("绩效目标: [", f"计分方案: {scheme}\n绩效目标: [")
    if said is None:  # a class by another name is one slip, and reported as such
        findings = raised(make, old, new.replace(MARK, ""), project)
        assert [code for code, *_ in findings] == ["TS316"]
    else:
        assert raised(make, old, new, project) == [("TS504", "警告", m) for m in said]


def test_an_unknown_scheme_asks_for_nothing(make: Make) -> None:
    findings = raised(make, "绩效目标: [", "计分方案: 没有的\n绩效目标: [")
    assert [code for code, *_ in findings] == ["TS314"]


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (
            "全年执行数: 48000, 进度: {6月底: ▲24000, 10月底: ▲23999.99, 12月底: 48000}",
            [("TS522", "警告", "10月底累计执行 23999.99 元，比6月底的 24000 元还少")],
        ),
        (
            "全年执行数: ▲48000, 进度: {6月底: 24000, 10月底: ▲48001}",
            [("TS522", "警告", "10月底已经执行 48001 元，全年执行数却只有 48000 元")],
        ),
        (
            "全年执行数: ▲48000, 进度: {6月底: 24000, 12月底: ▲47000}",
            [("TS523", "警告", "12月底累计执行 47000 元，全年执行数却是 48000 元")],
        ),
        (
            "全年执行数: ▲48000, 进度: {6月底: 24000, 12月底: ▲49000}",
            [("TS523", "警告", "12月底累计执行 49000 元，全年执行数却是 48000 元")],
        ),
        (
            "全年执行数: ▲50000.01",
            [("TS524", "警告", "全年执行数 50000.01 元超过全年预算数 50000 元")],
        ),
        ("全年执行数: 50000", []),
        ("全年执行数: 48000, 进度: {第一批: 60000}", []),
        ("全年执行数: 48000, 进度: {12月底: 48000, 6月底: 24000}", []),
    ],
)
def test_assessments(spent: str, said: list[tuple[str, str, str]], make: Make) -> None:
    if said and said[0][0] == "TS524":
        budget = "{全年预算数: 50000, " + SPENT
        findings = raised(make, budget, "{全年预算数: ▲50000, " + spent)
    else:
        findings = raised(make, SPENT, spent)
    assert findings == said


@pytest.mark.parametrize(
    ("as_of", "progress", "codes"),
    [
        ("2021-06-30", "{6月底: 24000}", ["TS523"]),
        ("2021-06-30", "{3月底: 12000, 6月底: 48000}", []),
        ("2021-08-15", "{6月底: 24000}", []),
        ("2022-01-20", "{12月底: 47000}", ["TS523"]),
        ("2022-01-20", "{12月底: 48000}", []),
        ("2022-01-20", "{12月底: 49000}", ["TS523"]),
        ("2021-12-31", "{11月底: 49000}", ["TS522"]),
        ("2021-12-31", "{11月底: 48000}", []),
        ("2021-11-30", "{11月底: 49000}", ["TS523"]),  # that is 截至 itself
        ("2021-10-31", "{11月底: 49000}", []),  # not yet reached
        ("2021-12-31", "{6月底: 49000, 11月底: 48000}", ["TS522"]),
        ("2021-12-31", "{}", []),
    ],
)
def test_assessments_by_their_day(as_of: str, progress: str, codes: list[str], make: Make) -> None:
    report = REPORT.replace("2021-12-31", as_of).replace(
        SPENT, f"全年执行数: 48000, 进度: {progress}"
    )
    findings = found(make({AT: PROJECT, TOLD: report}))
    assert [f.code for f in findings if f.code.startswith("TS5")] == codes
    assert found(make({TOLD: REPORT.partition("执行:")[0]})) == ()
