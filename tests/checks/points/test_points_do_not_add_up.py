"""Points that do not add up, at every level of a card."""

import pytest

from conftest import Make, found, unmark

CARD = """\
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        分值: 50
        条目:
          - 编号: 活动
            内容: 一
            分值: 20
            考核点:
              活动次数: {目标: ≥3次, 分值: 5}
              活动人数: {目标: ≥30人, 分值: 15}
              活动事故: {计分: 扣分, 每次: 1}
          - 编号: 培训
            内容: 二
            分值: 30
            考核点: {培训人数: 40名}
          - 编号: 案件
            内容: 三
            考核点: {案件数: {计分: 扣分, 每次: 1, 最多: 5}}
      - 名称: 宣传
        分值: 35
        条目:
          - {编号: 简报, 内容: 四, 考核点: {简报期数: ≥3期}}
          - {编号: 信息, 内容: 五, 考核点: {信息条数: ≥9条}}
  - 名称: 绩效评价
    分值: 15
    计分: 评议
"""
Changes = tuple[tuple[str, str], ...]


def changed(changes: Changes) -> tuple[dict[str, str], list[str]]:
    text = CARD
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return unmark({"templates/例.yaml": text})


TOTAL, SECTION, SERVICE = "总分: 100", "  分值: 85", "        分值: 50"
ACTIVITY, TRAINING, NEWS = "            分值: 20", "            分值: 30", "        分值: 35"
TIMES, PEOPLE, OPINION = ", 分值: 5}", ", 分值: 15}", "    分值: 15\n    计分"


@pytest.mark.parametrize(
    ("changes", "message", "hint", "related"),
    [
        pytest.param(
            (
                (TOTAL, "总分: ▲95"),
                (SECTION, "  分值: ▲85"),
                (OPINION, "    分值: ▲15\n    计分"),
            ),
            "“总分”写明 95 分，下一级加起来是 85 + 15 = 100 分",
            "多了 5 分",
            ["职能指标 85 分", "绩效评价 15 分"],
            id="部分",
        ),
        pytest.param(
            (
                (SECTION, "  分值: ▲85"),
                (SERVICE, "        分值: ▲50"),
                (NEWS, "        分值: ▲40"),
            ),
            "“职能指标”写明 85 分，下一级加起来是 50 + 40 = 90 分",
            "多了 5 分",
            ["服务 50 分", "宣传 40 分"],
            id="类别",
        ),
        pytest.param(
            (
                (SECTION, "  分值: ▲85"),
                ("- 名称: 服务\n        分值: 50", "- 分值: ▲45"),
                (NEWS, "        分值: ▲35"),
                (ACTIVITY, "            分值: 15"),
                (PEOPLE, ", 分值: 10}"),
            ),
            "“职能指标”写明 85 分，下一级加起来是 45 + 35 = 80 分",
            "少了 5 分",
            ["第 1 类 45 分", "宣传 35 分"],
            id="类别 without a name",
        ),
        pytest.param(
            (
                (SERVICE, "        分值: ▲50"),
                (ACTIVITY, "            分值: ▲20"),
                (TRAINING, "            分值: ▲29.5"),
            ),
            "“服务”写明 50 分，下一级加起来是 20 + 29.5 = 49.5 分",
            "少了 0.5 分",
            ["活动 20 分", "培训 29.5 分"],
            id="条目, 案件 left out because it can only lose points",
        ),
        pytest.param(
            (
                (ACTIVITY, "            分值: ▲20"),
                (TIMES, ", 分值: ▲5}"),
                (PEOPLE, ", 分值: ▲15.01}"),
            ),
            "“活动”写明 20 分，下一级加起来是 5 + 15.01 = 20.01 分",
            "多了 0.01 分",
            ["活动次数 5 分", "活动人数 15.01 分"],
            id="考核点, 活动事故 left out",
        ),
        pytest.param(
            ((ACTIVITY, "            分值: ▲20"), (TIMES, "}"), (PEOPLE, ", 分值: ▲20}")),
            "“活动”20 分，写了的已有 20 = 20 分，还有 1 项没有分可分",
            "改小",
            ["活动人数 20 分"],
            id="nothing left for one that has no 分值",
        ),
        pytest.param(
            (
                (SERVICE, "        分值: ▲30"),
                ("分值: 85", "分值: 65"),
                (TOTAL, "总分: 80"),
                (ACTIVITY + "\n", ""),
                (TRAINING, "            分值: ▲31"),
                (TIMES, "}"),
                (PEOPLE, "}"),
            ),
            "“服务”30 分，写了的已有 31 = 31 分，还有 1 项没有分可分",
            "改小",
            ["培训 31 分"],
            id="more than there is, and one that has no 分值",
        ),
    ],
)
def test_points_that_do_not_add_up(
    changes: Changes, message: str, hint: str, related: list[str], make: Make
) -> None:
    """The first mark is the level that declares, the others are the parts that it names."""
    files, (place, *others) = changed(changes)
    (finding,) = found(make(files))
    assert (finding.code, str(finding.place)) == ("TS401", place)
    assert message in finding.message
    assert hint in finding.hint
    assert [str(r.place) for r in finding.related] == others
    assert [r.message for r in finding.related] == related


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((), id="all levels given"),
        pytest.param(((TOTAL + "\n", ""),), id="a template without 总分"),
        pytest.param(((TIMES, "}"),), id="one 考核点 takes the rest"),
        pytest.param(((TRAINING + "\n", ""),), id="one 条目 takes the rest"),
        pytest.param(((NEWS + "\n", ""),), id="one 类别 takes the rest"),
        pytest.param(((OPINION, "    计分"),), id="one 部分 takes the rest"),
        pytest.param(((SECTION + "\n", "\n"), (TIMES, ", 分值: 5.00}")), id="trailing zeros"),
        pytest.param(
            ((", 内容: 四", ", 内容: 四, 分值: 34.99"), (", 内容: 五", ", 内容: 五, 分值: 0.01")),
            id="a cent",
        ),
    ],
)
def test_points_that_add_up(changes: Changes, make: Make) -> None:
    files, _ = changed(changes)
    assert found(make(files)) == ()


def test_deducting_section_is_not_added_up(make: Make) -> None:
    """保障指标 of 2014: 25 lines of 1 point in a section of 15, for they can only be lost."""
    lines = "".join(
        f"          - {{编号: 第{n}项, 内容: 第{n}项, 分值: 1}}\n" for n in range(1, 26)
    )
    section = "  - 名称: 保障指标\n    分值: 15\n    计分: 扣分\n    类别:\n      - 条目:\n"
    text = CARD.replace("总分: 100", "总分: 115") + section + lines
    assert found(make({"templates/例.yaml": text})) == ()
