"""Tables in a narrow terminal: folded with their indentation, or listed; nothing is lost."""

import re
from pathlib import Path

import pytest

from conftest import Make, Run
from documents import card, results, section

CARD, REPORT = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"
FILES = {
    CARD: card(
        section(
            "职能指标",
            85,
            "编号: 青年技能大比武和大练兵, 内容: '开展{次数}次。', 考核点: {次数: ≥3次}",
            "编号: 培训, 内容: '培训{志愿者培训人数}名。', 考核点: {志愿者培训人数: 40名}",
            within="服务党政中心工作和青年成长成才",
        ),
        "名称: 绩效评价, 分值: 15, 计分: 评议",
    ),
    REPORT: results("次数: 2, 志愿者培训人数: 40", rest="评议:\n  - {来源: 代表, 得分: 92}\n"),
}


def lines(run: Run, root: Path, width: int, *argv: str) -> list[str]:
    ran = run(*argv, cwd=root, env={"COLUMNS": str(width)})
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


def test_folded_words_keep_their_indentation(make: Make, run: Run) -> None:
    shown = lines(run, make(FILES), 68, "score", "2014", "--org", "甲")
    at = next(i for i, line in enumerate(shown) if "1.青年" in line)
    first, second = shown[at : at + 2]
    assert first.index("1.青年") == second.index(second.strip()[0]) == 5  # the edge and four
    assert re.search(r"42\.50  +28\.33$", first)
    category = next(i for i, line in enumerate(shown) if "服务党政" in line)
    assert re.match(r" {3}\S", shown[category + 1])


def test_figures_stand_below_each_other(make: Make, run: Run) -> None:
    shown = lines(run, make(FILES), 68, "score", "2014", "--org", "甲")
    points = [line for line in shown if re.search(r"\d\.\d\d$", line)]
    ends = {len(line.replace("≥", ">").encode("gbk")) for line in points}
    assert (len(points), len(ends)) == (5, 1)


@pytest.mark.parametrize("width", [30, 40])
def test_score_that_has_no_room_for_a_table_is_a_list(width: int, make: Make, run: Run) -> None:
    shown = lines(run, make(FILES), width, "score", "2014", "--org", "甲")
    at = shown.index("    2.培训")
    entry = " ".join(line.strip() for line in shown[at + 1 : at + 4])
    said = "考核点：志愿者培训人数 目标：40名 完成：40 分值：42.50 得分：42.50"
    assert " ".join(entry.split()).startswith(said)
    assert all(line.startswith("      ") for line in shown[at + 1 : at + 3])


@pytest.mark.parametrize("width", [40, 60, 80])
def test_show_keeps_every_value_and_line_number(width: int, shipped: Path, run: Run) -> None:
    wide = lines(run, shipped, 200, "show", "苍溪")
    shown = lines(run, shipped, width, "show", "苍溪")
    assert "  1.技能比武" in shown
    assert "    templates/县区团委-2014.yaml:22" in shown
    assert "    * scorecards/2014/苍溪.yaml:9" in shown
    at = shown.index("  2.西部计划")
    entry = " ".join(shown[at + 1 : at + 3])
    assert " ".join(entry.split()).startswith(
        "考核点：西部计划志愿者 目标：19名 计分：比例 分值：1.50"
    )
    places = [re.findall(r"\S+\.yaml:\d+", "\n".join(page)) for page in (wide, shown)]
    assert places[0] == places[1]


def test_ranking_in_eighty_columns_keeps_its_figures_whole(shipped: Path, run: Run) -> None:
    shown = lines(run, shipped, 80, "score", "2014")
    (row,) = (line for line in shown if "朝天" in line)
    assert "113.88–131.89  150.00  75.92%–87.93%  中–良  13 项  2014-12-31" in row
    assert "名次：3–4" in lines(run, shipped, 40, "score", "2014")


@pytest.mark.parametrize(("name", "lit"), [("苍溪", 59 + 8 + 1), ("山海关", 4 + 9)])
def test_progress_keeps_lights_and_rules(name: str, lit: int, shipped: Path, run: Run) -> None:
    """A line for each light that the head of the page counts; 山海关 has four months besides."""
    shown = lines(run, shipped, 40, "progress", name)
    assert sum("依据：" in line for line in shown) == lit
    assert sum(re.match("  [绿黄红]", line) is not None for line in shown[5:]) >= lit
