"""An overlay against its template: variables, years, and targets given twice."""

import pytest

import documents
from conftest import Make, found, unmark

BASE, CARD = "templates/例.yaml", "scorecards/2014/甲.yaml"
TEMPLATE = documents.template(
    documents.section(
        "职能指标",
        100,
        "编号: 活动, 内容: '开展{ 区划 }活动{活动次数}次。', 考核点: {活动次数: ≥3次}",
        "编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}",
    ),
    变量="{区划: 县}",
)
OVERLAY = documents.overlay()


def codes(files: dict[str, str], make: Make) -> tuple[list[tuple[str, str]], list[str]]:
    plain, places = unmark(files)
    return [(f.code, str(f.place)) for f in found(make(plain))], places


@pytest.mark.parametrize(
    ("template", "overlay", "is_found"),
    [
        (TEMPLATE, "", False),
        (TEMPLATE.replace("{ 区划 }", ""), "", True),
        (TEMPLATE.replace("变量: {区划", "标题: '{区划}指标'\n变量: {区划"), "", False),
        (TEMPLATE, "变量: {区划: 乡}\n", False),
        (TEMPLATE, "变量: {▲区化: 区}\n", True),
        (TEMPLATE, "变量: {届: 十}\n条目调整: {简报: {内容: '编发{届}期。'}}\n", False),
        (TEMPLATE, "变量: {届: 十}\n标题: '第{届}届'\n", False),
        (TEMPLATE, "条目调整: {活动: {内容: 开展活动。}, 简报: 删除}\n", False),
    ],
)
def test_variable_unused(template: str, overlay: str, is_found: bool, make: Make) -> None:
    marked = template
    if is_found and "▲" not in overlay:
        marked = template.replace("{区划: 县}", "{▲区划: 县}")
    findings, places = codes({BASE: marked, CARD: OVERLAY + overlay}, make)
    assert findings == [("TS607", place) for place in places]


def test_a_word_written_wrong_is_one_error_and_no_unused_variable(make: Make) -> None:
    findings, (place,) = codes({BASE: TEMPLATE.replace("{ 区划 }", "▲{区化}")}, make)
    assert findings == [("TS208", place)]


@pytest.mark.parametrize(("year", "is_found"), [(2014, False), (2015, True)])
def test_year_of_the_template(year: int, is_found: bool, make: Make) -> None:
    overlay = OVERLAY.replace("2014", str(year)).replace("模板: 例", "模板: ▲例")
    plain, (own, base) = unmark(
        {CARD: overlay, BASE: TEMPLATE.replace("年度: 2014", "年度: ▲2014")}
    )
    findings = found(make(plain))
    assert [(f.code, str(f.place)) for f in findings] == [("TS608", own)] * is_found
    assert all([str(r.place) for r in f.related] == [base] for f in findings)


def test_year_of_a_template_that_is_referred_to(make: Make) -> None:
    lines = """\
类型: 目标绩效指标模板
名称: 保障
年度: 2013
部分:
  - {名称: 保障指标, 计分: 扣分, 类别: [{条目: [{编号: 维稳, 内容: 维稳, 分值: 1}]}]}
"""
    referring = TEMPLATE + "  - {名称: 保障指标, 分值: 15, 计分: 扣分, 引用: ▲保障}\n"
    referring = referring.replace("总分: 100", "总分: 115")
    findings, (place,) = codes({BASE: referring, "templates/保障.yaml": lines}, make)
    assert findings == [("TS608", place)]


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ("指标值: {简报: ▲≥4期}\n条目调整: {简报: {考核点: {简报: ≥5期}}}\n", True),
        ("指标值: {简报: ≥4期}\n条目调整: {活动: {内容: '{区划}活动{活动次数}次。'}}\n", False),
        ("指标值: {简报: ≥4期}\n条目调整: {活动: 删除}\n", False),
        ("条目调整: {简报: {考核点: {简报: ≥5期}}}\n", False),
        ("指标值: {简报: ≥4期}\n", False),
    ],
)
def test_target_given_twice(more: str, is_found: bool, make: Make) -> None:
    findings, places = codes({BASE: TEMPLATE, CARD: OVERLAY + more}, make)
    assert findings == [("TS609", place) for place in places]
    assert bool(findings) is is_found
