"""Specimens printed by forms of their own: the heads, ticks, raters and seals of the document."""

from __future__ import annotations

import page
from conftest import Run
from shapes.specimen import HERE


def printed(run: Run, shape: str, name: str, form: str) -> page.Page:
    """Return the page that ``render --form`` writes."""
    ran = run("render", name, "--form", form, "--format", "html", cwd=HERE / shape)
    assert ran.code == 0, ran.err
    return page.read(ran.out)


def test_04_ticks_sign_offs_and_the_points_that_were_filled_in(run: Run) -> None:
    shown = printed(run, "04-own-weights", "作业点标准化改造", "财政项目绩效自评表")
    head, money, rows, below = shown.tables
    assert shown.of("p.right") == ["单位名称：榆湾市气象局填报日期：2023年3月6日"]
    assert [page.texts(row) for row in head[2:]] == [
        ("项目类别", "☑部门预算项目□市直专项□市对下转移支付项目"),
        ("项目属性", "☑持续性项目□新增性项目"),
        ("项目类型", "□常年性项目☑延续性项目□一次性项目"),
    ]
    assert page.texts(money[1])[1:] == ("年度资金总额", "126.00", "113.40", "90%", "18")
    assert page.texts(rows[4])[2:] == ("设备完好率", "96%以上", "94.08%", "10")
    assert page.texts(rows[-1]) == ("总分", "98")
    assert [page.texts(row) for row in below] == [
        ("偏差大或目标未完成原因分析", "两台发射架等配件"),
        ("改进措施及结果应用方案", "次年春检前备齐配件;结果列入下年度预算安排依据"),
        ("单位主要负责人签批意见", "签名：年月日"),
    ]
    assert not [note for note in shown.of("p.note") if "没有栏" in note]


def test_14_last_year_beside_this_year_and_two_seals(run: Run) -> None:
    shown = printed(run, "14-prior-year", "班次教学", "项目支出绩效目标批复表")
    head, rows, seals = shown.tables
    assert shown.of("h1") == ["项目支出绩效目标批复表（2024年度）"]
    assert page.texts(head[1]) == ("预算数", "186万元", "当年市级财政资金", "150万元")
    assert page.texts(head[2]) == ("项目主管部门", "", "实施单位", "榆湾市老年大学")
    assert page.texts(rows[0]) == ("一级指标", "二级指标", "三级指标", "指标值", "指标标准或依据")
    assert page.texts(rows[1])[3:5] == ("2023年实际实现值", "预期2024年实现值")
    assert [page.texts(row)[2:] for row in (rows[2], rows[6])] == [
        ("开设班次", "42个", "45个", "招生简章"),
        ("到课率", "", "≥85%", ""),
    ]
    assert page.texts(seals[0]) == ("财政资金管理科（盖章）年月日", "财政绩效管理科（盖章）年月日")


def test_27_three_raters_beside_each_other(run: Run) -> None:
    shown = printed(run, "27-three-raters-with-weights", "邻里中心", "共建考核表")
    (rows,) = shown.tables
    assert page.texts(rows[0])[4:] == ("自评分", "群众评分", "街道评分", "得分")
    assert page.texts(rows[1])[1:] == (
        "1.值班不断档。", "7.00", "看排班，断一次扣2分", "7", "5", "5", "5.40"
    )  # fmt: skip
    assert page.texts(rows[6])[4:] == ("5", "5", "", "2.50–5.00")
    assert page.texts(rows[-1]) == ("合计", "40.00", "", "", "", "", "29.80–32.30")


def test_08_parts_are_printed_without_points(run: Run) -> None:
    shown = printed(run, "08-sub-rows", "河心洲村庭院改造到户奖补", "项目支出绩效自评表-上报")
    rows = [page.texts(row)[2:] for row in shown.tables[1][2:6]]
    assert [(row[0], row[2], row[5], row[6]) for row in rows] == [
        ("★庭院绿化面积", "36.5", "18", "18"),
        ("其中月季", "2.5", "", ""),
        ("其中桂花", "9", "", ""),
        ("其中草坪", "25", "", ""),
    ]
