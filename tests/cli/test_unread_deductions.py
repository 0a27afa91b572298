"""Deductions that cannot be read, or stand on no line, never vanish from a score."""

from __future__ import annotations

import json
import re
from pathlib import Path

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
          - {编号: 活动, 内容: 活动。, 考核点: {次数: ≥4次}}
          - {编号: 安全, 内容: 安全。, 考核点: {事故: {计分: 扣分, 每次: 1, 最多: 5}}}
  - 名称: 保障
    分值: 20
    计分: 扣分
    类别:
      - 条目:
          - {编号: 维稳, 内容: 维稳。, 分值: 10}
          - {编号: 计生, 内容: 计生。}
"""
TOLD = results("{次数: {done}}", rest="扣分:\n")
REPORT = "scorecards/2014/完成情况/甲.yaml"
GRAVE = "事故, 情形: 特大"
"""A 情形 that the card does not know."""


def root_of(make: Make, *losses: str, done: int = 4) -> Path:
    told = TOLD.format(done=done)
    told += "".join(f"  - {{指标: {loss}, 原因: 某事}}\n" for loss in losses)
    return make({"scorecards/2014/甲.yaml": CARD, REPORT: told})


def score(run: Run, root: Path, *options: str) -> Ran:
    ran = run("-C", root, "score", "2014", "--org", "甲", *options, env={"COLUMNS": "200"})
    ran.out.encode("gbk")
    return ran


def line(ran: Ran, name: str) -> list[str]:
    (found,) = (row for row in ran.out.splitlines() if f"{name}（扣分）" in row)
    return re.split(r" {2,}", found.strip())[2:]


@pytest.mark.parametrize(
    ("losses", "done", "said", "taken", "total"),
    [
        # 2 × 1 is certain, 最多 5 is what the other may bring it to: 40 − 5 to 40 − 2.
        (("事故, 次数: 2", GRAVE), 4, "3 起（1 处没有看懂）", "-5.00 至 -2.00", "35.00–38.00"),
        ((GRAVE,), 4, "1 起（1 处没有看懂）", "-5.00 至 0", "35.00–40.00"),
        # 1 of 4 earns 5 of 20: 5 may go, 2 surely do; 0 to 3 and the other 20.
        (("事故, 次数: 2", GRAVE), 1, "3 起（1 处没有看懂）", "-5.00 至 -2.00", "20.00–23.00"),
        # The most is lost already.
        (
            ("事故, 次数: 6", GRAVE),
            4,
            "7 起（应扣 6 分，最多扣 5 分，1 处没有看懂）",
            "-5.00",
            "35.00",
        ),
    ],
)
def test_what_is_not_read_leaves_the_line_open(
    make: Make, run: Run, losses: tuple[str, ...], done: int, said: str, taken: str, total: str
) -> None:
    ran = score(run, root_of(make, *losses, done=done))
    assert ran.code == 1
    assert line(ran, "事故") == [said, taken]
    assert f"总分 {total} / 40.00" in ran.out
    assert "没有“特大”这种情形" in ran.out


def test_it_is_open_below_a_guarantee_too(make: Make, run: Run) -> None:
    """维稳 may lose 3 to 10 of 20, 计生 without a most of its own 4 to what is left."""
    root = root_of(make, "维稳, 分值: 3", "维稳", "计生, 分值: 4", "计生")
    ran = score(run, root)
    assert line(ran, "维稳") == ["2 起（1 处没有看懂）", "-10.00 至 -3.00"]
    assert line(ran, "计生") == ["2 起（1 处没有看懂）", "-10.00 至 -4.00"]
    assert "总分 20.00–33.00 / 40.00" in ran.out
    sections = json.loads(score(run, root, "--format", "json").out)["card"]["sections"]
    assert [section["state"] for section in sections] == ["scored", "partial"]


def test_a_gate_is_not_met_by_what_may_be_lost(make: Make, run: Run) -> None:
    """38 of 40 are certain when all is read, only 35 when not."""
    read = root_of(make, "事故, 次数: 2")
    assert score(run, read, "--fail-under", "36").code == 0
    short = score(run, root_of(make, "事故, 次数: 2", GRAVE), "--fail-under", "36")
    assert "要求 36" in short.out
    assert "没有达到" in short.out


@pytest.mark.parametrize(
    ("loss", "reason", "cure"),
    [
        (GRAVE, "没有“特大”这种情形", "或写明 分值"),
        ("事固, 次数: 3", "评分表里没有“事固”这个条目或考核点", "是不是“事故”？"),
        ("事故, 次数: 0, 分值: 1", "扣分的次数是 0", "没有发生就删掉这一条"),
    ],
)
def test_nothing_official_is_made_over_it(
    make: Make, run: Run, loss: str, reason: str, cure: str
) -> None:
    root = root_of(make, "事故, 次数: 2")
    assert score(run, root, "--receipt", str(root / "旧.json")).code == 0
    (root / REPORT).write_text(
        TOLD.format(done=4) + f"  - {{指标: {loss}, 原因: 某事}}\n", encoding="utf-8"
    )
    printed = run("-C", root, "render", "甲", "--scored")
    assert (printed.code, printed.out) == (2, "")
    vouched = score(run, root, "--receipt", str(root / "新.json"))
    assert vouched.code == 2
    for ran in (printed, vouched):
        assert f"{REPORT}:7:" in ran.err
        assert "有错误，先改好：" in ran.err
        assert reason in ran.err
        assert cure in ran.err
    assert not (root / "新.json").exists()
    assert run("-C", root, "verify", str(root / "旧.json")).code == 1
    assert run("-C", root, "render", "甲").code == 0


def test_points_for_several_times_are_told_as_such(make: Make, run: Run) -> None:
    """分值 is what the entry takes off altogether, once for its 3 times."""
    root = root_of(make, "事故, 次数: 3, 分值: 1")
    ran = score(run, root)
    assert (ran.code, line(ran, "事故")) == (0, ["3 起（写明共扣 1 分）", "-1.00"])
    why = score(run, root, "--explain", "事故").out
    assert "1（3 起共扣）" in why
    assert "某事（3 次，共 1 分）" in why
    two = score(run, root_of(make, "事故, 次数: 3, 分值: 1", "事故, 次数: 2"))
    assert line(two, "事故") == ["5 起（其中 3 起写明共扣 1 分）", "-3.00"]


def test_lines_with_nothing_left_to_take_are_not_quiet(make: Make, run: Run) -> None:
    """次数 0 of 4 leaves nothing for the 7 times, which are told all the same."""
    told = score(run, root_of(make, "事故, 次数: 7", done=0), "--explain", "服务").out
    assert "事故（扣分）：0.00" in told
    assert "1 × 7，最多扣 5；扣到 0 为止" in told
    assert "项没有扣分" not in told
    quiet = score(run, root_of(make, "维稳, 分值: 1"), "--explain", "总分").out
    assert "计生（扣分）" not in quiet
    assert quiet.count("1 项没有扣分") == 2  # 事故, and 计生 beside 维稳
