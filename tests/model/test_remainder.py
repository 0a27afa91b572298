"""One wrong line of a file does not hide what other lines of it say of others."""

import pytest

from conftest import Make, found

TEMPLATE = """\
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - 编号: 活动
            内容: 开展活动{次数}次，培训{人数}名。
            考核点: {次数: ≥3次, 人数: 40名}
"""
CARD = "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 例\n"
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2014\n"
FILES = {"templates/例.yaml": TEMPLATE}


CARD_FILE, REPORT_FILE = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"


def told(make: Make, files: dict[str, str]) -> list[str]:
    return [f"{f.place} {f.code}" for f in found(make({**FILES, **files}))]


@pytest.mark.parametrize(
    ("report", "wanted"),
    [
        pytest.param(
            """\
截至: 2014-12-31
备 注: 甲
完成:
  次 数字: 3
扣分:
  - {指标: 不知道, 原因: 迟到}
""",
            ["5:1 TS203", "7:3 TS306", "9:10 TS307"],
            id="a key that nobody knows beside names that nobody knows",
        ),
        pytest.param(
            """\
截至: 2014-12-31
扣分:
  - {指标名: 活动, 原因: 迟到}
  - {指标: 活动, 次数: 两次, 原因: 迟到}
  - {指标: 不知道, 原因: 迟到}
""",
            ["6:6 TS203", "7:18 TS205", "8:10 TS307"],
            id="entries behind wrong ones keep their places",
        ),
        pytest.param("完成:\n  次 数字: 3\n", ["1:1 TS202", "5:3 TS306"], id="no day"),
        pytest.param(
            "截至: 2014年底\n完成:\n  次 数字: 3\n", ["4:5 TS205", "6:3 TS306"], id="a wrong day"
        ),
        pytest.param(
            """\
截至: 2014-12-31
完成:
  甲: [1]
  乙: {自评: 1, 佐证: a.pdf}
  次数: [1]
  人数: {自评: 很多, 佐证: a.pdf}
  丙:
扣分:
  - {指标: 丁, 次数: 一, 原因: 迟到}
  - {指标: 活动, 次数: 一, 原因: 迟到}
""",
            [
                "6:3 TS306",
                "6:6 TS204",
                "7:3 TS306",
                "7:18 TS204",
                "8:7 TS204",
                "9:20 TS204",
                "10:5 TS116",
                "12:10 TS307",
                "12:17 TS205",
                "13:18 TS205",
            ],
            id="names whose own values are wrong, and no value half read",
        ),
    ],
)
def test_a_report(make: Make, report: str, wanted: list[str]) -> None:
    lines = told(make, {CARD_FILE: CARD, REPORT_FILE: REPORT + report})
    assert lines == [f"{REPORT_FILE}:{line}" for line in wanted]


def test_a_self_assessment(make: Make) -> None:
    project = """\
类型: 预算项目绩效目标表
预算单位: 共青团丙区委
简称: 丙
年度: 2021
项目编码: P01
项目名称: 资助
预算: {预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 资助学生}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [资助学生]
绩效指标:
  产出指标:
    数量指标: [{名称: 资助人数, 描述: 资助的学生, 指标值: ≥100人, 依据: 计划}]
"""
    told_of_it = """\
类型: 项目自评
项目编码: P01
年度: 2021
截至: 2021-12-31
备 注: 甲
执行: {全年预算数: 100, 全年执行数: 4块}
完成: {资助人头: 100人}
"""
    files = {"scorecards/2021/P01.yaml": project, "scorecards/2021/P01.自评.yaml": told_of_it}
    lines = [line for line in told(make, files) if line.startswith("scorecards/2021/P01.自评")]
    wanted = ["5:1 TS203", "6:25 TS205", "7:6 TS306"]
    assert lines == [f"scorecards/2021/P01.自评.yaml:{line}" for line in wanted]


def test_an_overlay(make: Make) -> None:
    wrong = "指标值:\n  次数: 大约3次\n  人 头: 30名\n  户数: 大约3户\n"
    wanted = [f"{CARD_FILE}:{at}" for at in ("7:7 TS206", "8:3 TS302", "9:3 TS302", "9:7 TS206")]
    assert told(make, {CARD_FILE: CARD + wrong}) == wanted


@pytest.mark.parametrize(
    ("wrong", "wanted"),
    [
        pytest.param(
            "条目调正:\n  活动: {内容: '走访{户数}户。', 考核点: {户数: 3户}}\n",
            ["6:1 TS203"],
            id="a misspelt key over the items",
        ),
        pytest.param(
            "条目调整:\n  活动: {内 容: '走访{户数}户。', 考核点: {户数: 3户}}\n",
            ["7:8 TS203"],
            id="a misspelt key in an item",
        ),
        pytest.param(
            "条目调整:\n  活动: {考核点: [户数, 人数]}\n", ["7:13 TS204"], id="a wrong shape"
        ),
        pytest.param(
            "条目调整: {活动: 删除}\n条目调整: {活动: {考核点: {户数: 3户}}}\n备注: [1]\n",
            ["7:1 TS105", "8:5 TS204"],
            id="a key twice",
        ),
        pytest.param("户数: 3户\n", ["6:1 TS203"], id="the measure itself at the top"),
        pytest.param("条目调整:\n  活动: 删\n", ["7:7 TS205", "9:3 TS302"], id="no name in it"),
        pytest.param("备住: 第一年\n目标: 3\n", ["6:1 TS203", "7:1 TS203", "9:3 TS302"], id="keys"),
    ],
)
def test_an_overlay_whose_items_are_in_doubt(make: Make, wrong: str, wanted: list[str]) -> None:
    """The wrong lines may be where the measure comes from that is given a target below."""
    lines = told(make, {CARD_FILE: f"{CARD}{wrong}指标值:\n  户数: 5户\n"})
    assert lines == [f"{CARD_FILE}:{line}" for line in wanted]
