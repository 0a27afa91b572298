"""`score --org`: a deduction of which not all is taken off says so on its own line."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import Make, Ran, Run
from documents import results

CARD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: 40
部分:
  - 名称: 职能
    分值: 20
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: 活动。, 考核点: {次数: ≥3次}}
          - {编号: 安全, 内容: 安全。, 考核点: {事故: {计分: 扣分, 每次: 0.5, 最多: 1}}}
          - {编号: 稳定, 内容: 稳定。, 考核点: {事件: {计分: 扣分, 每次: 4, 最多: 10}}}
  - 名称: 保障
    分值: 20
    计分: 扣分
    类别:
      - 条目:
          - {编号: 维稳, 内容: 维稳。, 分值: 10}
          - {编号: 综治, 内容: 综治。, 分值: 10}
          - {编号: 计生, 内容: 计生。}
          - {编号: 保密, 内容: 保密。}
"""
TOLD = results("次数: 1", rest="扣分:\n")


@pytest.fixture
def shown(make: Make, run: Run) -> Any:
    """Return what a card shows when these deductions are reported."""

    def show(*losses: str, form: str = "text") -> Ran:
        told = TOLD + "".join(f"  - {{指标: {loss}, 原因: 某事}}\n" for loss in losses)
        root = make({"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": told})
        ran = run("-C", root, "score", "2014", "--org", "甲", "--format", form)
        assert ran.code == 0
        ran.out.encode("gbk")
        return ran

    return show


def lines(ran: Ran) -> list[list[str]]:
    rows = (re.split(r" {2,}", row.strip()) for row in ran.out.splitlines() if "（扣分）" in row)
    return [[row[0], *row[2:]] for row in rows]


def test_what_is_taken_off_whole_says_nothing(shown: Any) -> None:
    """2 × 0.5 = 1 is the most; 4 is less than the 6.67 − 1 that are left."""
    assert lines(shown("事故, 次数: 2", "事件", "维稳, 分值: 10")) == [
        ["2.事故（扣分）", "2 起", "-1.00"],
        ["3.事件（扣分）", "1 起", "-4.00"],
        ["维稳（扣分）", "1 起", "-10.00"],
    ]


def test_what_is_capped_says_so(shown: Any) -> None:
    """1 of 3 earns 6.67 of 20; 3 × 0.5 is over the 1, 3 × 4 over the 10 and over the 5.67 left."""
    assert lines(shown("事故, 次数: 3", "事件, 次数: 3")) == [
        ["2.事故（扣分）", "3 起（应扣 1.5 分，最多扣 1 分）", "-1.00"],
        ["3.事件（扣分）", "3 起（应扣 12 分，最多扣 10 分，扣到 0 为止）", "-5.67"],
    ]


def test_a_section_that_is_used_up_says_so(shown: Any) -> None:
    """20 − 10 − 7 leaves 3 of the 5, and nothing for the last, which is shown all the same."""
    losses = ("维稳, 分值: 6", "维稳, 分值: 5", "综治, 分值: 7", "计生, 分值: 5", "保密, 分值: 2")
    assert lines(shown(*losses)) == [
        ["2.事故（扣分）", "0.00"],
        ["3.事件（扣分）", "0.00"],
        ["维稳（扣分）", "2 起（应扣 11 分，最多扣 10 分）", "-10.00"],
        ["综治（扣分）", "1 起", "-7.00"],
        ["计生（扣分）", "1 起（应扣 5 分，扣到 0 为止）", "-3.00"],
        ["保密（扣分）", "1 起（应扣 2 分，扣到 0 为止）", "0.00"],
    ]


def test_markdown_says_so_too(shown: Any) -> None:
    ran = shown("事故, 次数: 3", form="md")
    assert "| 扣分：事故 |  | 3 起（应扣 1.5 分，最多扣 1 分） |  | -1.00 |\n" in ran.out


def test_what_may_yet_be_taken_off_whole_says_nothing(make: Make, run: Run) -> None:
    """Nothing else is reported: of 0 points nothing can be taken off, of 20 the whole 4."""
    told = TOLD.replace("完成: {次数: 1}\n", "") + "  - {指标: 事件, 原因: 某事}\n"
    root = make({"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": told})
    ran = run("-C", root, "score", "2014", "--org", "甲")
    assert lines(ran) == [["2.事故（扣分）", "0.00"], ["3.事件（扣分）", "1 起", "-4.00 至 0"]]
