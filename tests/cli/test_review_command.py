"""`tuanscore diff` through git: one card at a revision, and all that a branch changes."""

import json
from pathlib import Path
from typing import Any

import pytest

import documents
from conftest import Run
from gitrepo import GitRepo

BASE = "templates/县区-2014.yaml"
CARDS = {"苍溪": "50名", "旺苍": "40名", "剑阁": "45名"}
TEMPLATE = documents.template(
    documents.section(
        "职能指标",
        100,
        "编号: 比武, 内容: '技能比武不少于{比武次数}次。', 考核点: {比武次数: ≥3次}",
        "编号: 培训, 内容: '培训志愿者{培训人数}名。', 考核点: {培训人数: 40名}",
    ),
    name="县区-2014",
)


def card(name: str) -> str:
    return f"scorecards/2014/{name}.yaml"


def report(name: str) -> str:
    return f"scorecards/2014/完成情况/{name}.yaml"


def overlay(name: str, people: str) -> str:
    return (
        f"类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2014\n"
        f"模板: 县区-2014\n指标值: {{培训人数: {people}}}\n"
    )


def results(name: str, times: int, people: int) -> str:
    return (
        f"类型: 完成情况\n单位: {name}\n年度: 2014\n截至: 2014-12-31\n"
        f"完成: {{比武次数: {{自评: {times}, 说明: 无}}, 培训人数: {{自评: {people}, 说明: 无}}}}\n"
    )


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return a repository of three cards, two of them with reports, in one commit."""
    repo = GitRepo(tmp_path)
    repo.write({BASE: TEMPLATE, **{card(n): overlay(n, t) for n, t in CARDS.items()}})
    repo.write({report("苍溪"): results("苍溪", 3, 45), report("旺苍"): results("旺苍", 4, 40)})
    repo.commit("建立")
    return repo


def review(run: Run, repo: GitRepo, span: str) -> dict[str, Any]:
    ran = run("diff", "--rev", span, "--format", "json", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_one_card_at_a_revision(repo: GitRepo, run: Run) -> None:
    repo.replace(card("苍溪"), "50名", "60名")
    repo.commit("改")
    repo.replace(card("苍溪"), "60名", "66名")
    ran = run("diff", "苍溪@HEAD~1", "苍溪@HEAD", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    first, *_ = ran.out.splitlines()
    assert first == "苍溪 2014@HEAD~1 → 苍溪 2014@HEAD"
    assert "50名   60名   +10名   +20.00%" in ran.out
    assert "60名   66名   +6名   +10.00%" in run("diff", "苍溪@HEAD", "苍溪", cwd=repo.root).out


def test_one_card_and_its_template_at_a_revision(repo: GitRepo, run: Run) -> None:
    repo.replace(BASE, "40名", "50名")
    ran = run("diff", "苍溪@HEAD", "--exit-code", cwd=repo.root)
    assert (ran.code, ran.err) == (1, "")
    assert "模板 县区-2014 → 苍溪 2014@HEAD" in ran.out
    assert "40名   50名   +10名   +25.00%" in ran.out
    assert run("diff", "苍溪", "--exit-code", cwd=repo.root).code == 0


@pytest.mark.parametrize("query", ["苍溪@", "@HEAD", "苍溪@nowhere"])
def test_revision_that_means_nothing(query: str, repo: GitRepo, run: Run) -> None:
    ran = run("diff", query, "苍溪", cwd=repo.root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("tuanscore：")


def test_branch_in_meaning(repo: GitRepo, run: Run) -> None:
    """苍溪: 45 of 50 is 45.00 of 50 points, of 60 it is 37.50; 3 of 4 is 37.50.

    旺苍: 4 of 4 stays full; 剑阁 has no report: 0 to 100, before and after.
    """
    repo.git("checkout", "-q", "-b", "修改")
    repo.replace(card("苍溪"), "50名", "60名")
    repo.commit("苍溪加十名")
    repo.replace(BASE, "≥3次", "≥4次")
    repo.commit("比武加一次")
    repo.git("checkout", "-q", "main")
    repo.replace(card("剑阁"), "45名", "46名")
    repo.commit("主线上的改动，不算")
    repo.git("checkout", "-q", "修改")
    found = review(run, repo, "main...HEAD")
    (template,) = found["templates"]
    assert [(c["measure"], c["old"], c["new"]) for c in template["changes"]] == [
        ("比武次数", "≥3次", "≥4次")
    ]
    cards = {c["name"]: c for c in found["cards"]}
    assert {n: [(x["measure"], x["new"]) for x in c["changes"]] for n, c in cards.items()} == {
        "苍溪": [("培训人数", "60名")],
        "旺苍": [],
        "剑阁": [],
    }
    assert [c["with_template"] for c in cards.values()] == [1, 1, 1]
    sides = (cards["苍溪"]["before"], cards["苍溪"]["after"])
    assert [(s["low"], s["high"], s["grades"]) for s in sides] == [
        (95.0, 95.0, ["优"]),
        (75.0, 75.0, ["中"]),
    ]
    assert cards["旺苍"]["before"] == cards["旺苍"]["after"]
    text = run("diff", "--rev", "main...HEAD", cwd=repo.root).out
    assert text.startswith("main 和 HEAD 的分岔处（")
    assert "苍溪 2014   95.00   → 75.00   95.00%   → 75.00%   优     → 中" in text
    assert "只随模板改的 2 个：剑阁 2014、旺苍 2014\n" in text
    assert text.endswith("1 个模板有改动，3 份表或得分有变，1 个等次有变\n")
    ran = run("diff", "--rev", "main...HEAD", "--exit-code", cwd=repo.root)
    assert ran.code == 1


def test_report_alone_changes_the_score_and_no_target(repo: GitRepo, run: Run) -> None:
    repo.replace(report("苍溪"), "自评: 45", "自评: 50")
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["name"], told["changes"], told["with_template"]) == ("苍溪", [], 0)
    assert (told["before"]["low"], told["after"]["low"]) == (95.0, 100.0)
    text = run("diff", "--rev", "HEAD", cwd=repo.root).out
    assert text.startswith("HEAD（")
    assert "→ 现在的文件\n" in text
    assert "目标和文字没有变，得分变了\n" in text


def test_settings_change_grades(repo: GitRepo, run: Run) -> None:
    repo.write({"tuanscore.yaml": "等次标准:\n  团区委绩效标准: {优: 96, 良: 85, 中: 60}\n"})
    found = review(run, repo, "HEAD")["cards"]
    assert [(c["name"], c["before"]["grades"], c["after"]["grades"]) for c in found] == [
        ("苍溪", ["优"], ["良"])
    ]


def test_added_removed_and_renamed_cards(repo: GitRepo, run: Run) -> None:
    repo.write({card("青川"): overlay("青川", "40名"), card("剑阁"): None})
    repo.git("mv", card("旺苍"), "scorecards/2014/旺苍县.yaml")
    repo.commit("增删")
    found = {c["name"]: c for c in review(run, repo, "HEAD~1..HEAD")["cards"]}
    assert {n: (c["state"], c["old_file"], c["file"]) for n, c in found.items()} == {
        "剑阁": ("removed", card("剑阁"), card("剑阁")),
        "旺苍": ("changed", card("旺苍"), "scorecards/2014/旺苍县.yaml"),
        "青川": ("added", None, card("青川")),
    }
    assert found["旺苍"]["changes"] == []
    text = run("diff", "--rev", "HEAD~1..HEAD", cwd=repo.root).out
    assert "青川 2014（新增）" in text
    assert "剑阁 2014（删去）" in text
    assert f"文件改名：{card('旺苍')} → scorecards/2014/旺苍县.yaml\n" in text


def test_file_that_cannot_be_understood_is_reported_and_the_rest_compared(
    repo: GitRepo, run: Run
) -> None:
    repo.replace(card("苍溪"), "50名", "[50名")
    repo.replace(card("旺苍"), "40名", "41名")
    repo.commit("坏了一份")
    repo.replace(card("苍溪"), "[50名", "51名")
    found = review(run, repo, "HEAD~1..HEAD")
    assert [(u["file"], u["reason"][: len(card("苍溪"))]) for u in found["unreadable"]] == [
        (card("苍溪"), card("苍溪"))
    ]
    assert [(c["name"], c["state"]) for c in found["cards"] if c["changes"]] == [
        ("旺苍", "changed")
    ]
    assert {c["state"] for c in found["cards"]} == {"changed"}
    text = run("diff", "--rev", "HEAD~1..HEAD", cwd=repo.root).out
    assert f"的 {card('苍溪')} 读不懂，没有比：\n" in text
    back = review(run, repo, "HEAD")
    assert [u["file"] for u in back["unreadable"]] == [card("苍溪")]


@pytest.mark.parametrize(("year", "states"), [(2013, ["added"]), (2014, [])])
def test_card_that_may_have_been_in_a_broken_file_is_not_called_new(
    year: int, states: list[str], repo: GitRepo, run: Run
) -> None:
    """A broken file is in the way of the years that it speaks of, and of no other."""
    broken = f"类型: 目标绩效指标\n简称: 昭化\n年度: {year}\n多余: [\n"
    repo.write({f"scorecards/{year}/昭化.yaml": broken})
    repo.commit("写坏了")
    repo.write({f"scorecards/{year}/昭化.yaml": None, card("昭化"): overlay("昭化", "50名")})
    assert [told["state"] for told in review(run, repo, "HEAD")["cards"]] == states


def test_template_that_an_overlay_no_longer_fits(repo: GitRepo, run: Run) -> None:
    repo.replace(
        BASE, "培训志愿者{培训人数}名。', 考核点: {培训人数: 40名}", "培训。', 考核点: {x: 40名}"
    )
    found = review(run, repo, "HEAD")
    assert {u["file"] for u in found["unreadable"]} == {card(name) for name in CARDS}
    assert all("培训人数" in u["reason"] for u in found["unreadable"])


def test_nothing_differs(repo: GitRepo, run: Run) -> None:
    repo.write({"说明.txt": "无关", BASE: TEMPLATE + "# 只加了注释\n"})
    ran = run("diff", "--rev", "HEAD", "--exit-code", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("含义没有不同\n")


def test_markdown_is_a_comment_ready_to_post(repo: GitRepo, run: Run) -> None:
    repo.replace(card("苍溪"), "50名", "60名")
    repo.replace(BASE, "≥3次", "≥4次")
    repo.commit("改")
    ran = run("diff", "--rev", "HEAD~1...HEAD", "--format", "md", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[2] == "1 个模板有改动，3 份表或得分有变，1 个等次有变。"
    assert "| 苍溪 2014 | 95.00 | 75.00 | 95.00% | 75.00% | 优 | 中 |" in lines
    assert "## 模板 县区-2014" in lines
    assert "只随模板改的 2 个：剑阁 2014、旺苍 2014。" in lines
    assert "| 职能指标 | 服务 | 培训 | 培训人数 | 50名 | 60名 | +10名 | +20.00% |" in lines
    assert "样例" not in ran.out


def test_markdown_of_very_many_cards_stays_postable(repo: GitRepo, run: Run) -> None:
    names = [f"第{n}" for n in range(60)]
    repo.write({card(n): overlay(n, "40名") for n in names})
    repo.commit("很多")
    repo.write({card(n): overlay(n, "41名") for n in names})
    repo.commit("都改")
    ran = run("diff", "--rev", "HEAD~1..HEAD", "--format", "md", cwd=repo.root)
    assert ran.out.count("| +1名 |") == 50
    assert "还有 10 个单位没有列出" in ran.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ((), "没有写比什么"),
        (("苍溪", "--rev", "HEAD"), "--rev 比的是整个仓库"),
        (("--rev", "nowhere"), "没有“nowhere”这个版本"),
        (("--rev", "HEAD..nowhere"), "没有“nowhere”这个版本"),
    ],
)
def test_wrong_usage(argv: tuple[str, ...], words: str, repo: GitRepo, run: Run) -> None:
    ran = run("diff", *argv, cwd=repo.root)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_organisation_that_is_called_differently_now_is_the_same(repo: GitRepo, run: Run) -> None:
    repo.replace(card("剑阁"), "简称: 剑阁", "简称: 剑阁县")
    repo.replace(card("剑阁"), "45名", "46名")
    repo.commit("改简称")
    (told,) = review(run, repo, "HEAD~1..HEAD")["cards"]
    assert (told["name"], told["state"]) == ("剑阁县", "changed")
    assert [(c["measure"], c["old"], c["new"]) for c in told["changes"]] == [
        ("培训人数", "45名", "46名")
    ]


def test_revision_of_one_card_that_cannot_be_read(repo: GitRepo, run: Run) -> None:
    repo.replace(card("苍溪"), "50名", "[50名")
    repo.commit("坏了")
    repo.replace(card("苍溪"), "[50名", "51名")
    repo.commit("好了")
    ran = run("diff", "苍溪@HEAD~1", "苍溪", cwd=repo.root)
    assert (ran.code, ran.out) == (2, "")
    assert f"苍溪@HEAD~1 那一版读不懂：{card('苍溪')}:6:" in ran.err
    assert run("diff", "苍溪@HEAD@{1}", "苍溪", cwd=repo.root).code == 2
    assert run("diff", "苍溪@HEAD@{2}", "苍溪", cwd=repo.root).code == 0


def test_broken_template_is_told_once(repo: GitRepo, run: Run) -> None:
    repo.replace(BASE, "总分: 100", "总分: [100")
    assert [u["file"] for u in review(run, repo, "HEAD")["unreadable"]] == [BASE]


PROJECT = "scorecards/2014/苍溪/P1.yaml"
ASSESSMENT = "scorecards/2014/苍溪/P1.自评.yaml"
TABLE = """\
类型: 预算项目绩效目标表
预算单位: 苍溪县团委
简称: 苍溪
年度: 2014
项目编码: 'P1'
项目名称: 志愿服务
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 活动}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [开展志愿服务]
绩效指标:
  产出指标:
    数量指标: [{名称: 活动次数, 描述: 开展活动, 指标值: ≥4次, 依据: 年度计划}]
  效益指标:
    社会效益指标: [{名称: 新增志愿者, 指标值: ≥40名, 依据: 上年 35 名}]
  满意度指标:
    服务对象满意度指标: [{名称: 参加者满意度, 指标值: ≥90%, 依据: 问卷}]
"""
TOLD = """\
类型: 项目自评
项目编码: 'P1'
年度: 2014
截至: 2014-12-31
执行: {全年预算数: 50000, 全年执行数: 50000, 进度: {12月底: 50000}}
完成: {活动次数: 4, 新增志愿者: 40, 参加者满意度: 95%}
"""


def test_projects_are_compared_and_scored_too(repo: GitRepo, run: Run) -> None:
    """With ≥5次, 4 are 80 % of the 50 points of 产出: 10 + 40 + 30 + 10 = 90."""
    repo.write({PROJECT: TABLE, ASSESSMENT: TOLD})
    repo.commit("加项目")
    repo.replace(PROJECT, "指标值: ≥4次", "指标值: ≥5次")
    repo.replace(PROJECT, "描述: 开展活动", "描述: 开展志愿活动")
    repo.replace(PROJECT, "{6月底: 50%,", "{6月底: 40%,")
    repo.replace(PROJECT, "[开展志愿服务]", "[开展青年志愿服务]")
    repo.replace(PROJECT, "预算数: 50000, 财政资金: 50000", "预算数: 60000, 财政资金: 60000")
    repo.replace(PROJECT, "名称: 新增志愿者", "名称: 注册志愿者")
    repo.replace(ASSESSMENT, "新增志愿者: 40", "注册志愿者: 40")
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["name"], told["state"]) == ("苍溪 志愿服务", "changed")
    assert [(c["kind"], c["measure"], c["old"], c["new"]) for c in told["changes"]] == [
        ("target", "预算数", "50000元", "60000元"),
        ("target", "财政资金", "50000元", "60000元"),
        ("target", "6月底", "50%", "40%"),
        ("wording", None, "开展志愿服务", "开展青年志愿服务"),
        ("target", "活动次数", "≥4次", "≥5次"),
        ("wording", "活动次数", "开展活动", "开展志愿活动"),
        ("removed", "新增志愿者", "≥40名", None),
        ("added", "注册志愿者", None, "≥40名"),
    ]
    assert [told[side]["low"] for side in ("before", "after")] == [100.0, 90.0]
    text = run("diff", "--rev", "HEAD", cwd=repo.root).out
    assert "苍溪 志愿服务 2014   100.00   → 90.00" in text
    assert "≥4次      ≥5次" in text


def test_project_is_told_of_for_any_one_thing_that_differs(repo: GitRepo, run: Run) -> None:
    """With 2 of ≥4次 half of the 50 points of 产出 are left: 10 + 25 + 30 + 10 = 75."""
    repo.write({PROJECT: TABLE, ASSESSMENT: TOLD})
    repo.commit("加项目")
    repo.write({PROJECT: f"{TABLE}# 注\n"})
    assert review(run, repo, "HEAD")["cards"] == []
    repo.replace(ASSESSMENT, "活动次数: 4", "活动次数: 2")
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["state"], told["changes"]) == ("changed", [])
    assert [told[side]["low"] for side in ("before", "after")] == [100.0, 75.0]
    repo.write({ASSESSMENT: TOLD, PROJECT: None, "scorecards/2014/苍溪/志愿服务.yaml": TABLE})
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["state"], told["changes"]) == ("changed", [])
    assert (told["old_file"], told["file"]) == (PROJECT, "scorecards/2014/苍溪/志愿服务.yaml")


def test_project_that_is_new_gone_moved_or_broken(repo: GitRepo, run: Run) -> None:
    repo.write({PROJECT: TABLE})
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["state"], told["before"], told["after"]["high"]) == ("added", None, 100.0)
    repo.commit("加项目")
    repo.replace(PROJECT, "  产出指标:\n    数量指标:", "  产出指标:\n    质量指标:")
    (told,) = review(run, repo, "HEAD")["cards"]
    assert [(c["kind"], c["old"], c["new"]) for c in told["changes"]] == [
        ("moved", "产出指标·数量指标", "产出指标·质量指标")
    ]
    repo.replace(PROJECT, "项目名称: 志愿服务", "项目名称: [志愿服务")
    found = review(run, repo, "HEAD")
    assert (found["cards"], [u["file"] for u in found["unreadable"]]) == ([], [PROJECT])
    repo.write({PROJECT: None})
    (told,) = review(run, repo, "HEAD")["cards"]
    assert (told["state"], told["after"]) == ("removed", None)


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "on disk"])
@pytest.mark.parametrize("how", ["git", "曾用名"])
def test_card_that_moved_and_changed_its_names(
    repo: GitRepo, run: Run, how: str, committed: bool
) -> None:
    """It is one card, beside another that is new and one that is gone."""
    remark = "备注: 这一年的目标和上一年一样，只有培训人数按县里的要求作了调整。\n"
    repo.write({card("苍溪"): overlay("苍溪", "50名") + remark})
    repo.commit("备注")
    new = overlay("新区", "55名") + remark
    if how == "曾用名":
        new = "".join(reversed(new.splitlines(keepends=True)))
        new = "# 整份重写\n" * 30 + new + "曾用名: [苍溪]\n"
    repo.write({card("苍溪"): None, report("苍溪"): None, card("新区"): new})
    if committed:
        repo.commit("改名")
    found = review(run, repo, "HEAD~1..HEAD" if committed else "HEAD")["cards"]
    told = [(c["name"], c["old_file"], c["state"]) for c in found]
    assert told == [("新区", card("苍溪"), "changed")]
    assert [(c["measure"], c["old"], c["new"]) for c in found[0]["changes"]] == [
        ("培训人数", "50名", "55名")
    ]
