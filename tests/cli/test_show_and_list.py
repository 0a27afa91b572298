"""`tuanscore show` and `list`: where each target comes from, and what there is."""

import json
import re
from pathlib import Path

import documents
from conftest import Make, Run

OWN, BASE = "scorecards/2014/旺苍.yaml", "templates/县区团委-2014.yaml"


def rows(out: str) -> list[list[str]]:
    return [re.split(r" {2,}", line.strip()) for line in out.splitlines() if line.strip()]


def test_show(shipped: Path, run: Run) -> None:
    ran = run("show", "旺苍", cwd=shipped)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "共青团旺苍县委2014年度目标绩效指标"
    assert OWN in lines[1]
    assert "模板 县区团委-2014" in lines[1]
    assert "总分 150" in lines[1]
    printed = rows(ran.out)
    # 15 points over five items, 西部计划 over two 考核点.
    assert ["1.技能比武", "技能比武", "≥3次", "比例", "3.00", f"{BASE}:22"] in printed
    assert [
        "2.西部计划",
        "西部计划志愿者",
        "20名",
        "比例",
        "1.50",
        f"* {OWN}:9",
    ] in printed
    assert ["西部计划制度落实", "定性", "定性", "1.50", f"{BASE}:27"] in printed
    own = [row for row in printed if row[-1].startswith("* ")]
    assert [row[-1] for row in own] == [f"* {OWN}:9", f"* {OWN}:10", f"* {OWN}:11"]


def test_show_as_json(shipped: Path, run: Run) -> None:
    ran = run("show", "旺苍", "--year", "2014", "--format", "json", cwd=shipped)
    assert (ran.code, ran.err) == (0, "")
    assert '"total": 150.00' in ran.out
    value = json.loads(ran.out, parse_float=str)
    head = {
        "schema": "tuanscore.card/1",
        "org": "共青团旺苍县委",
        "short_name": "旺苍",
        "year": 2014,
        "title": "共青团旺苍县委2014年度目标绩效指标",
        "template": "县区团委-2014",
        "total": "150.00",
    }
    assert head == {key: value[key] for key in head}
    assert value["place"]["file"] == OWN
    volunteers = next(line for line in value["lines"] if line["measure"] == "西部计划志愿者")
    expected = {
        "section": "职能指标",
        "category": "服务党政中心",
        "printed": "2.",
        "item": "西部计划",
        "target": "20名",
        "method": "比例",
        "points": "1.50",
        "at_most": None,
        "own": True,
        "place": {"file": OWN, "line": 9, "column": 12},
    }
    assert expected == {key: volunteers[key] for key in expected}
    assert volunteers["text"].startswith("新招募派遣西部计划志愿者20名，")
    cases = next(line for line in value["lines"] if line["measure"] == "青少年案事件")
    assert (cases["points"], cases["at_most"]) == (None, "5.00")


def test_show_of_a_whole_card(make: Make, run: Run) -> None:
    card = documents.card("名称: 绩效评价, 分值: 10, 计分: 评议, 内容: 代表评价分。", total=10)
    ran = run("show", "甲", cwd=make({"scorecards/2014/甲.yaml": card}))
    assert ran.code == 0
    assert "没有模板，自成一份" in ran.out
    assert any(row[-3:-1] == ["评议", "10.00"] for row in rows(ran.out))


def test_show_takes_the_latest_year(make: Make, run: Run) -> None:
    card = documents.card("名称: 绩效评价, 分值: 10, 计分: 评议", total=10)
    later = card.replace("2014", "2016")
    root = make({"scorecards/2014/甲.yaml": card, "scorecards/2016/甲.yaml": later})
    assert run("show", "甲", cwd=root).out.startswith("共青团甲县委2016年度")
    assert run("show", "甲", "--year", "2014", cwd=root).out.startswith("共青团甲县委2014年度")
    ran = run("show", "甲", "--year", "2015", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "有的年度：2014、2016" in ran.err


def test_show_of_a_card_with_errors(shipped: Path, run: Run) -> None:
    (shipped / OWN).write_text(
        (shipped / OWN).read_text(encoding="utf-8") + "变量: {区划: 县}\n标题: '{区化}'\n",
        encoding="utf-8",
    )
    ran = run("show", "旺苍", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert f"{OWN}:16:6 有错误" in ran.err
    assert "是不是“区划”？" in ran.err


def test_list(shipped: Path, run: Run) -> None:
    ran = run("list", cwd=shipped)
    assert (ran.code, ran.err) == (0, "")
    printed = rows(ran.out)
    for kind, number in [("目标绩效指标", 8), ("目标绩效指标模板", 2), ("部门整体绩效目标", 1)]:
        assert [f"{kind}（{number}）"] in printed
    assert ["2014", "旺苍", "共青团旺苍县委，模板 县区团委-2014", OWN] in printed
    project = "scorecards/2021/山海关/130303210YA09YBACA1M9.yaml"
    assert any(row[0] == "2021" and row[-1] == project for row in printed)


def test_list_says_what_is_sample_data(shipped: Path, run: Run) -> None:
    for form in ("text", "json"):
        ran = run("list", "--format", form, cwd=shipped)
        samples = [line for line in ran.out.splitlines() if "样例数据" in line]
        assert len(samples) == 10  # eight organisations, 苍溪 twice, and one 项目自评


def test_list_as_json(shipped: Path, run: Run) -> None:
    value = json.loads(run("list", "--format", "json", cwd=shipped).out)
    assert value["schema"] == "tuanscore.inventory/1"
    assert value["root"] == str(shipped)
    assert value["broken"] == []
    (entry,) = (d for d in value["documents"] if d["file"] == OWN)
    expected = {"kind": "目标绩效指标", "name": "旺苍", "year": 2014, "file": OWN}
    assert expected == {key: entry[key] for key in expected}
    counted = {d["kind"] for d in value["documents"]}
    assert {"预算项目绩效目标表", "项目自评", "部门整体绩效目标", "完成情况"} <= counted


def test_list_names_files_that_are_broken(shipped: Path, run: Run) -> None:
    (shipped / OWN).write_text("类型: 目标绩效指标\n", encoding="utf-8")
    ran = run("list", cwd=shipped)
    assert ran.code == 0
    assert f"× {OWN} 有错误" in ran.out
    assert json.loads(run("list", "--format", "json", cwd=shipped).out)["broken"] == [OWN]


def test_list_of_nothing(make: Make, run: Run) -> None:
    root = make({"scorecards/说明.txt": "还没有\n"})
    ran = run("list", cwd=root)
    assert ran.code == 0
    assert "还没有评分表" in ran.out
