"""`tuanscore score` and `render --scored` for projects and departments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import documents
from conftest import CHECKOUT, Make, Run
from tuanscore.shelf import Repository, lookup

CODE = "130303210YA09YBACA1M9"
SAMPLE = "样例数据"
PROJECT = "scorecards/2021/甲/P1.yaml"
DEPARTMENT = "scorecards/2021/甲/部门整体绩效目标.yaml"
CARD = """\
类型: 目标绩效指标
单位: 团乙县委
简称: 乙
年度: 2021
总分: 100
部分: [{名称: 绩效评价, 分值: 100, 计分: 评议}]
"""
FILES = {
    PROJECT: documents.project(scheme="财政项目自评", 数量指标="名称: 次数, 指标值: ≥5次"),
    DEPARTMENT: documents.department(done="计划数: 20\n完成数: 17\n"),
}
BROKEN = FILES[PROJECT].replace("计分方案: 财政项目自评", "计分方案: 没有的方案")


def line(text: str, *words: str) -> str:
    """Return the one printed line that has all these words."""
    (found,) = [row for row in text.splitlines() if all(word in row for word in words)]
    return " ".join(found.split())


def parsed(text: str) -> Any:
    return json.loads(text)


@pytest.mark.parametrize("query", [CODE, "130303", "宣教业务费", "团委活动经费及宣教业务费"])
def test_a_project_by_code_or_name(query: str, run: Run) -> None:
    ran = run("score", "2021", "--project", query, cwd=CHECKOUT)
    told = f"tuanscore：按“{query}”找到 {CODE}\n" if query in ("130303", "宣教业务费") else ""
    assert (ran.code, ran.err) == (0, told)
    assert SAMPLE in ran.out
    assert line(ran.out, "预算执行率", "96.00%  ") == "预算执行率 96.00% 10.00 9.60"
    assert line(ran.out, "活动开展情况") == "活动开展情况 ≥5次 4次 7.50 6.00 一次活动推迟到次年"
    assert line(ran.out, "总分") == "总分 98.10 / 100.00 得分率 98.10% 等次 优"
    assert "计分方案：财政项目自评（依据 财预〔2020〕10号" in ran.out
    assert "表上没有写分值" in ran.out
    assert (
        "审核改动：覆盖人数，自评 1150人，审核 1100人（重复签到50人），得分 12.50 → 12.50"
        in ran.out
    )


def test_a_project_in_json(run: Run) -> None:
    ran = run("score", "2021", "--project", CODE, "--format", "json", cwd=CHECKOUT)
    data = parsed(ran.out)
    assert data["schema"] == "tuanscore.project/1"
    assert (data["sample"], data["score"], data["grades"]) == (True, 98.1, ["优"])
    assert '"score": 98.10,' in ran.out
    assert data["scheme"] == {
        "name": "财政项目自评", "basis": "财预〔2020〕10号", "bands": "优≥90 良≥80 中≥60 差<60",
    }  # fmt: skip
    assert data["spending"] == {"budget": 50000, "spent": 48000, "rate": 96}
    execution, *classes = data["project"]["classes"]
    assert (execution["level"], execution["score"]) == ("execution", 9.6)
    assert [c["name"] for c in classes] == ["产出指标", "效益指标", "满意度指标"]
    indicator = classes[1]["groups"][3]["indicators"][0]
    assert (indicator["level"], indicator["points"], indicator["score"]) == ("indicator", 7.5, 6)
    assert indicator["place"]["file"].endswith(f"{CODE}.yaml")
    assert indicator["actual"]["note"] == "一次活动推迟到次年"


def test_a_project_in_markdown(run: Run) -> None:
    out = run("score", "2021", "--project", CODE, "--format", "md", cwd=CHECKOUT).out
    assert out.startswith("> **样例数据**")
    assert "# 团委活动经费及宣教业务费：2021年度项目自评" in out
    assert "- 得分：**98.10**（满分 100）" in out


def test_a_number_of_a_project_is_explained(run: Run) -> None:
    ran = run("score", "2021", "--project", CODE, "--explain", "预算执行率", cwd=CHECKOUT)
    assert ran.code == 0
    assert "10.00 × 48000.00 ÷ 50000.00 = 9.60" in ran.out
    assert f"全年执行数　48000.00　← scorecards/2021/山海关/{CODE}.自评.yaml:7:" in ran.out
    told = run(
        *("score", "2021", "--project", CODE, "--explain", "总分", "--format", "json"), cwd=CHECKOUT
    )
    assert parsed(told.out)["code"] == CODE


def test_an_organisation_without_a_card(run: Run) -> None:
    ran = run("score", "2021", "--org", "山海关", cwd=CHECKOUT)
    assert ran.code == 0
    assert SAMPLE in ran.out
    assert line(ran.out, "1.绩效指标是").endswith("未报 未报 未报 差–优")
    assert line(ran.out, "团委活动经费", "96.00%").endswith("98.10 100.00 98.10% 优 2021-12-31")


def test_an_organisation_without_a_card_in_json_and_markdown(make: Make, run: Run) -> None:
    root = make(FILES)
    data = parsed(run("score", "2021", "--org", "甲区委", "--format", "json", cwd=root).out)
    assert (data["schema"], data["short_name"]) == ("tuanscore.department/1", "甲")
    (duty,) = data["department"]["duties"]
    assert (duty["planned"], duty["done"], duty["rate"], duty["grades"]) == (20, 17, 85, ["良"])
    assert [i["name"] for i in duty["inputs"]] == ["计划数", "完成数"]
    (project,) = data["projects"]
    assert (project["code"], project["score"], project["high"]) == ("P1", None, 100)
    text = run("score", "2021", "--org", "甲", "--format", "md", cwd=root).out
    assert "| 甲 | 1.完成率 | 20 | 17 | 85.00% | 良 |" in text
    assert "| 甲 | 活动经费 | 未报 | 0–100.00 | 100 | 0%–100.00% | 差–优 | 2 | 还没有自评 |" in text


def test_only_projects_or_only_duties(make: Make, run: Run) -> None:
    root = make({PROJECT: FILES[PROJECT]})
    for form in ("text", "md"):
        ran = run("score", "2021", "--org", "甲", "--format", form, cwd=root)
        assert "活动经费" in ran.out
        assert "部门整体绩效目标" not in ran.out
    (root / PROJECT).rename(root / "x.txt")
    make({DEPARTMENT: FILES[DEPARTMENT]})
    for form in ("text", "md"):
        ran = run("score", "2021", "--org", "甲", "--format", form, cwd=root)
        assert "85.00%" in ran.out
        assert "还没有自评" not in ran.out


def test_a_year_without_cards_lists_duties_and_projects(run: Run) -> None:
    ran = run("score", "2021", cwd=CHECKOUT)
    assert ran.code == 0
    assert "名次" not in ran.out
    assert SAMPLE in ran.out
    assert "98.10%" in ran.out
    assert "差–优" in ran.out
    data = parsed(run("score", "2021", "--format", "json", cwd=CHECKOUT).out)
    assert (data["schema"], data["ranking"], data["sample"]) == ("tuanscore.ranking/1", [], True)
    assert [p["code"] for p in data["projects"]] == [CODE]
    assert [d["short_name"] for d in data["departments"]] == ["山海关"]
    text = run("score", "2021", "--format", "md", cwd=CHECKOUT).out
    assert text.startswith("> **样例数据**")
    assert "名次" not in text
    assert "## 项目自评" in text


def test_a_year_with_both_ranks_first(make: Make, run: Run) -> None:
    root = make({**FILES, "scorecards/2021/乙.yaml": CARD})
    for form, head in (("text", "项目自评"), ("md", "## 项目自评")):
        out = run("score", "2021", "--format", form, cwd=root).out
        assert out.index("名次") < out.index("部门整体绩效目标") < out.index(head)


def test_the_cards_of_a_year_without_projects_say_nothing_of_them(run: Run) -> None:
    assert "项目自评" not in run("score", "2014", cwd=CHECKOUT).out


def test_a_card_comes_before_a_department(make: Make, run: Run) -> None:
    root = make({**FILES, "scorecards/2021/甲.yaml": CARD.replace("简称: 乙", "简称: 甲")})
    out = run("score", "2021", "--org", "甲", cwd=root).out
    assert "绩效评价" in out
    assert "活动经费" not in out


@pytest.mark.parametrize("of", [[], ["--org", "甲"], ["--project", "P1"]])
@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_a_project_with_errors_is_not_scored(
    of: list[str], form: str, make: Make, run: Run
) -> None:
    ran = run("score", "2021", *of, "--format", form, cwd=make({**FILES, PROJECT: BROKEN}))
    assert ran.code == 1
    assert "TS314" in ran.out
    assert "没有的方案" in ran.out
    if form == "json" and "--project" not in of:
        assert parsed(ran.out)["unscored"] == [PROJECT]


def test_a_department_with_errors_is_not_scored(make: Make, run: Run) -> None:
    wrong = FILES[DEPARTMENT].replace("团区委绩效标准", "没有的标准")
    ran = run("score", "2021", "--org", "甲", cwd=make({**FILES, DEPARTMENT: wrong}))
    assert ran.code == 1
    assert f"{DEPARTMENT} 有错误，没有计分" in ran.out
    assert "活动经费" in ran.out


def test_as_of_leaves_later_assessments_out(run: Run) -> None:
    ran = run("score", "2021", "--project", CODE, "--as-of", "2021-06-30", cwd=CHECKOUT)
    assert "还没有自评" in ran.out
    assert line(ran.out, "到今天（") == (
        "到今天（2021-06-30） 0–100.00 / 100.00 得分率 0%–100.00% 等次 差–优"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--project", "没有"], "没有找到“没有” 2021 年的项目"),
        (["--project", ""], "没有写名称"),
        (["--org", "没有"], "没有找到“没有” 2021 年的部门整体绩效目标或项目"),
        (["--org", "山海关", "--project", CODE], "--project 和 --org 只写一个"),
        (["--project", CODE, "--fail-under", "良"], "--fail-under 只用于评分表"),
        (["--org", "山海关", "--fail-under", "良"], "--fail-under 只用于评分表"),
        (["--org", "山海关", "--explain", "总分"], "--explain 只用于评分表"),
        (["--fail-under", "良"], "--fail-under 只用于评分表"),
    ],
)
def test_usage(options: list[str], said: str, run: Run) -> None:
    ran = run("score", "2021", *options, cwd=CHECKOUT)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_organisation_that_is_not_the_only_one(make: Make, run: Run) -> None:
    other = FILES[DEPARTMENT].replace("甲", "甲二")
    root = make({**FILES, "scorecards/2021/甲二/部门整体绩效目标.yaml": other})
    assert run("score", "2021", "--org", "甲", cwd=root).code == 0
    ran = run("score", "2021", "--org", "区委", cwd=root)
    assert (ran.code, "不止一个" in ran.err) == (2, True)


def test_what_is_offered_for_completion() -> None:
    repository = Repository(CHECKOUT)
    assert lookup.project_names(repository) == [CODE, "团委活动经费及宣教业务费"]
    assert "山海关" in lookup.scored_names(repository)
    assert "山海关" not in lookup.short_names(repository)
    assert lookup.years(repository) == [2021, 2014]


def test_render_prints_the_form(run: Run, tmp_path: Path) -> None:
    ran = run("render", CODE, "--scored", cwd=CHECKOUT)
    assert ran.code == 0
    assert "# 项目支出绩效自评表" in ran.out
    assert SAMPLE in ran.out
    file = tmp_path / "自评.html"
    assert run("render", CODE, "--scored", "--format", "html", "-o", file, cwd=CHECKOUT).code == 0
    assert "<h1>项目支出绩效自评表</h1>" in file.read_text(encoding="utf-8")


def test_render_of_what_cannot_be_scored(make: Make, run: Run) -> None:
    told = "scorecards/2021/甲/P2.自评.yaml"
    root = make(
        {
            **FILES,
            PROJECT: BROKEN,
            told: "类型: 项目自评\n项目编码: P2\n年度: 2021\n截至: 2021-12-31\n",
        }
    )
    broken = run("render", "P1", "--scored", cwd=root)
    assert (broken.code, "有错误，先改好" in broken.err) == (2, True)
    orphan = run("render", told, cwd=root)
    assert (orphan.code, "没有项目编码为“P2”" in orphan.err) == (2, True)
