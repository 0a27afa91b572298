"""`import tuanscore`: the commands' answers as values, to the byte and to the digit."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson

import tuanscore
from conftest import CHECKOUT, Make, Run
from documents import overlay, results
from gitrepo import GitRepo

pytestmark = pytest.mark.repeated

TEMPLATE, CARD, REPORT = "templates/底表.yaml", "scorecards/{}/{}.yaml", "scorecards/2014/完成.yaml"
FILES = {
    TEMPLATE: """\
类型: 目标绩效指标模板
名称: 底表
年度: 2014
总分: 100
部分:
  - 名称: 职能
    分值: 60
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: '开展{次数}次。', 考核点: {次数: ≥4次}}
          - {编号: 培训, 内容: '培训{人数}人。', 考核点: {人数: ≥30人}}
  - 名称: 保障
    分值: 20
    计分: 扣分
    类别:
      - 名称: 纪律
        条目:
          - {编号: 纪律, 内容: 守纪律。, 考核点: {守纪: {计分: 扣分, 每次: 1, 最多: 3}}}
  - {名称: 评价, 分值: 20, 计分: 评议, 内容: 评价。}
""",
    CARD.format(2014, "甲"): overlay(on="底表"),
    CARD.format(2014, "乙"): overlay("指标值: {次数: ≥5次}\n", org="乙", on="底表"),
    REPORT: results(
        "次数: 3, 人数: 30",
        rest="扣分: [{指标: 守纪, 次数: 2, 原因: 迟到}]\n评议: [{来源: 代表, 得分: 90}]\n",
    ),
}
"""By hand: 60 points are shared by two lines, 30 each; 3 of 4 times are worth 22.50, 30 of 30
people 30.00; 保障 starts from 20 and loses 2; 90 of 100 are worth 18 of 20: 88.50 in all."""
SAID: dict[str, Callable[[tuanscore.Repository], tuanscore.Answer[Any]]] = {
    "validate": lambda repo: repo.validate(),
    "validate scorecards/2021": lambda repo: repo.validate("scorecards/2021"),
    "score 2014 --org 苍溪": lambda repo: repo.score(2014, "苍溪"),
    "score 2014 --org 苍溪 --as-of 2014-06-30": lambda repo: repo.score(
        2014, "苍溪", as_of=date(2014, 6, 30)
    ),
    "score 2014 --org 剑": lambda repo: repo.score(2014, "剑"),
    "score 2021 --org 山海关": lambda repo: repo.score(2021, "山海关"),
    "score 2021 --project 130303210YA09YBACA1M9": lambda repo: repo.score(
        2021, project="130303210YA09YBACA1M9"
    ),
    "score 2014": lambda repo: repo.rank(2014),
    "diff 苍溪 旺苍": lambda repo: repo.diff("苍溪", "旺苍"),
    "diff 苍溪 --year 2014 --strict": lambda repo: repo.diff("苍溪", year=2014, strict=True),
    "diff 2014 --all": lambda repo: repo.diff(everyone=2014),
}
"""What is asked of the shipped repository, in both ways."""


@pytest.mark.parametrize("command", SAID)
def test_says_what_the_command_prints(command: str, run: Run) -> None:
    answer = SAID[command](tuanscore.open(CHECKOUT))
    ran = run(*command.split(), "--format", "json", cwd=CHECKOUT)
    assert answer.to_json() == ran.out
    assert answer.to_dict() == simplejson.loads(ran.out, use_decimal=True)
    assert [f"tuanscore：{note}" for note in answer.notes] == ran.err.splitlines()
    assert answer.to_markdown() == run(*command.split(), "--format", "md", cwd=CHECKOUT).out
    rows = answer.to_records()
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    kinds = {type(value) for row in rows for value in row.values()}
    assert kinds <= {str, int, bool, Decimal, type(None)}


def test_two_years_and_two_revisions(tmp_path: Path, run: Run) -> None:
    repository = GitRepo(tmp_path / "repo")
    later = {
        name.replace("2014", "2015"): text.replace("2014", "2015").replace("≥5次", "≥6次")
        for name, text in FILES.items()
        if name.startswith("scorecards") and name != REPORT
    }
    repository.write({**FILES, **later})
    repository.commit("全部")
    repository.replace(CARD.format(2015, "乙"), "≥6次", "≥8次")
    repo = tuanscore.open(repository.root)
    years = repo.diff("乙", years=(2014, 2015))
    assert [(r["measure"], r["old"], r["new"]) for r in years.to_records()] == [
        ("次数", "≥5次", "≥8次")
    ]
    revisions = repo.diff(rev="HEAD")
    assert [(r["name"], r["year"], r["new"]) for r in revisions.to_records()] == [
        ("乙", 2015, "≥8次")
    ]
    for answer, asked in ((years, ["2014", "2015", "--org", "乙"]), (revisions, ["--rev", "HEAD"])):
        printed = run("diff", *asked, "--format", "json", cwd=repository.root).out
        assert answer.to_json() == printed


def test_records_of_a_score_add_up_to_it(make: Make) -> None:
    rows = tuanscore.open(make(FILES)).score(2014, "甲").to_records()
    columns = ("level", "section", "item", "measure", "points", "score", "target", "actual")
    told = [tuple(row[column] for column in columns) for row in rows]
    assert told == [
        ("measure", "职能", "活动", "次数", Decimal(30), Decimal("22.50"), "≥4次", "3"),
        ("measure", "职能", "培训", "人数", Decimal(30), Decimal("30.00"), "≥30人", "30"),
        ("section", "保障", None, None, Decimal(20), Decimal("20.00"), None, None),
        ("deduction", "保障", None, "守纪", None, Decimal("-2.00"), None, "2 起"),
        ("section", "评价", None, None, Decimal(20), Decimal("18.00"), None, "代表 90"),
    ]
    assert sum(row["score"] for row in rows) == Decimal("88.50")


@pytest.mark.parametrize("org", ["苍溪", "利州", "朝天", "经开区"])
def test_records_of_a_shipped_score_add_up_to_it(org: str) -> None:
    answer = tuanscore.open(CHECKOUT).score(2014, org)
    whole, rows = answer.to_dict(), answer.to_records()
    assert sum(row["low"] for row in rows) == whole["low"]
    assert sum(row["high"] for row in rows) == whole["high"]


def test_records_of_a_ranking(make: Make) -> None:
    first, second = tuanscore.open(make(FILES)).rank(2014).to_records()
    figures = ("short_name", "rank_best", "rank_worst", "score", "low", "high", "missing")
    assert [first[name] for name in figures] == [
        *("甲", 1, 2, Decimal("88.50"), Decimal("88.50"), Decimal("88.50"), 0)
    ]
    assert [second[name] for name in figures][:3] == ["乙", 1, 2]
    assert second["score"] is None


def test_records_of_findings_and_of_everyone(make: Make) -> None:
    files = {**FILES, CARD.format(2014, "丙"): "类型: 目标绩效指标\n单位：丙\n"}
    repo = tuanscore.open(make(files))
    wrong = [row for row in repo.validate().to_records() if row["severity"] == "error"]
    assert {row["file"] for row in wrong} == {CARD.format(2014, "丙")}
    assert 2 in {row["line"] for row in wrong}  # where the colon is
    rows = repo.diff(everyone=2014).to_records()
    told = {(r["measure"], r["short_name"]): (r["state"], r["target"]) for r in rows}
    assert told["次数", "甲"][1] == "≥4次"
    assert told["次数", "乙"] == ("tied", "≥5次")


def test_each_call_reads_the_files_as_they_are(make: Make) -> None:
    root = make(FILES)
    repo = tuanscore.open(root / "scorecards")
    assert repo.root == root.resolve()
    assert repo.score(2014, "甲").to_dict()["score"] == Decimal("88.50")
    text = FILES[REPORT].replace("次数: 3", "次数: 4")
    (root / REPORT).write_text(text, encoding="utf-8")
    assert repo.score(2014, "甲").to_dict()["score"] == Decimal("96.00")


def test_renders_what_the_command_prints(run: Run) -> None:
    page = tuanscore.open(CHECKOUT).render("苍溪", scored=True)
    for form, text in (("md", page.to_markdown()), ("html", page.to_html())):
        ran = run("render", "苍溪", "--scored", "--format", form, cwd=CHECKOUT)
        assert text == ran.out


def test_a_card_with_errors_is_not_scored(make: Make, run: Run) -> None:
    root = make(
        {**FILES, CARD.format(2014, "甲"): FILES[CARD.format(2014, "甲")] + "指标值: {没有: 1次}\n"}
    )
    with pytest.raises(tuanscore.UnsoundError) as raised:
        tuanscore.open(root).score(2014, "甲")
    assert isinstance(raised.value, tuanscore.TuanscoreError)
    ran = run("score", "2014", "--org", "甲", "--format", "json", cwd=root)
    assert (ran.code, raised.value.answer.to_json()) == (1, ran.out)
    assert raised.value.message.startswith(str(raised.value.answer.to_records()[0]["file"]))


def test_what_cannot_be_answered_raises(make: Make, tmp_path: Path) -> None:
    repo = tuanscore.open(make(FILES))
    with pytest.raises(tuanscore.NotFoundError) as raised:
        repo.score(2014, "丁")
    assert "丁" in raised.value.message
    assert raised.value.hints
    with pytest.raises(tuanscore.TuanscoreError, match="这个文件夹"):
        tuanscore.open(tmp_path / "无")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tuanscore.nothing  # noqa: B018


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"org": "甲", "everyone": 2014},
        {"other": "乙"},
        {"org": "甲", "other": "乙", "years": (2014, 2015)},
        {"rev": "HEAD", "year": 2014},
    ],
    ids=str,
)
def test_questions_that_do_not_go_together(asked: dict[str, Any], make: Make) -> None:
    repo: Any = tuanscore.open(make(FILES))
    with pytest.raises(TypeError, match=r"diff\(\) takes"):
        repo.diff(**asked)
    with pytest.raises(TypeError, match=r"score\(\) takes"):
        repo.score(2014)


def test_importing_loads_nothing_else() -> None:
    code = "import sys; import tuanscore; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith(("tuanscore", "pydantic"))}
    assert loaded == {"tuanscore"}


def test_names_of_the_module() -> None:
    assert {"open", "Repository", "Answer", "Page", "TuanscoreError"} <= {*dir(tuanscore)}
    assert all(getattr(tuanscore, name) is not None for name in dir(tuanscore))
