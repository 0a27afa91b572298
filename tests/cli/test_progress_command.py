"""`tuanscore progress` as text, JSON and Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from conftest import Run

INTERIM = """\
类型: 完成情况
单位: 苍溪
年度: 2014
截至: 2014-06-30
样例: true
完成: {西部计划志愿者: 9, 技能比武: 3, 圆梦活动: 1, 学校团建: 部分完成, 班子配备率: 很高}
扣分: [{指标: 维稳工作, 分值: 0.5, 原因: 虚构的一次}]
"""
PROJECT = "130303210YA09YBACA1M9"


@pytest.fixture
def root(shipped: Path) -> Path:
    """Return the shipped repository with an invented report in June."""
    file = shipped / "scorecards/2014/完成情况/苍溪-6月.yaml"
    file.write_text(INTERIM, encoding="utf-8")
    return shipped


def width(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def line_with(text: str, word: str) -> str:
    (line,) = [line for line in text.splitlines() if word in line and " | " not in line]
    return line


def test_lights_bars_and_the_rule_that_decided(run: Run, root: Path) -> None:
    ran = run("progress", "苍溪", "--as-of", "2014-06-30", cwd=root)
    assert ran.code == 0
    assert "时间进度 49.59%（2014-06-30，全年 365 天已过 181 天）\n" in ran.out
    assert "样例数据" in ran.out
    assert line_with(ran.out, "西部计划志愿者").split() == [
        "黄", "■■■■□□□□□□", "47.37%", "95.52%", "西部计划志愿者", "19名", "9", "进度≥80%",
    ]  # fmt: skip
    # 1 ÷ 3 × 365 ÷ 181 = 0.672192
    assert line_with(ran.out, "圆梦活动").split() == [
        "红", "■■■□□□□□□□", "33.33%", "67.22%", "圆梦活动", "3次", "1", "进度<80%",
    ]  # fmt: skip
    assert "  扣分 维稳工作：扣 0.5 分：虚构的一次\n" in ran.out
    assert "按未报计" in ran.out
    assert "完成值“很高”看不懂" in ran.out.splitlines()[1]
    assert ran.out.endswith("√ 没有到期未完成的\n")


def test_the_trend_and_what_is_overdue(run: Run, root: Path) -> None:
    out = run("progress", "苍溪", cwd=root).out
    assert "6月 9 → 12月 18" in line_with(out, "  西部计划志愿者  ")
    assert "6月 部分完成 → 12月 基本完成" in out
    overdue = out[out.index("到期没有完成的 ") :]
    reason = "（1名志愿者中途离岗，未补招）"
    assert f"  西部计划志愿者：目标 19名，完成 18，进度≥80%{reason}\n" in overdue


@pytest.mark.parametrize("name", ["苍溪", "山海关"])
@pytest.mark.parametrize("day", [(), ("--as-of", "2021-06-30")])
def test_it_fits_and_shows_on_a_gbk_console(
    run: Run, root: Path, name: str, day: tuple[str, ...]
) -> None:
    ran = run("progress", name, *day, cwd=root, env={"COLUMNS": "100"})
    body = ran.out[ran.out.index("时间进度") :]  # findings quote files whole
    assert max(map(width, body.splitlines())) <= 100
    body.encode("gbk")


def test_bars_begin_in_one_column(run: Run, root: Path) -> None:
    out = run("progress", "苍溪", cwd=root, env={"COLUMNS": "100"}).out
    starts = {width(line[: line.index("■")]) for line in out.splitlines() if "■" in line}
    names = ("技能比武", "西部计划制度落实", "班子配备率")
    columns = {width((line := line_with(out, f"  {n}  "))[: line.index(n)]) for n in names}
    assert (starts, len(columns)) == ({6}, 1)


def test_colours_come_with_words(run: Run, root: Path) -> None:
    out = run("--color", "progress", "苍溪", cwd=root).out
    assert "\x1b[32m  绿" in out
    assert "\x1b[33m  黄" in out
    assert "\x1b[1;31m  红" in out


def test_spending_and_warnings(run: Run, shipped: Path) -> None:
    out = run("progress", "山海关", cwd=shipped).out
    assert line_with(out, "3月底     ").split() == [
        "黄", "■■□□□□□□□□", "24.00%", "25.00%", "-1.00", "3月底", "12000.00",
        "低于计划，差10个百分点以内",
    ]  # fmt: skip
    assert "  黄 10月底 75.00%，低于10月底的下限 80%，预警\n" in out
    assert "  绿 指标进度 97.78% 与执行率 96.00% 相差 1.78 个百分点，不超过 10\n" in out
    assert "一省预算绩效监控的预警线" in out
    assert out.endswith("  活动开展情况：目标 ≥5次，完成 4次，进度≥80%（一次活动推迟到次年）\n")


def test_indicators_that_count_as_nothing_are_told(run: Run, shipped: Path) -> None:
    file = shipped / f"scorecards/2021/山海关/{PROJECT}.自评-6月.yaml"
    file.write_text(
        f"类型: 项目自评\n项目编码: '{PROJECT}'\n年度: 2021\n截至: 2021-06-30\n样例: true\n"
        "执行: {全年预算数: 50000, 全年执行数: 24000}\n完成: {活动开展次数: 3}\n",
        encoding="utf-8",
    )
    out = run("progress", PROJECT, "--as-of", "2021-06-30", cwd=shipped).out
    assert "  其中 8 个指标没有报，按 0 算\n" in out


def read(run: Run, root: Path, *words: str) -> Any:
    ran = run("progress", *words, "--format", "json", cwd=root)
    assert ran.code == 0
    return json.loads(ran.out)


def test_json_of_a_card(run: Run, root: Path) -> None:
    told = read(run, root, "苍溪", "--year", "2014")
    assert told["schema"] == "tuanscore.progress/1"
    assert told["elapsed"] == {"as_of": "2014-12-31", "passed": 365, "days": 365, "percent": 100.0}
    assert told["reports"] == ["2014-06-30", "2014-12-31"]
    (line,) = [line for line in told["lines"] if line["name"] == "西部计划志愿者"]
    assert (line["kind"], line["light"], line["rule"]) == ("more", "yellow", "进度≥80%")
    assert (line["done"], line["pace"], line["overdue"]) == (94.74, 94.74, True)
    change = line["change"]
    assert (change["from"]["as_of"], change["from"]["actual"]) == ("2014-06-30", "9")
    assert (change["to"]["as_of"], change["to"]["actual"]) == ("2014-12-31", "18")
    assert line["place"]["file"] == "scorecards/2014/苍溪.yaml"
    assert line["name"] in told["overdue"]
    assert sum(told["counts"].values()) == len(told["lines"])
    assert told["events"][0]["kind"] == "扣分"
    assert told["sample"] is True


def test_json_of_a_project(run: Run, shipped: Path) -> None:
    told = read(run, shipped, PROJECT)
    assert told["schema"] == "tuanscore.project-progress/1"
    first = told["plan"][0]
    assert (first["day"], first["planned"], first["rate"], first["gap"]) == (
        "2021-03-31",
        25.0,
        24.0,
        -1.0,
    )
    assert [limit["light"] for limit in told["limits"]] == [None, "green", None, "yellow"]
    assert told["balance"]["gap"] == 1.78
    assert {rule["source"] for rule in told["rules"]} >= {"本工具的默认规则"}


def test_markdown(run: Run, root: Path) -> None:
    out = run("progress", "苍溪", "--format", "md", cwd=root).out
    assert out.startswith("> **样例数据**")
    assert (
        "| 黄 | 职能指标·服务党政中心 | 西部计划志愿者 | 19名 | 6月 9 → 12月 18 | 94.74% |" in out
    )
    assert "## 到期没有完成的\n\n- 西部计划志愿者" in out
    out = run("progress", "山海关", "--format", "md", cwd=root).out
    assert "| 黄 | 3月底 | 25.00% | 24.00% | ■■□□□□□□□□ | -1.00 | 12000.00 |" in out
    assert "- 黄 10月底 75.00%，低于10月底的下限 80%，预警\n" in out


def test_a_teams_own_template_wins(run: Run, shipped: Path) -> None:
    folder = shipped / "templates/reports"
    folder.mkdir(exist_ok=True)
    (folder / "progress.md.j2").write_text("{{ report.short_name }}的进度\n", encoding="utf-8")
    assert run("progress", "苍溪", "--format", "md", cwd=shipped).out == "苍溪的进度\n"


def test_what_cannot_be_followed(run: Run, shipped: Path) -> None:
    ran = run("progress", "没有的", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert "没有找到“没有的”" in ran.err
    assert run("progress", "苍溪", "--as-of", "六月", cwd=shipped).code == 2


def test_a_narrow_terminal_folds_words_and_never_bars(run: Run, root: Path) -> None:
    out = run("progress", "苍溪", "--as-of", "2014-06-30", cwd=root, env={"COLUMNS": "60"}).out
    assert "  黄  ■■■■□□□□□□   47.37%   95.52%  " in out
    assert run("progress", "山海关", cwd=root, env={"COLUMNS": "40"}).code == 0


@pytest.mark.parametrize(
    ("query", "only", "text", "told"),
    [
        (
            "苍溪",
            "scorecards/2014/完成情况/苍溪.yaml",
            "类型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 2014-12-31\n完成: [1]\n",
            "“完成”应当是",
        ),
        (
            PROJECT,
            f"scorecards/2021/山海关/{PROJECT}.自评.yaml",
            f"类型: 项目自评\n项目编码: '{PROJECT}'\n年度: 2021\n截至: 2021-12-31\n备 注: 甲\n",
            "“备 注”",
        ),
    ],
)
def test_the_only_report_is_broken(
    query: str, only: str, text: str, told: str, run: Run, shipped: Path
) -> None:
    """It is named, and not said to be missing."""
    for other in (shipped / only).parent.glob(f"{query}-*.yaml"):
        other.unlink()
    (shipped / only).write_text(text, encoding="utf-8")
    ran = run("progress", query, cwd=shipped)
    assert ran.code == 2
    assert f"{only}:5:" in ran.err
    assert told in ran.err
    assert f"tuanscore validate {only}；或用 --as-of" in ran.err


def test_no_report_at_all(run: Run, shipped: Path) -> None:
    (shipped / f"scorecards/2021/山海关/{PROJECT}.自评.yaml").unlink()
    ran = run("progress", PROJECT, cwd=shipped)
    assert ran.code == 2
    assert "还没有完成情况，不知道看到哪一天为止" in ran.err
