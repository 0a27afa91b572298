"""待填 is found wherever a draft leaves something open, and only at the beginning of a text."""

import pytest

from conftest import Make, found, unmark
from documents import project, section, template

WAITING = "▲待填：写明"
CARD = template(
    section(
        "职能指标",
        70,
        "编号: 活动, 内容: 开展活动。, 考核点: {活动: ≥3次}",
        "编号: 简报, 内容: 编发简报。, 考核点: {简报: ≥3期}",
    ),
    "名称: 绩效评价, 分值: 30, 计分: 评议, 内容: 代表评价。",
    year=2026,
)
PROJECT = project(
    unit="甲县团委本级",
    year=2026,
    name="例",
    budget="预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 场地",
    goals="培训青年, 办成一件事",
    数量指标="名称: 印制图册, 描述: 印成, 依据: 年度计划, 指标值: ≥77张",
    社会效益指标="名称: 展出延长, 描述: 比上年, 依据: 上年数, 指标值: ≥7天",
    服务对象满意度指标="名称: 读者满意度, 描述: 问卷, 依据: 行业标准, 指标值: ≥91%",
)
DEPARTMENT = """\
类型: 部门整体绩效目标
单位: 共青团甲区委
简称: 甲
年度: 2026
年度发展规划目标: {标题: 目标, 内容: [做好工作。, 抓好落实。]}
职责分类绩效目标:
  标题: 职责
  职责:
    - 职责描述: 领导工作。
      职责目标: 加强建设。
      绩效目标: 提高能力。
      绩效指标: 完成率。
      绩效标准: {等次标准: 团区委绩效标准, 内容: 按完成率评定。}
工作保障措施: {标题: 措施, 内容: [健全制度。, 加强监督。]}
"""
SCHEME = """\
类型: 计分方案
名称: 本县
年度: 2026
依据: 县委文件
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
等次标准: {优: 90}
"""
WAIVER = """\
类型: 豁免
年度: 2026
批准文号: 一号文
批准人: 书记办公会
原因: 干部不足
到期: 9999-12-31
事项: [{检查: TS604, 单位: 甲}]
"""
FILES = {
    "templates/例.yaml": CARD,
    "scorecards/2026/甲/P1.yaml": PROJECT,
    "scorecards/2026/甲/部门.yaml": DEPARTMENT,
    "templates/计分方案/本县.yaml": SCHEME,
    "scorecards/豁免.yaml": WAIVER,
}
LEFT = {
    "templates/例.yaml": ("开展活动。", "编发简报。", "代表评价。"),
    "scorecards/2026/甲/P1.yaml": (
        *("场地", "培训青年", "办成一件事", "印制图册", "印成", "年度计划"),
        *("展出延长", "比上年", "上年数", "读者满意度", "问卷", "行业标准"),
    ),
    "scorecards/2026/甲/部门.yaml": (
        *("做好工作。", "抓好落实。", "健全制度。", "加强监督。"),
        *("领导工作。", "加强建设。", "提高能力。", "完成率。", "按完成率评定。"),
    ),
    "templates/计分方案/本县.yaml": ("县委文件",),
    "scorecards/豁免.yaml": ("一号文", "书记办公会", "干部不足"),
}


def waiting(make: Make, name: str, *changes: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Return where 待填 is found, and the marks."""
    text = FILES[name]
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    files, places = unmark({name: text})
    return [str(f.place) for f in found(make(files)) if f.code == "TS690"], places


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in LEFT.items() for text in texts]
)
def test_each_text_that_a_draft_leaves_open(name: str, text: str, make: Make) -> None:
    found_at, places = waiting(make, name, (text, WAITING))
    assert found_at == places
    assert len(places) == 1


@pytest.mark.parametrize("name", FILES)
def test_inside_of_a_text_it_is_a_word_like_others(name: str, make: Make) -> None:
    changes = [(text, f"不再待填{text}") for text in LEFT[name]]
    assert waiting(make, name, *changes) == ([], [])


def test_one_finding_for_each_line_of_a_table(make: Make) -> None:
    """名称 before 描述 before 依据, whatever else of the line is open."""
    found_at, places = waiting(
        make,
        "scorecards/2026/甲/P1.yaml",
        ("印制图册", WAITING),
        ("印成", "待填"),
        ("年度计划", "待填"),
        ("比上年", WAITING),
        ("上年数", "待填"),
        ("行业标准", WAITING),
    )
    assert found_at == places
    assert len(places) == 3
