"""Funds by source: what counts as budget and spent, and which rows do not add up."""

import json
from decimal import Decimal
from typing import Any

import pytest

from conftest import Make, Run, found

TABLE = """\
类型: 预算项目绩效目标表
年度: 2023
金额单位: 万元
实施单位: 柏渡区档案馆
项目名称: 档案扫描
绩效指标:
  产出指标:
    数量指标: [{名称: 扫描页数, 指标值: ≥80万页}]
  效益指标:
    社会效益指标: [{名称: 查档人次, 指标值: ≥900人次}]
  满意度指标:
    服务对象满意度指标: [{名称: 利用者满意度, 指标值: ≥90%}]
"""
HEAD = "类型: 项目自评\n年度: 2023\n实施单位: 柏渡区档案馆\n项目名称: 档案扫描\n"
DONE = "完成: {扫描页数: 82万页, 查档人次: 950人次, 利用者满意度: 95%}\n"


def files(execution: str, table: str = TABLE) -> dict[str, str]:
    report = f"{HEAD}执行: {execution}\n{DONE}"
    return {"scorecards/2023/档/扫描.yaml": table, "scorecards/2023/档/扫描.自评.yaml": report}


def scored(run: Run, root: Any) -> dict[str, Any]:
    ran = run("score", "2023", "--project", "档案扫描", "--format", "json", cwd=root)
    assert ran.code == 0, ran.err
    told: dict[str, Any] = json.loads(ran.out, parse_float=Decimal)
    return told


def execution_of(told: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = told["project"]["classes"][0]
    assert node["name"] == "预算执行率"
    return node


PARTS = "本年财政拨款: {年初预算数: 64.00, 全年预算数: 61.80, 全年执行数: 60.255}, 其他资金: "


def test_a_total_of_0_gives_way_to_its_parts(make: Make, run: Run) -> None:
    """Page 02: 60.255 of 61.80 is 97.50 %, so 9.75 of 10."""
    whole = "年初预算数: 0, 全年预算数: 0, 全年执行数: 0, 执行率: 0"
    root = make(files(f"{{{whole}, 资金来源: {{{PARTS}}}}}"))
    told = scored(run, root)
    assert told["spending"] == {"budget": 618000, "spent": 602550, "rate": Decimal("97.50")}
    assert told["funds"]["from_parts"] == ["年初预算数", "全年预算数", "全年执行数"]
    node = execution_of(told)
    assert node["score"] == Decimal("9.75")
    assert "按资金来源各行加总" in node["rule"]
    assert [finding["code"] for finding in told["findings"]] == ["TS550"]
    (finding,) = found(root)
    assert finding.message == (
        "年度资金总额的年初预算数、全年预算数、全年执行数写的是 0、0、0 万元，"
        "下面各行加起来是 64.00、61.80、60.255 万元；算的时候用各行之和"
    )


def test_a_total_that_is_not_printed_is_the_sum(make: Make, run: Run) -> None:
    root = make(files(f"{{资金来源: {{{PARTS}}}}}"))
    assert scored(run, root)["spending"]["rate"] == Decimal("97.50")
    assert found(root) == ()


@pytest.mark.parametrize("more", ["", ", 资金来源: {财政拨款: {全年预算数: 0, 全年执行数: —}}"])
def test_0_of_0_is_not_to_be_computed(make: Make, run: Run, more: str) -> None:
    root = make(files(f"{{全年预算数: 0, 全年执行数: 0, 执行率: 0%{more}}}"))
    told = scored(run, root)
    node = execution_of(told)
    assert (told["spending"]["rate"], node["low"], node["high"]) == (None, 0, 10)
    assert node["state"] == "unreported"
    assert "算不出来" in node["rule"]
    listed = run("score", "2023", cwd=root).out
    assert "算不出" in listed
    assert found(root) == ()


def test_a_total_stands_where_it_is_printed(make: Make, run: Run) -> None:
    """40.50 and not 34.50 + 5.00 counts; that they differ is a finding."""
    rows = "当年: {全年预算数: 34.50, 全年执行数: 33}, 结转: {全年预算数: 5.00, 全年执行数: 5.07}"
    root = make(files(f"{{全年预算数: 40.50, 全年执行数: 38.07, 资金来源: {{{rows}}}}}"))
    assert scored(run, root)["spending"]["budget"] == 405000
    (finding,) = found(root)
    assert (finding.code, finding.message) == (
        "TS550",
        "年度资金总额的全年预算数写的是 40.50 万元，下面各行加起来是 39.50 万元",
    )


def test_parts_of_a_part(make: Make, run: Run) -> None:
    inner = "其中: {中央: {全年预算数: 20, 全年执行数: 20}, 省级: {全年预算数: 10, 全年执行数: 8}}"
    root = make(files(f"{{资金来源: {{财政拨款: {{全年预算数: 31, {inner}}}}}}}"))
    told = scored(run, root)
    assert told["spending"] == {"budget": 310000, "spent": 280000, "rate": Decimal("90.32")}
    assert [(row["name"], row["depth"], row["rate"]) for row in told["funds"]["rows"]] == [
        ("财政拨款", 1, Decimal("90.32")),
        ("中央", 2, 100),
        ("省级", 2, 80),
    ]
    codes = {finding.code: finding.message for finding in found(root)}
    assert codes["TS550"] == "财政拨款的全年预算数写的是 31 万元，下面各行加起来是 30.00 万元"


def test_units_of_its_own_and_of_the_report(make: Make, run: Run) -> None:
    rows = "省级: {全年预算数: 120万元, 全年执行数: '1,080,000'}, 市县: {全年预算数: 600000}"
    report = f"{HEAD}金额单位: 元\n执行: {{全年预算数: 180万, 资金来源: {{{rows}}}}}\n{DONE}"
    root = make(files("{}") | {"scorecards/2023/档/扫描.自评.yaml": report})
    told = scored(run, root)
    assert told["spending"] == {"budget": 1800000, "spent": 1080000, "rate": 60}
    assert "TS550" not in [finding.code for finding in found(root)]


def test_a_budget_by_source_adds_up(make: Make) -> None:
    """Page 13: 860.50 is not 600.00 + 250.50, and 1260.50 is 860.50 + 0 + 400.00."""
    inner = "{金额: 860.50, 其中: {上级财政资金: 600.00, 本级财政: 250.50}}"
    sources = f"{{财政拨款: {inner}, 自有资金: 0, 其他: 400.00}}"
    budget = f"预算: {{预算数: 1260.50万元, 资金来源: {sources}}}\n"
    table = TABLE.replace("绩效指标:", f"{budget}绩效指标:", 1)
    (finding,) = found(make({"scorecards/2023/档/扫描.yaml": table}))
    assert (finding.code, finding.message) == (
        "TS550",
        "财政拨款的金额写的是 860.50 万元，下面各行加起来是 850.50 万元",
    )
    assert finding.place.line == 6


ROWS = """{全年预算数: 2150.00, 全年执行数: 2042.50, 执行率: 95%, 资金来源: {
  中央补助: {全年预算数: 1000.00, 全年执行数: 1000.00, 执行率: 100%},
  省级资金: {全年预算数: 600.00, 全年执行数: 570.00, 执行率: 95%},
  市级资金: {全年预算数: 150.00, 全年执行数: 150.00, 执行率: 100%},
  县级资金（含以前年度结转）: {全年预算数: 400.00, 全年执行数: 322.50, 执行率: 80.63%}}}"""


def test_a_level_far_behind_the_whole_needs_a_reason(make: Make) -> None:
    """Page 32: 县级资金 80.63 % without a reason, 省级 95 % needs none."""
    (finding,) = found(make(files(ROWS)))
    assert finding.code == "TS552"
    assert finding.message == (
        "县级资金（含以前年度结转）只执行了 80.63%（322.50 万元 ÷ 400.00 万元），没有写原因"
    )
    told = ROWS.replace("执行率: 80.63%", "执行率: 80.63%, 说明: 两村合并，结余下年用")
    assert found(make(files(told))) == ()


@pytest.mark.parametrize(
    ("rate", "right"),
    [("80.62%", False), ("80.6", True), ("81%", True), ("—", True), ("80%", False)],
)
def test_a_printed_rate_is_held_against_its_row(make: Make, rate: str, right: bool) -> None:
    told = ROWS.replace("80.63%", f"{rate}, 说明: 结余下年用")
    assert [f.code for f in found(make(files(told)))] == ([] if right else ["TS551"])


@pytest.mark.parametrize("reason", ["无", "0", "—", "（低于90%的说明原因）"])
def test_what_gives_no_reason(make: Make, reason: str) -> None:
    execution = f"{{全年预算数: 40, 全年执行数: 20, 说明: '{reason}'}}"
    assert "TS552" in {f.code for f in found(make(files(execution)))}


def test_blank_rows_and_dashes_are_kept(make: Make, run: Run) -> None:
    dashes = "丙: {全年预算数: —, 全年执行数: /, 分值: /}, 丁: {全年预算数: 0, 全年执行数: ''}"
    whole = "全年预算数: 4, 全年执行数: 4"
    rows = f"甲: , 乙: {{}}, {dashes}, 戊: {{{whole}}}"
    root = make(files(f"{{{whole}, 资金来源: {{{rows}}}}}"))
    assert found(root) == ()
    told = scored(run, root)
    assert [row["written"][1:] for row in told["funds"]["rows"]] == [
        ["", ""],
        ["", ""],
        ["—", "/"],
        ["0", ""],
        ["4", "4"],
    ]


def test_where_the_form_says_within(make: Make, run: Run) -> None:
    inner = "其中: {中央: {全年预算数: 20}, 省级: {全年预算数: 10}}"
    rows = f"财政拨款: {{全年预算数: 30, {inner}}}, 其他资金: {{全年预算数: 1}}"
    root = make(files(f"{{全年预算数: 31, 全年执行数: 31, 资金来源: {{{rows}}}}}"))
    ran = run("render", "档案扫描", "--scored", "--format", "md", cwd=root)
    found = [line.split("|")[2].strip() for line in ran.out.splitlines() if line.count("|") == 9]
    at = found.index("其中：财政拨款")
    assert found[at : at + 4] == ["其中：财政拨款", "其中：中央", "省级", "其他资金"]


def test_a_form_counts_in_one_unit(make: Make, run: Run) -> None:
    """A table in 万元 and a 自评 in 元: the form is in 元, what is written with its unit stays."""
    table = f"{TABLE}预算: {{预算数: 7.29, 资金来源: {{财政拨款: 5, 其他: 2.29万元}}}}\n"
    report = f"{HEAD}金额单位: 元\n执行: {{全年预算数: '72,900', 全年执行数: '72,900'}}\n{DONE}"
    root = make(files("{}", table) | {"scorecards/2023/档/扫描.自评.yaml": report})
    assert found(root) == ()
    text = run("render", "档案扫描", "--scored", "--format", "md", cwd=root).out
    assert "| 年度资金总额 | 72900.00 | 72,900 | 72,900 |" in text
    assert "财政拨款 | 50000.00 |" in text
    assert "其他 | 2.29万元 |" in text
