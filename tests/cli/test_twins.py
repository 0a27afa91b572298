"""Two files that say the same thing: nobody may choose between them without a word."""

import json
from pathlib import Path

import pytest

import documents
from conftest import Make, Run

pytestmark = pytest.mark.repeated

CARD = documents.card(
    documents.section(
        "职能指标", 100, "{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥10次}}}"
    ),
    org="{name}",
)
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


TEMPLATE = documents.template(
    documents.section(
        "职能指标", 100, "{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥{least}次}}}"
    ),
    name="{name}",
)
OVERLAY = "类型: 目标绩效指标\n单位: 共青团丙县委\n简称: 丙\n年度: 2014\n模板: 例\n"


def template(least: int, name: str = "例") -> str:
    return TEMPLATE.format(name=name, least=least)


@pytest.fixture
def based(make: Make) -> Path:
    return make(
        {
            "templates/例.yaml": template(10),
            "scorecards/2014/丙.yaml": OVERLAY,
            "scorecards/2014/完成情况/丙.yaml": report("丙", 10),
        }
    )


def test_card_on_a_template_told_twice_is_not_laid_open(based: Path, run: Run) -> None:
    """Neither of them is it: not the one at the usual place, not the first."""
    assert "100.00" in run("-C", based, "score", "2014", "--org", "丙").out
    add(based, "templates/0.yaml", template(30))
    told = "模板“例”有 2 份（templates/0.yaml、templates/例.yaml），不知道以哪一份为准"
    for command in ("score 2014 --org 丙", "validate scorecards/2014/丙.yaml"):
        ran = run("-C", based, *command.replace("scorecards", f"{based}/scorecards").split())
        assert ran.code == 1
        assert f"scorecards/2014/丙.yaml:5:5 TS304 错误 {told}" in ran.out
    for command in ("show 丙", "diff 丙", "render 丙"):
        ran = run("-C", based, *command.split())
        assert (ran.code, ran.out) == (2, "")


def test_template_among_the_cards_is_a_twin_too(based: Path, run: Run) -> None:
    add(based, "scorecards/2014/例.yaml", template(30))
    scored = run("-C", based, "score", "2014", "--org", "丙")
    assert scored.code == 1
    assert "TS310 错误 和另一份文件说的是同一件事（目标绩效指标模板、例）" in scored.out
    assert "templates/例.yaml:1:5 另一份" in scored.out


def test_lines_of_a_template_told_twice_are_not_taken_over(based: Path, run: Run) -> None:
    lines = template(10).partition("    类别:")[0].replace("名称: 例", "名称: 总表")
    whole = add(based, "templates/总表.yaml", f"{lines}    引用: 例\n")
    assert run("-C", based, "validate", based / whole).code == 0
    add(based, "templates/0.yaml", template(30))
    ran = run("-C", based, "validate", based / whole, "--format", "concise")
    assert "templates/总表.yaml:8:9: TS304 错误 模板“例”有 2 份（templates/0.yaml、" in ran.out


def test_own_template_is_no_twin_of_a_built_in_one(based: Path, run: Run) -> None:
    add(based, "templates/例.yaml", template(10, "县区团委-2014"))
    add(based, "scorecards/2014/丙.yaml", OVERLAY.replace("例", "县区团委-2014"))
    assert "100.00" in run("-C", based, "score", "2014", "--org", "丙").out


def test_project_is_not_scored_by_one_of_two_schemes(shipped: Path, run: Run) -> None:
    scheme = shipped / "templates/计分方案/财政项目自评.yaml"
    (shipped / "templates/又.yaml").write_bytes(scheme.read_bytes())
    scored = run("-C", shipped, "score", "2021", "--project", "1303")
    assert scored.code == 1
    files = "templates/又.yaml、templates/计分方案/财政项目自评.yaml"
    assert f"TS314 错误 计分方案“财政项目自评”有 2 份（{files}）" in scored.out


DISGUISED = [
    report("甲", 1).replace("甲", '"\\u7532"').encode(),
    report("甲", 1).encode("utf-16"),
    report("JIA", 1).encode(),
]


@pytest.mark.parametrize("data", DISGUISED)
def test_no_score_without_a_damaged_report_in_disguise(data: bytes, root: Path, run: Run) -> None:
    """By an escape, in UTF-16, in capitals: it may be on this organisation all the same."""
    card = CARD.format(name="甲").replace("年度:", "别名: [jia]\n年度:", 1)
    add(root, "scorecards/2014/甲.yaml", card)
    assert run("-C", root, "score", "2014", "--org", "甲").code == 0
    broken = data.replace(b"2014-12-31", b"2014-13-31")
    (root / "scorecards/2014/完成情况/补.yaml").write_bytes(broken)
    scored = run("-C", root, "score", "2014", "--org", "甲")
    assert scored.code == 1
    assert "完成情况/补.yaml" in scored.out
    assert "100.00" not in scored.out
    assert "90.00" in run("-C", root, "score", "2014", "--org", "乙").out


def test_broken_card_is_named_whatever_the_case(root: Path, run: Run) -> None:
    card = CARD.format(name="甲").replace("年度: 2014", "别名: [jia]\n年度: 二")
    add(root, "scorecards/2014/甲.yaml", card)
    assert "“JIA”的文件有错误：scorecards/2014/甲.yaml" in run("-C", root, "show", "JIA").err
