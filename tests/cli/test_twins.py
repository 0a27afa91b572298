"""Two files that say the same thing: nobody may choose between them without a word."""

import json
from pathlib import Path

import pytest

from conftest import Make, Run

CARD = """\
类型: 目标绩效指标
单位: 共青团{name}县委
简称: {name}
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥10次}}}}
"""
REPORT = "类型: 完成情况\n单位: {org}\n年度: 2014\n截至: {day}\n完成: {{次数: {done}}}\n"


def report(org: str, done: int, day: str = "2014-12-31") -> str:
    return REPORT.format(org=org, done=done, day=day)


@pytest.fixture
def root(make: Make) -> Path:
    return make(
        {
            "scorecards/2014/甲.yaml": CARD.format(name="甲"),
            "scorecards/2014/乙.yaml": CARD.format(name="乙"),
            "scorecards/2014/完成情况/甲.yaml": report("甲", 10),
            "scorecards/2014/完成情况/乙.yaml": report("乙", 9),
        }
    )


def add(root: Path, name: str, text: str) -> str:
    (root / name).write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("name", "text", "twin"),
    [
        ("scorecards/2014/甲2.yaml", CARD.format(name="甲"), "scorecards/2014/甲.yaml"),
        ("scorecards/2014/0.yaml", CARD.format(name="甲"), "scorecards/2014/甲.yaml"),
        (
            "scorecards/2014/完成情况/补.yaml",
            report("共青团甲县委", 3),  # by another of its names
            "scorecards/2014/完成情况/甲.yaml",
        ),
    ],
)
def test_copy_is_found_when_it_is_validated_alone(
    name: str, text: str, twin: str, root: Path, run: Run
) -> None:
    add(root, name, text)
    ran = run("-C", root, "validate", root / name, "--format", "json")
    assert ran.code == 1
    (found,) = (f for f in json.loads(ran.out)["findings"] if f["code"] == "TS310")
    assert (found["place"]["file"], found["related"][0]["place"]["file"]) == (name, twin)


def test_name_of_another_is_found_when_a_card_is_validated_alone(root: Path, run: Run) -> None:
    text = CARD.format(name="丙").replace("年度:", "别名: [甲]\n年度:", 1)
    name = add(root, "scorecards/2014/丙.yaml", text)
    ran = run("-C", root, "validate", root / name, "--format", "concise")
    assert "“甲”已经是“甲”的名称" in ran.out


@pytest.mark.parametrize("day", ["2014-06-30", "2014-12-30"])
def test_reports_of_two_days_are_no_twins(day: str, root: Path, run: Run) -> None:
    name = add(root, "scorecards/2014/完成情况/早.yaml", report("甲", 3, day))
    assert "TS310" not in run("-C", root, "validate", root / name).out
    assert run("-C", root, "score", "2014", "--org", "甲").code == 0


def test_ranking_leaves_out_what_two_cards_claim(root: Path, run: Run) -> None:
    add(root, "scorecards/2014/甲-副本.yaml", CARD.format(name="甲"))
    told = json.loads(run("-C", root, "score", "2014", "--format", "json").out)
    assert [line["short_name"] for line in told["ranking"]] == ["乙"]
    assert sorted(told["unscored"]) == ["scorecards/2014/甲-副本.yaml", "scorecards/2014/甲.yaml"]
    assert "TS310" in {finding["code"] for finding in told["findings"]}


def test_no_score_rests_on_one_of_two_reports(root: Path, run: Run) -> None:
    assert "100.00" in run("-C", root, "score", "2014", "--org", "甲").out
    add(root, "scorecards/2014/完成情况/甲2.yaml", report("甲", 1))
    scored = run("-C", root, "score", "2014", "--org", "甲", "--receipt", root / "凭据.json")
    assert scored.code == 1
    assert "和另一份文件说的是同一件事（完成情况、甲、2014、2014-12-31）" in scored.out
    assert not (root / "凭据.json").exists()
    printed = run("-C", root, "render", "甲", "--scored", "--format", "md")
    assert (printed.code, printed.out) == (2, "")
    assert "完成情况/甲2.yaml:1:5 有错误，先改好" in printed.err
    assert "TS310" in run("-C", root, "progress", "甲").out
    assert run("-C", root, "score", "2014", "--org", "乙").code == 0


def test_print_with_scores_is_refused_over_a_damaged_report(root: Path, run: Run) -> None:
    add(root, "scorecards/2014/完成情况/甲2.yaml", report("甲", 1) + "年度: 2014\n")
    printed = run("-C", root, "render", "甲", "--scored")
    assert (printed.code, printed.out) == (2, "")
    assert "完成情况/甲2.yaml:6:1 有错误，先改好" in printed.err


def test_project_is_not_scored_by_one_of_two_assessments(shipped: Path, run: Run) -> None:
    folder = shipped / "scorecards/2021/山海关"
    (told,) = folder.glob("*.自评.yaml")
    assert "98.10" in run("-C", shipped, "score", "2021", "--project", "1303").out
    (folder / "再.yaml").write_bytes(told.read_bytes())
    scored = run("-C", shipped, "score", "2021", "--project", "1303")
    assert scored.code == 1
    assert "再.yaml:2:5 TS310" in scored.out
    assert "TS310" in run("-C", shipped, "progress", "130303210YA09YBACA1M9").out
    alone = run("-C", shipped, "validate", folder / "再.yaml", "--format", "concise")
    assert "再.yaml:2:5" in alone.out
