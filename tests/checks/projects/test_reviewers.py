"""What reviewers asked for: names, units, signs, years, goals, points in the wrong column."""

import pytest

from conftest import Make, found

AT = "scorecards/2021/甲/P1.yaml"
TABLE = """\
类型: 预算项目绩效目标表
预算单位: 甲县团委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 青年之家改造
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 例}
资金支出计划: {12月底: 100%}
绩效目标: [GOAL]
绩效指标:
  产出指标:
    甲类指标: [{名称: 印制图册, 指标值: ≥77张}]
    OUTPUT
  效益指标:
    乙类指标: [{名称: 展出时间延长, 指标值: ≥7天}]
    BENEFIT
  满意度指标:
    服务对象满意度指标: [{名称: 读者满意度, 指标值: ≥91%}]
    LIKING
"""


def table(output: str = "", benefit: str = "", liking: str = "", goal: str = "办成一件事") -> str:
    texts = {"OUTPUT": output, "BENEFIT": benefit, "LIKING": liking, "GOAL": goal}
    text = TABLE
    for place, said in texts.items():
        text = text.replace(place, said)
    return text


def raised(make: Make, text: str) -> list[str]:
    return [f.code for f in found(make({AT: text}))]


@pytest.mark.parametrize(
    ("second", "name", "target", "wrong"),
    [
        ("数量", "改造口袋公园数量", "≤6个", True),
        ("数量", "培训人数", "<100人", True),
        ("数量", "培训人数", "≥100人", False),
        ("数量", "安全事故起数", "≤1起", False),
        ("数量", "停电次数", "≤3次", False),
        ("数量", "响应等待人数", "≤5人", False),
        ("数量", "培训人数", "5-10人", False),
        ("社会效益", "安全事故起数", "≥3起", True),
        ("社会效益", "群众投诉", ">5件", True),
        ("社会效益", "投诉办结数", "≥5件", False),
        ("社会效益", "事故下降率", "≥5%", False),
        ("社会效益", "隐患整改数", "≥20处", False),
        ("社会效益", "安全事故起数", "0起", False),
    ],
)
def test_signs_turned_round(second: str, name: str, target: str, wrong: bool, make: Make) -> None:
    row = f"{second}指标: [{{名称: {name}, 指标值: '{target}'}}]"
    text = table(output=row) if second == "数量" else table(benefit=row)
    assert ("TS544" in raised(make, text)) is wrong


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("2020年11月30日前", True),
        ("2022年3月底前", True),
        ("2021年12月底前", False),
        ("11月底前", False),
        ("次年3月底前", False),
        ("每月10日前", False),
        ("第三季度", False),
    ],
)
def test_dates_of_another_year(target: str, wrong: bool, make: Make) -> None:
    text = table(output=f"时效指标: [{{名称: 完成时间, 指标值: {target}}}]")
    assert raised(make, text) == (["TS545"] if wrong else [])


@pytest.mark.parametrize(
    ("goal", "wrong"),
    [
        ("'58'", True),
        ("48.72万元。", True),
        ("青年之家改造", True),
        ("青年之家改造项目", True),
        ("改造青年之家 3 处", False),
        ("58 名青年就业", False),
    ],
)
def test_goals_that_say_nothing(goal: str, wrong: bool, make: Make) -> None:
    assert raised(make, table(goal=goal)) == (["TS541"] if wrong else [])


def test_rows_named_by_a_number_are_one_finding_and_have_no_other(make: Make) -> None:
    output = "质量指标: [{名称: 77, 指标值: ≥5人}, {名称: 77, 指标值: ≥5人}]"
    (finding,) = found(
        make({AT: table(output=output, benefit="社会效益指标: [{名称: '12', 指标值: ≥9%}]")})
    )
    assert finding.code == "TS542"
    assert finding.message == "3 条指标的名称是一个数（77、77、12），看不出衡量什么"
    assert [related.message for related in finding.related] == ["77", "12"]


def test_no_unit_is_one_finding_of_a_table(make: Make) -> None:
    rows = "{名称: 合格率, 指标值: 100}, {名称: 优良率, 指标值: ≥90}, {名称: 年限, 指标值: 9}"
    output = f"质量指标: [{rows}]"
    (finding,) = found(make({AT: table(output=output)}))
    assert (finding.code, finding.place.line) == ("TS543", 10)
    assert finding.message == "3 条指标的指标值没有单位（合格率 100、优良率 ≥90、年限 9）"


def test_no_comparator_is_one_finding_of_a_table(make: Make) -> None:
    output = "数量指标: [{名称: 印制手册, 指标值: 5本}, {名称: 走访农户, 指标值: 9户}]"
    (finding,) = found(make({AT: table(output=output)}))
    assert finding.code == "TS521"
    assert finding.message == "2 条指标的指标值没有写 ≥、≤ 或 =（印制手册 5本、走访农户 9户）"


def test_the_gravest_finding_of_a_cell_stays(make: Make) -> None:
    text = table(output="质量指标: [{名称: 培训人数, 指标值: 100人}]")
    assert raised(make, text) == ["TS507"]


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        ("output", "社会效益指标: [{名称: 青年留乡, 指标值: ≥9%}]", "TS519"),
        ("benefit", "数量指标: [{名称: 走访农户, 指标值: ≥9户}]", "TS519"),
        ("liking", "满意度指标: [{名称: 安全事故起数, 指标值: ≤1起}]", "TS519"),
        ("liking", "满意度指标: [{名称: 沿街住户, 指标值: ≥85%}]", ""),
        ("output", "数量指标: [{名称: 工程款金额, 指标值: ≥58万元}]", "TS518"),
        ("output", "数量指标: [{名称: 补助经费, 指标值: ≥5万元}]", "TS518"),
        ("output", "数量指标: [{名称: 发放补助资金, 指标值: ≥5万元}]", ""),
        ("output", "数量指标: [{名称: 印制手册, 指标值: 约5本}]", "TS540"),
        ("output", "数量指标: [{名称: 印制手册, 指标值: 2本、3册}]", "TS540"),
        ("output", "数量指标: [{名称: 印制手册, 指标值: 印制手册5本。}]", ""),
        ("output", "质量指标: [{名称: 经费使用规范, 指标值: 照制度办}]", ""),
        ("output", "成本指标: [{名称: 单页成本, 指标值: 合乎合同约定}]", ""),
        ("benefit", "可持续影响指标: [{名称: 管护办法持续完善, 指标值: 是}]", ""),
    ],
)
def test_other_rows(kind: str, row: str, code: str, make: Make) -> None:
    assert raised(make, table(**{kind: row})) == ([code] if code else [])


def test_points_in_the_column_of_values(make: Make) -> None:
    text = table().replace("≥77张", "'50'").replace("≥7天", "'30'").replace("≥91%", "'20'")
    assert raised(make, text) == ["TS546", "TS505"]
    finding = found(make({AT: text}))[0]
    assert "加起来是 100" in finding.message
