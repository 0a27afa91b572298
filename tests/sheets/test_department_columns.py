"""部门整体支出绩效自评表 printed by a form that asks for every column of a row."""

from __future__ import annotations

import page
from conftest import Make, Run

FILE = "scorecards/2023/甲/自评.yaml"
TABLE = """\
类型: 部门整体支出绩效自评表
年度: 2023
单位: 甲县统计局
执行:
  全年预算数: 100
  全年执行数: 90
  资金来源:
    其他财政资金: {全年预算数: 60, 全年执行数: 54, 其中: {上级: {全年预算数: 20, 全年执行数: 18}}}
    结转: {全年预算数: 40, 全年执行数: 36, 其中: {其中上年: {全年预算数: 40, 全年执行数: 36}}}
分值: {预算执行率: 10}
自评等次: 良
绩效指标:
  履职:
    - {名称: 报表按时率, 指标值: ≥98%, 分值: 50, 核心指标: 是, 指标解释: 按时报的占几成,
       完成值: 98%, 得分: 50, 复核得分: 49, 佐证: [报送台账]}
    - {名称: 培训场次, 指标值: ≥4场, 分值: 40, 描述: 办了几场, 调整指标值: ≥5场,
       不适用: 疫情停办}
"""
FORM = """\
类型: 表式
名称: 全列表
年度: 2023
依据: 县财政局
用于: 部门整体支出绩效自评表
标题: 全列表
内容:
  - 宽: [40, 20, 20, 20]
    行: [{表: 资金, 列: [资金名称, 全年预算数, 全年执行数, 执行率]}]
  - 表: 指标
    列:
      [序号, 三级指标, 指标解释, 指标值, 调整指标值, 完成值, 核心指标, 填报得分, 复核得分,
       偏差原因, 佐证]
"""


def test_every_column_of_a_row(make: Make, run: Run) -> None:
    root = make({FILE: TABLE, "templates/表式/全列表.yaml": FORM})
    ran = run("render", FILE, "--form", "全列表", "--format", "html", cwd=root)
    assert ran.code == 0, ran.err
    money, rows = page.read(ran.out).tables
    assert [page.texts(row) for row in rows[1:3]] == [
        ("1", "报表按时率", "按时报的占几成", "≥98%", "", "98%", "是", "50", "49", "", "报送台账"),
        ("2", "培训场次", "办了几场", "≥4场", "≥5场", "不适用", "", "", "", "疫情停办", ""),
    ]
    assert [page.texts(row)[0] for row in money[1:]] == [
        "年度资金总额",
        "其中：其他财政资金",
        "其中：上级",
        "结转",
        "其中上年",
    ]


def test_the_grade_that_was_filled_in_is_said(make: Make, run: Run) -> None:
    root = make({FILE: TABLE})
    ran = run("render", FILE, "--scored", "--format", "html", cwd=root)
    said = [text for text in page.read(ran.out).of("p.note", "p") if "表上填的" in text]
    assert said == ["表上填的：等次填的是良。"]
