"""`score` and `render`: where nothing of a category applies, full marks shrink and that is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Make, Run

CARD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能
    分值: 70
    类别:
      - 名称: 服务
        分值: 40
        条目:
          - {编号: 活动, 内容: 活动。, 考核点: {次数: ≥4次, 人数: 9名}}
      - 名称: 建设
        分值: 30
        条目:
          - {编号: 团费, 内容: 团费。, 考核点: {收缴率: 95%, 上缴: 4次}}
          - {编号: 换届, 内容: 换届。}
  - {名称: 评价, 分值: 30, 内容: 评价。}
"""
TOLD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n完成:\n"
Told = Callable[..., Path]
GONE = "{不适用: 停办}"
ALL = {"次数": "4", "人数": "9", "收缴率": "95%", "上缴": "4", "换届": "完成", "评价": "完成"}
BUILDING = dict.fromkeys(("收缴率", "上缴", "换届"), GONE)


@pytest.fixture
def told(make: Make) -> Told:
    def write(**results: str) -> Path:
        lines = "".join(f"  {name}: {value}\n" for name, value in {**ALL, **results}.items())
        return make(
            {"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": TOLD + lines}
        )

    return write


def output(run: Run, root: Path, *words: str) -> list[str]:
    ran = run("-C", root, *words, env={"COLUMNS": "200"})
    assert ran.code == 0, ran.err
    return [line.strip("│├└─ ") for line in ran.out.splitlines()]


SCORE = ("score", "2014", "--org", "甲")


def test_a_category_says_so(told: Told, run: Run) -> None:
    root = told(**BUILDING)
    out = output(run, root, *SCORE)
    total = next(i for i, line in enumerate(out) if line.startswith("总分 70.00 / 70.00"))
    assert out[total + 1] == "满分是 70 分，不是 100 分：建设不适用，30 分不计入满分"
    for name in BUILDING:
        assert f"{name} 不适用：停办；本类各项都不适用，30 分不计入满分" in out
    assert not any("分摊" in line for line in out if "不适用" in line)


def test_it_is_explained(told: Told, run: Run) -> None:
    root = told(**BUILDING)
    out = output(run, root, *SCORE, "--explain", "建设")
    assert sum(line.startswith("分值　不适用，不计入满分") for line in out) == 5  # 2 条目, 3 lines
    assert any(line.startswith("分值　写明 30 分；不适用，不计入满分") for line in out)
    assert not any("让给其余" in line for line in out)


def test_it_is_printed(told: Told, run: Run) -> None:
    out = output(run, told(**BUILDING), "render", "甲", "--scored")
    assert any("| 建设（不适用） |" in line for line in out)
    assert not any("（0分）" in line for line in out)
    assert "满分是 70 分，不是 100 分：建设不适用，30 分不计入满分。" in out


def test_several_are_told_at_once(told: Told, run: Run) -> None:
    """建设 30 and 评价 30 leave 40."""
    out = output(run, told(**BUILDING, 评价=GONE), *SCORE)
    assert "满分是 40 分，不是 100 分：建设、评价不适用，60 分不计入满分" in out
    assert "评价 不适用：停办；本部分不适用，30 分不计入满分" in out


def test_a_whole_section_is_told_by_its_name(told: Told, run: Run) -> None:
    both = {**BUILDING, "次数": GONE, "人数": GONE}
    out = output(run, told(**both), *SCORE)
    assert "满分是 30 分，不是 100 分：职能不适用，70 分不计入满分" in out


def test_what_hands_its_points_on_still_says_so(told: Told, run: Run) -> None:
    """All of 团费 falls away, 换届 has all 30: nothing leaves the full marks."""
    some = {"收缴率": GONE, "上缴": GONE}
    out = output(run, told(**some), *SCORE)
    assert any(line.startswith("总分 100.00 / 100.00") for line in out)
    assert not any("不计入满分" in line for line in out)
    assert "上缴 不适用：停办；分值由同类其余各项分摊" in out
