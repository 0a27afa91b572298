"""diff of what a project's table decides itself: 分值, goals, 其中, last year, 长期目标."""

from __future__ import annotations

from conftest import Make, Run
from tuanscore.commands.diff.projects import compare
from tuanscore.model.kinds.project import Project
from tuanscore.model.load import load
from tuanscore.shelf import LoadedAs
from tuanscore.source.read import read

HEAD = "类型: 预算项目绩效目标表\n实施单位: 甲站\n项目名称: 巡护\n"
OLD = """年度: 2023
分值: {预算执行率: 20, 目标1: 40}
分组目标:
  - 目标: 巡护
    绩效指标:
      产出指标:
        数量指标:
          - {名称: 归档, 指标值: ≥5次, 上年值: 4次}
          - {名称: 农具, 其中: [{名称: 推车, 指标值: 80辆}, {名称: 喷雾器, 指标值: 30台}]}
  - 目标: 上报
    分值: 40
    绩效指标:
      产出指标:
        质量指标: [{名称: 归档, 指标值: 100%}]
长期目标: {绩效指标: {产出指标: {数量指标: [{名称: 新楼, 指标值: ≥12栋}]}}}
"""
NEW = (
    OLD.replace("2023", "2024")
    .replace("预算执行率: 20", "预算执行率: 30")
    .replace("≥5次, 上年值: 4次", "≥6次, 上年值: 5次")
    .replace("80辆", "90辆")
    .replace("100%", "95%")
    .replace("≥12栋", "≥10栋")
)


def opened(text: str) -> LoadedAs[Project]:
    document, _ = read(text.encode(), "a.yaml")
    assert document is not None
    model, findings = load(document)
    assert isinstance(model, Project), findings
    return LoadedAs(document, model)


def test_each_row_is_told_by_its_goal_and_its_parts() -> None:
    found = compare(opened(HEAD + OLD), opened(HEAD + NEW)).changes
    assert [(c.kind.value, c.section, c.measure, c.old, c.new) for c in found] == [
        ("points", "分值", "预算执行率", "20", "30"),
        ("target", "目标1", "目标1/归档", "≥5次", "≥6次"),
        ("wording", "目标1", "目标1/归档", "4次", "5次"),
        ("target", "目标1", "推车", "80辆", "90辆"),
        ("target", "目标2", "目标2/归档", "100%", "95%"),
        ("target", "长期目标", "新楼", "≥12栋", "≥10栋"),
    ]


def test_a_draft_asks_for_every_row_and_its_parts(make: Make, run: Run) -> None:
    root = make({"scorecards/2023/甲/a.yaml": HEAD + OLD})
    ran = run("new", "自评", "巡护", cwd=root)
    assert ran.code == 0, ran.err
    text = (root / "scorecards/2023/甲站/巡护.自评.yaml").read_text(encoding="utf-8")
    for key in ("'目标1/归档':", "农具:", "推车:", "喷雾器:", "'目标2/归档':"):
        assert f"#   {key}" in text
