"""Two states of a project: its heads, its money in whatever unit, its sources."""

from pathlib import Path

from conftest import Make
from tuanscore.commands.diff import projects
from tuanscore.model.kinds.project import Project
from tuanscore.shelf import Repository, of

HEAD = """\
类型: 预算项目绩效目标表
年度: {year}
实施单位: 甲县少年宫
项目名称: 巡演
{more}绩效指标: {{产出指标: {{数量指标: [{{名称: 场次, 指标值: ≥5场}}]}}}}
"""


def changes(
    make: Make, before: str, after: str
) -> list[tuple[str, str, str, str | None, str | None]]:
    files = {
        f"scorecards/{year}/甲/巡演.yaml": HEAD.format(year=year, more=more)
        for year, more in ((2022, before), (2023, after))
    }
    root: Path = make(files)
    old, new = of(Project, Repository(root).catalog())
    found = projects.compare(old, new).changes
    return [(c.kind.value, c.section, c.measure, c.old, c.new) for c in found]


def test_the_same_money_in_another_unit_is_no_change(make: Make) -> None:
    before = "预算: {预算数: '72,900', 资金来源: {省级: 60000元}}\n"
    after = "金额单位: 万元\n预算: {预算数: 7.29, 资金来源: {省级: 6.00}}\n"
    assert changes(make, before, after) == []


def test_money_and_sources(make: Make) -> None:
    before = "预算: {预算数: 7万, 资金来源: {省级: {金额: 5万, 其中: {专项: 2万}}, 县级: 2万}}\n"
    after = "预算: {预算数: 8万, 资金来源: {省级: {金额: 5万, 其中: {专项: 3万}}, 市级: 3万}}\n"
    assert changes(make, before, after) == [
        ("target", "预算", "预算数", "70000元", "80000元"),
        ("target", "预算", "专项", "20000元", "30000元"),
        ("target", "预算", "县级", "20000元", None),
        ("target", "预算", "市级", None, "30000元"),
    ]


def test_heads(make: Make) -> None:
    before = "主管部门: 甲县教育局\n负责人: 张三\n"
    after = "主管部门: 甲县文旅局\n其他栏目: {报表编号: '1'}\n"
    assert [change[1:] for change in changes(make, before, after)] == [
        ("主管部门", "", "甲县教育局", "甲县文旅局"),
        ("负责人", "", "张三", None),
        ("报表编号", "", None, "1"),
    ]
