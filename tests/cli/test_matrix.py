"""`tuanscore diff 2014 --all`: all cards of a year in one table."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conftest import Make, Run

TEMPLATE = """\
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 60
    类别:
      - 名称: 服务
        条目:
          - {编号: 培训, 内容: '培训{培训人数}名。', 考核点: {培训人数: 40名}}
          - {编号: 事故, 内容: '事故不超过{事故数}起。', 考核点: {事故数: ≤2起}}
          - {编号: 换届, 内容: 按期换届。, 考核点: {换届: 定性}}
  - 名称: 重点工作
    分值: 40
    类别:
      - 名称: 关爱
        条目:
          - {编号: 圆梦, 内容: '圆梦{圆梦数}个。', 考核点: {圆梦数: ≥200个}}
"""
ORGS = {
    "甲": "",
    "乙": "指标值: {培训人数: 42名, 事故数: ≤1起}\n",
    "丙": "指标值: {培训人数: 38名, 圆梦数: ≥0.5万个}\n",
    "丁": "条目调整: {换届: 删除}\n",
    "戊": "指标值: {培训人数: 4名, 事故数: ≤9起, 换届: ≥1次}\n",
}


def files(orgs: dict[str, str] = ORGS) -> dict[str, str]:
    head = "类型: 目标绩效指标\n单位: 共青团{0}县委\n简称: {0}\n年度: 2014\n模板: 例\n"
    cards = {f"scorecards/2014/{n}.yaml": head.format(n) + more for n, more in orgs.items()}
    return {"templates/例.yaml": TEMPLATE, **cards}


def table(out: str, heads: list[str]) -> dict[str, dict[str, str]]:
    """Read a text table by the columns of its heads, which may be double width."""
    lines = out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.split()[: len(heads)] == heads)
    found: dict[str, dict[str, str]] = {}
    starts = [column(lines[at], head) for head in heads]
    for line in lines[at + 2 :]:
        cells = [cut(line, a, b) for a, b in zip(starts, [*starts[1:], 999], strict=True)]
        if cells[0]:
            found[cells[0]] = dict(zip(heads[1:], cells[1:], strict=True))
    return found


def column(line: str, head: str) -> int:
    return sum(2 if ord(c) > 0x2E80 else 1 for c in line[: line.index(f" {head}") + 1])


def cut(line: str, start: int, end: int) -> str:
    text, at = "", 0
    for c in line:
        if start <= at < end:
            text += c
        at += 2 if ord(c) > 0x2E80 else 1
    return text.strip()


def test_table_in_text(make: Make, run: Run) -> None:
    """培训人数: 40 twice, so that is usual; 4 is far from the median of 40 (MAD 2)."""
    ran = run("diff", "2014", "--all", cwd=make(files()))
    assert (ran.code, ran.err) == (0, "")
    rows = table(ran.out, ["考核点", "最常见", "丁", "丙", "乙", "戊", "甲"])
    assert rows["职能指标（3 行）"] == {
        "最常见": "", "丁": "1 处", "丙": "1 处", "乙": "2 处", "戊": "3 处", "甲": ""
    }  # fmt: skip
    assert rows["培训人数"] == {
        "最常见": "40名", "丁": "", "丙": "↓38名", "乙": "↑42名", "戊": "↓4名!", "甲": ""
    }  # fmt: skip
    assert rows["事故数"] == {
        "最常见": "≤2起", "丁": "", "丙": "", "乙": "↑≤1起", "戊": "↓≤9起!", "甲": ""
    }  # fmt: skip
    assert rows["换届"] == {
        "最常见": "定性", "丁": "×", "丙": "", "乙": "", "戊": "≠≥1次", "甲": ""
    }  # fmt: skip
    assert rows["圆梦数"]["丙"].startswith("↑≥0.5万个")
    assert "行各单位都一样" not in ran.out
    last = ran.out.splitlines()[-1]
    assert last.startswith(
        "5 个单位，4 行，4 行有不同，3 处要求低，3 处要求高，1 处不同，1 处没有，"
    )


def test_targets_that_are_equally_usual_are_neither_high_nor_low(make: Make, run: Run) -> None:
    """Two have 40, two have 50, one has 60: 60 is more than either; so is ≤3起 beside ≤1 and ≤2."""
    orgs = {
        "甲": "",
        "乙": "指标值: {事故数: ≤1起}\n",
        "丙": "指标值: {培训人数: 50名, 事故数: ≤1起}\n",
        "丁": "指标值: {培训人数: 50名, 事故数: ≤3起}\n",
        "戊": "指标值: {培训人数: 60名}\n",
    }
    rows = table(
        run("diff", "2014", "--all", cwd=make(files(orgs))).out,
        ["考核点", "最常见", "丁", "丙", "乙", "戊", "甲"],
    )
    assert rows["培训人数"] == {
        "最常见": "50名 / 40名", "丁": "50名", "丙": "50名", "乙": "40名",
        "戊": "↑60名", "甲": "40名",
    }  # fmt: skip
    assert rows["职能指标（3 行）"] == {
        "最常见": "", "丁": "1 处", "丙": "", "乙": "", "戊": "1 处", "甲": ""
    }  # fmt: skip
    assert rows["事故数"] == {
        "最常见": "≤1起 / ≤2起", "丁": "↓≤3起", "丙": "≤1起", "乙": "≤1起",
        "戊": "≤2起", "甲": "≤2起",
    }  # fmt: skip


def one_line(usual: str, others: dict[str, str]) -> dict[str, str]:
    """Return a repository in which only 换届 differs: what the template has and what others do."""
    orgs = {"甲": "", **{n: f"指标值: {{换届: {t}}}\n" for n, t in others.items()}}
    made = files(orgs)
    made["templates/例.yaml"] = TEMPLATE.replace("换届: 定性", f"换届: '{usual}'")
    return made


@pytest.mark.parametrize(
    ("usual", "other", "shown"),
    [
        ("0.5万元", "5000元", ""),  # what `diff` calls no difference
        ("0.1 万元", "0.1万元", ""),
        ("5-10次", "5至10次", ""),
        ("40人", "40名", "≈40名"),
        ("≥3次", "3次", "≈3次"),
        ("≥95%", "950‰", "≈950‰"),
        ("≤0起", "0起", "≈0起"),
        ("2025年6月底前", "2025-06-30", "≈2025-06-30"),
        ("2025年6月底前", "2025年9月底前", "≠2025年9月底前"),
        ("5-10次", "5-12次", "≠5-12次"),
        ("≥3次", "≤3次", "≠≤3次"),
        ("≥3次", "≤5次", "≠≤5次"),
        (">3次", "≥3次", "≠≥3次"),
        ("3次", "各3次", "≠各3次"),
        ("3次", "各5次", "≠各5次"),
        ("0起", "1起", "≠1起"),
        ("0起", "≤1起", "↓≤1起"),
        ("≤5%", "≤30‰", "↑≤30‰"),
        ("1小时", "3601秒", "↑3601秒"),
    ],
)
def test_targets_are_compared_by_what_they_mean(
    usual: str, other: str, shown: str, make: Make, run: Run
) -> None:
    """Of three organisations two have the usual target, and one another."""
    root = make(one_line(usual, {"乙": f"'{usual}'", "丙": f"'{other}'"}))
    ran = run("diff", "2014", "--all", "--exit-code", cwd=root)
    if not shown:
        assert ran.code == 0
        assert "另有 4 行各单位都一样" in ran.out
        return
    assert ran.code == 1
    heads = ["考核点", "最常见", "丙", "乙", "甲"]
    assert table(ran.out, heads)["换届"] == {
        "最常见": usual, "丙": shown, "乙": "", "甲": ""
    }  # fmt: skip
    ways = {"≈": "1 处写法不同", "≠": "1 处不同", "↑": "1 处要求高", "↓": "1 处要求低"}
    assert ran.out.splitlines()[-1] == f"3 个单位，4 行，1 行有不同，{ways[shown[0]]}"
    count = table(ran.out, heads)["职能指标（3 行）"]["丙"]
    assert count == ("" if shown[0] == "≈" else "1 处")


def test_the_usual_is_what_most_mean(make: Make, run: Run) -> None:
    """0.5万元 and 5000元 are one target that four have, three of them as 5000元; 6000元 is more."""
    others = {"乙": "5000元", "丙": "6000元", "丁": "6000元", "戊": "5000元", "己": "5000元"}
    root = make(one_line("0.5万元", others))
    told = json.loads(run("diff", "2014", "--all", "--format", "json", cwd=root).out)
    line = told["lines"][2]
    assert (line["usual"], line["holders"]) == ("5000元", 4)
    assert {n: c["state"] for n, c in line["cells"].items()} == {
        "甲": "same", "乙": "same", "丙": "harder", "丁": "harder", "戊": "same", "己": "same"
    }  # fmt: skip


def test_another_way_to_score_is_a_difference(make: Make, run: Run) -> None:
    root = make(one_line("40名", {"乙": "40名", "丙": "{目标: 40名, 计分: 达标}"}))
    told = json.loads(run("diff", "2014", "--all", "--format", "json", cwd=root).out)
    cell = told["lines"][2]["cells"]["丙"]
    assert (cell["state"], cell["target"]) == ("different", "40名，达标")


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_legend_says_what_the_signs_mean(form: str, make: Make, run: Run) -> None:
    root = make(one_line("≤5%", {"乙": "≤5%", "丙": "≤3%"}))
    out = run("diff", "2014", "--all", "--format", form, cwd=root).out
    for told in ("↑ 要求高", "↓ 要求低", "≈ 写法不同", "≠ 不同", "× 没有", "↑≤3%"):
        assert told in out


def test_numbers_of_any_size_in_json(make: Make, run: Run) -> None:
    """The longest number that can be written is 27 digits in 元, and of these nothing is lost."""
    root = make(one_line("1元", {"乙": "999999999999999万亿元"}))
    ran = run("diff", "甲", "乙", "--format", "json", cwd=root)
    assert ran.code == 0
    (change,) = json.loads(ran.out, parse_int=str, parse_float=str)["changes"]
    assert change["difference"] == "999999999999998999999999999.00"


def test_pages_by_columns_where_the_terminal_is_narrow(make: Make, run: Run) -> None:
    root = make(files())
    ran = run("diff", "2014", "--all", cwd=root, env={"COLUMNS": "44"})
    heads = [
        line.split() for line in ran.out.splitlines() if line.split()[:2] == ["考核点", "最常见"]
    ]
    assert len(heads) > 1
    assert [name for head in heads for name in head[2:]] == ["丁", "丙", "乙", "戊", "甲"]
    widths = [sum(2 if ord(c) > 0x2E80 else 1 for c in x) for x in ran.out.splitlines()[3:20]]
    assert max(widths) <= 44


def test_lines_that_all_share_are_counted(make: Make, run: Run) -> None:
    ran = run("diff", "2014", "--all", cwd=make(files({"甲": "", "乙": ORGS["乙"]})))
    assert "另有 2 行各单位都一样" in ran.out
    assert "圆梦数" not in ran.out
    same = run("diff", "2014", "--all", "--exit-code", cwd=make(files({"甲": "", "乙": ""})))
    assert same.code == 0


def test_json(make: Make, run: Run) -> None:
    ran = run("diff", "2014", "--all", "--format", "json", "--exit-code", cwd=make(files()))
    assert ran.code == 1
    told: dict[str, Any] = json.loads(ran.out)
    assert told["schema"] == "tuanscore.matrix/1"
    assert told["names"] == ["丁", "丙", "乙", "戊", "甲"]
    line = told["lines"][0]
    assert (line["measure"], line["usual"], line["holders"]) == ("培训人数", "40名", 2)
    assert {n: (c["state"], c["target"], c["far"]) for n, c in line["cells"].items()} == {
        "丁": ("same", "40名", False),
        "丙": ("easier", "38名", False),
        "乙": ("harder", "42名", False),
        "戊": ("easier", "4名", True),
        "甲": ("same", "40名", False),
    }
    assert line["cells"]["戊"]["place"] == {
        "file": "scorecards/2014/戊.yaml",
        "line": 6,
        "column": 13,
    }
    assert told["sections"][1] == {
        "section": "重点工作",
        "lines": 1,
        "differing": {"丁": 0, "丙": 1, "乙": 0, "戊": 0, "甲": 0},
    }


def test_csv_is_for_excel_and_holds_no_formula(make: Make, run: Run, tmp_path: Path) -> None:
    orgs = {**ORGS, "甲": "指标值: {培训人数: '=45名'}\n"}
    make(files(orgs))
    ran = run("diff", "2014", "--all", "--format", "csv", "-o", "表.csv", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "")
    data = (tmp_path / "表.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["部分", "类别", "条目", "考核点", "最常见", "丁", "丙", "乙", "戊", "甲"]
    assert rows[1][:4] == ["职能指标", "服务", "培训", "培训人数"]
    assert rows[1][-1] == "'=45名"
    assert rows[3][5] == "没有"


def test_markdown(make: Make, run: Run) -> None:
    ran = run("diff", "2014", "--all", "--format", "md", cwd=make(files()))
    lines = ran.out.splitlines()
    assert "| 考核点 | 最常见 | 丁 | 丙 | 乙 | 戊 | 甲 |" in lines
    assert "| 培训人数 | 40名 |  | ↓38名 | ↑42名 | ↓4名! |  |" in lines
    assert "| 不同 |  | 1 | 1 | 2 | 3 | 0 |" in lines


def test_html_shows_states_without_colour_too(make: Make, run: Run, tmp_path: Path) -> None:
    root = make(files())
    ran = run("diff", "2014", "--all", "--format", "html", "-o", "表.html", cwd=root)
    assert ran.code == 0
    text = (tmp_path / "表.html").read_text(encoding="utf-8")
    assert '<td class="easier far">↓4名!</td>' in text
    assert '<td class="missing">×</td>' in text
    assert "http" not in text
    assert "position: sticky" in text


def test_cards_with_errors_are_named_and_left_out(make: Make, run: Run) -> None:
    root = make({**files(), "scorecards/2014/坏.yaml": "类型: 目标绩效指标\n年度: 2014\n"})
    ran = run("diff", "2014", "--all", cwd=root)
    assert ran.code == 0
    assert "× scorecards/2014/坏.yaml 有错误，没有比\n" in ran.out
    assert "5 个单位" in ran.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--all",), "要写 1 个年度"),
        (("苍溪", "--all"), "要写 1 个年度\n  例如 tuanscore diff 2014 --all\n"),
        (("2013", "--all"), "有的年度：2014"),
        (("2014", "--all", "--org", "甲"), "只能写一个"),
        (("甲", "乙", "--format", "csv"), "csv 只给 --all"),
        (("2014", "--org", "甲"), "要写 2 个年度\n  例如 tuanscore diff 2014 2015 --org"),
        (("2014",), "2014 是年度，还要说比谁"),
        (("2014", "2015"), "diff 2014 2015 --org"),
    ],
)
def test_wrong_usage(argv: tuple[str, ...], words: str, make: Make, run: Run) -> None:
    ran = run("diff", *argv, cwd=make(files()))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_the_real_cards_of_2014(shipped: Path, run: Run) -> None:
    """The numbers of 西部计划志愿者 and 辅导员培训 as printed in the source document."""
    told = json.loads(run("-C", shipped, "diff", "2014", "--all", "--format", "json").out)
    lines = {line["measure"]: line["cells"] for line in told["lines"]}
    shown = {n: c["target"] for n, c in lines["西部计划志愿者"].items()}
    assert shown == {
        "利州": "15名", "剑阁": "14名", "旺苍": "20名", "昭化": "18名",
        "朝天": "10名", "经开区": None, "苍溪": "19名", "青川": "15名",
    }  # fmt: skip
    assert lines["辅导员培训"]["经开区"] == {
        "state": "easier",
        "target": "≥2人",
        "far": True,
        "place": {"file": "scorecards/2014/经开区.yaml", "line": 17, "column": 10},
    }
