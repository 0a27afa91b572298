"""`tuanscore log` and `blame`: one card through the commits of a real git repository."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from documents import overlay, section, template
from gitrepo import GitRepo

BASE, CARD = "templates/县区-2014.yaml", "scorecards/2014/苍溪.yaml"
TEMPLATE = template(
    section(
        "职能指标",
        100,
        "编号: 比武, 内容: '技能比武不少于{比武次数}次。', 考核点: {比武次数: ≥3次}",
        "编号: 培训, 内容: '培训志愿者{培训人数}名。', 考核点: {培训人数: 40名}",
    ),
    name="县区-2014",
)
OVERLAY = overlay("指标值: {培训人数: 50名}\n", org="苍溪", on="县区-2014")


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return a repository with one card on a template, in one commit."""
    repo = GitRepo(tmp_path)
    repo.write({BASE: TEMPLATE, CARD: OVERLAY})
    return repo


def steps(run: Run, *argv: str | Path) -> list[dict[str, Any]]:
    ran = run(*argv, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["steps"]
    return found


def told(step: dict[str, Any]) -> tuple[str, str, list[tuple[str, str | None, str | None]]]:
    """Return what a step says: the subject, the event, and the changes."""
    subject = step["commit"]["subject"] if step["commit"] else "还没有提交"
    changes = [(c["measure"] or c["item"], c["old"], c["new"]) for c in step["changes"]]
    return subject, step["event"], changes


def test_log_tells_who_when_from_and_to(repo: GitRepo, run: Run) -> None:
    first = repo.commit("建立")
    repo.replace(CARD, "50名", "60名")
    second = repo.commit("多培训十名", author="李四")
    repo.write({"说明.txt": "无关"})
    repo.commit("无关的")
    repo.replace(BASE, "≥3次", "≥4次")
    third = repo.commit("模板加一次")
    repo.replace(CARD, "60名", "65名")
    ran = run("log", "苍溪", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "苍溪 2014\n"
        "\n"
        "还没有提交\n"
        "  职能指标·服务·培训·培训人数：60名 → 65名\n"
        "\n"
        f"{third}  2014-01-04  张三  模板加一次\n"
        "  职能指标·服务·比武·比武次数：≥3次 → ≥4次\n"
        "\n"
        f"{second}  2014-01-02  李四  多培训十名\n"
        "  职能指标·服务·培训·培训人数：50名 → 60名\n"
        "\n"
        f"{first}  2014-01-01  张三  建立\n"
        "  建立\n"
    )


def test_log_of_one_measure_or_item(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    repo.replace(CARD, "50名", "60名")
    repo.commit("二")
    repo.replace(BASE, "≥3次", "≥4次")
    repo.commit("三")
    repo.replace(BASE, "技能比武不少于", "技能大比武不少于")
    repo.commit("四")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪", "比武次数")]
    assert found == [
        ("三", "changed", [("比武次数", "≥3次", "≥4次")]),
        ("建立", "created", []),
    ]
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪", "比武")]
    assert [(subject, len(changes)) for subject, _, changes in found] == [
        ("四", 1),
        ("三", 1),
        ("建立", 0),
    ]


def test_log_of_a_name_that_never_was(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    ran = run("log", "苍溪", "比武次效", cwd=repo.root)
    assert (ran.code, ran.out) == (2, "")
    assert "没有“比武次效”，以前也没有" in ran.err
    assert "比武次数" in ran.err


def test_log_of_a_measure_that_is_no_more(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    line = next(line for line in TEMPLATE.splitlines(keepends=True) if "编号: 比武" in line)
    repo.replace(BASE, line, "")
    repo.commit("不比武了")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪", "比武")]
    assert found == [
        ("不比武了", "changed", [("比武", "技能比武不少于3次。", None)]),
        ("建立", "created", []),
    ]


def test_log_follows_renamed_files_and_tells_of_broken_ones(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    repo.git("mv", CARD, "scorecards/2014/苍溪县委.yaml")
    repo.commit("改名")
    now = "scorecards/2014/苍溪县委.yaml"
    repo.replace(now, "50名", "[50名")
    repo.commit("改坏", author="李四")
    repo.replace(now, "[50名", "60名")
    repo.commit("改好")
    repo.git("rm", "-q", now)
    repo.commit("删掉")
    repo.write({CARD: OVERLAY})
    repo.commit("又要了")
    found = steps(run, "-C", repo.root, "log", "苍溪")
    assert [told(s)[:2] for s in found] == [
        ("又要了", "created"),
        ("删掉", "removed"),
        ("改好", "changed"),
        ("改坏", "broken"),
        ("建立", "created"),
    ]
    assert found[3]["reason"].startswith(f"{now}:6:")
    text = run("log", "苍溪", cwd=repo.root).out
    assert "  改坏了，这一版读不懂：scorecards/2014/苍溪县委.yaml:6:" in text
    assert (
        "改好\n  职能指标·服务·培训·培训人数：50名 → 60名\n" in text
    )  # against what was last readable
    assert "  删去整份表\n" in text


def test_merge_is_told_only_of_what_it_did_itself(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    repo.git("checkout", "-q", "-b", "旁支")
    repo.replace(CARD, "50名", "60名")
    repo.commit("旁支改培训", author="李四")
    repo.git("checkout", "-q", "main")
    repo.replace(BASE, "≥3次", "≥4次")
    repo.commit("主线改比武")
    repo.git("merge", "-q", "--no-ff", "-m", "合并", "旁支")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪")]
    assert found[-1] == ("建立", "created", [])
    assert sorted(found[:-1]) == [
        ("主线改比武", "changed", [("比武次数", "≥3次", "≥4次")]),
        ("旁支改培训", "changed", [("培训人数", "50名", "60名")]),
    ]


def test_blame_names_the_commit_of_each_target(repo: GitRepo, run: Run) -> None:
    first = repo.commit("建立")
    repo.replace(CARD, "50名", "60名")
    second = repo.commit("多培训十名", author="李四")
    repo.replace(BASE, "名称: 服务", "名称: 服务工作")
    repo.commit("只改类别名称")
    ran = run("blame", "苍溪", cwd=repo.root)
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines() if "次数" in line or "人数" in line]
    assert rows == [
        ["比武次数", "≥3次", first, "2014-01-01", "张三", "建立", f"{BASE}:11"],
        ["培训人数", "60名", second, "2014-01-02", "李四", "多培训十名", "*", f"{CARD}:6"],
    ]
    repo.replace(CARD, "60名", "61名")
    lines = json.loads(run("-C", repo.root, "blame", "苍溪", "--format", "json").out)["lines"]
    assert [(x["measure"], x["own"], x["commit"] and x["commit"]["author"]) for x in lines] == [
        ("比武次数", False, "张三"),
        ("培训人数", True, None),
    ]
    assert "还没有提交" in run("blame", "苍溪", cwd=repo.root).out


def test_repository_below_the_top_of_the_checkout(tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    repo.write({f"团委 评分/{BASE}": TEMPLATE, f"团委 评分/{CARD}": OVERLAY})
    repo.commit("建立")
    repo.replace(f"团委 评分/{CARD}", "50名", "60名")
    repo.commit("改")
    found = [told(s) for s in steps(run, "-C", tmp_path / "团委 评分", "log", "苍溪")]
    assert found == [
        ("改", "changed", [("培训人数", "50名", "60名")]),
        ("建立", "created", []),
    ]


def test_without_git_or_commits(repo: GitRepo, run: Run, tmp_path_factory: Any) -> None:
    ran = run("log", "苍溪", cwd=repo.root)
    assert ran.code == 2
    assert "没有提交过" in ran.err
    plain = tmp_path_factory.mktemp("无")
    for name, text in ((BASE, TEMPLATE), (CARD, OVERLAY)):
        (plain / name).parent.mkdir(parents=True)
        (plain / name).write_text(text, encoding="utf-8")
    for command in ("log", "blame"):
        ran = run(command, "苍溪", cwd=plain)
        assert ran.code == 2
        assert "不在 git 仓库里" in ran.err


def test_version_that_broke_is_passed_over(repo: GitRepo, run: Run) -> None:
    """The template renames a measure first, the card follows in the next commit."""
    first = repo.commit("建立")
    repo.replace(
        BASE,
        "'培训志愿者{培训人数}名。', 考核点: {培训人数: 40名}",
        "'培训{人数}名。', 考核点: {人数: 40名}",
    )
    repo.replace(BASE, "≥3次", "≥5次")
    repo.commit("模板先改")
    repo.replace(CARD, "培训人数", "人数")
    third = repo.commit("评分表跟上")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪", "比武次数")]
    assert found == [
        ("评分表跟上", "changed", [("比武次数", "≥3次", "≥5次")]),
        ("模板先改", "broken", []),
        ("建立", "created", []),
    ]
    repo.replace(BASE, "技能比武不少于", "青年技能比武不少于")
    repo.commit("只改文字")
    blamed = {
        line["measure"]: line["commit"]["id"][:7]
        for line in json.loads(run("-C", repo.root, "blame", "苍溪", "--format", "json").out)[
            "lines"
        ]
    }
    assert blamed == {"比武次数": third, "人数": third}
    assert first not in blamed.values()


def test_version_that_broke_and_was_mended_the_same(repo: GitRepo, run: Run) -> None:
    first = repo.commit("建立")
    repo.replace(CARD, "50名", "[50名")
    repo.commit("改坏")
    repo.replace(CARD, "[50名", "50名")
    repo.commit("改回")
    found = steps(run, "-C", repo.root, "log", "苍溪")
    assert [told(s) for s in found] == [
        ("改回", "changed", []),
        ("改坏", "broken", []),
        ("建立", "created", []),
    ]
    assert "  改好了，又能读懂\n" in run("log", "苍溪", cwd=repo.root).out
    lines = json.loads(run("-C", repo.root, "blame", "苍溪", "--format", "json").out)["lines"]
    assert {line["commit"]["id"][:7] for line in lines} == {first}


def test_organisation_that_is_called_differently_now(repo: GitRepo, run: Run) -> None:
    first = repo.commit("建立")
    repo.replace(CARD, "简称: 苍溪", "简称: 苍溪县")
    repo.commit("改简称")
    repo.replace(CARD, "50名", "60名")
    repo.commit("加十名")
    repo.replace(CARD, "共青团苍溪县委", "苍溪团县委")
    repo.replace(CARD, "简称: 苍溪县", "简称: 苍")
    repo.commit("全改，文件没有改")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍")]
    assert found == [
        (
            "全改，文件没有改",
            "changed",
            [("", "共青团苍溪县委", "苍溪团县委"), ("", "苍溪县", "苍")],
        ),
        ("加十名", "changed", [("培训人数", "50名", "60名")]),
        ("改简称", "changed", [("", "苍溪", "苍溪县")]),
        ("建立", "created", []),
    ]
    lines = json.loads(run("-C", repo.root, "blame", "苍", "--format", "json").out)["lines"]
    assert lines[0]["commit"]["id"][:7] == first


NEW, NEW_FILE = OVERLAY.replace("苍溪", "新区"), "scorecards/2014/新区.yaml"
OTHER = OVERLAY.replace("苍溪", "旺苍").replace("50名", "45名")


def renamed(repo: GitRepo, new: str = NEW, more: dict[str, str | None] | None = None) -> str:
    """Move the card and change every name in it, as one commit among others."""
    repo.write({"scorecards/2014/旺苍.yaml": OTHER})
    first = repo.commit("建立")
    repo.replace(CARD, "50名", "55名")
    repo.commit("加五名")
    repo.write({CARD: None, NEW_FILE: new.replace("50名", "55名"), **(more or {})})
    repo.commit("改名")
    repo.replace(NEW_FILE, "55名", "60名")
    repo.commit("再加五名")
    return first


HISTORY = [
    ("再加五名", "changed", [("培训人数", "55名", "60名")]),
    ("改名", "changed", [("", "共青团苍溪县委", "共青团新区县委"), ("", "苍溪", "新区")]),
    ("加五名", "changed", [("培训人数", "50名", "55名")]),
    ("建立", "created", []),
]


def test_history_goes_on_where_file_and_names_change(repo: GitRepo, run: Run) -> None:
    first = renamed(repo)
    assert [told(s) for s in steps(run, "-C", repo.root, "log", "新区")] == HISTORY
    text = run("log", "新区", cwd=repo.root).out
    assert "  简称：苍溪 → 新区\n" in text
    lines = json.loads(run("-C", repo.root, "blame", "新区", "--format", "json").out)["lines"]
    assert [line["commit"]["subject"] for line in lines] == ["建立", "再加五名"]
    assert lines[0]["commit"]["id"][:7] == first


def test_history_goes_on_by_a_former_name_where_git_sees_no_rename(repo: GitRepo, run: Run) -> None:
    """The file is another altogether: all is written out whole, in another order."""
    whole = (
        "年度: 2014\n总分: 100\n部分:\n  - 名称: 职能指标\n    分值: 100\n    类别:\n"
        "      - 名称: 服务\n        条目:\n"
        "          - {编号: 比武, 内容: '技能比武不少于{比武次数}次。', 考核点: {比武次数: ≥3次}}\n"
        "          - {编号: 培训, 内容: '培训志愿者{培训人数}名。', 考核点: {培训人数: 50名}}\n"
        "类型: 目标绩效指标\n单位: 共青团新区县委\n简称: 新区\n"
    )
    renamed(repo, whole + "曾用名: [旧县, 苍溪]\n")
    assert [told(s) for s in steps(run, "-C", repo.root, "log", "新区")] == HISTORY
    assert [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪")] == HISTORY
    repo.replace(NEW_FILE, "曾用名: [旧县, 苍溪]\n", "")
    assert [told(s)[1] for s in steps(run, "-C", repo.root, "log", "新区")] == [
        "changed",
        "created",
    ]


def test_history_of_what_is_not_committed_yet(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    repo.write({CARD: None, NEW_FILE: NEW})
    assert [told(s) for s in steps(run, "-C", repo.root, "log", "新区")] == [
        ("还没有提交", *HISTORY[1][1:]),
        ("建立", "created", []),
    ]
    lines = json.loads(run("-C", repo.root, "blame", "新区", "--format", "json").out)["lines"]
    assert [line["commit"]["subject"] for line in lines] == ["建立", "建立"]


def test_copy_for_another_organisation_is_not_its_history(repo: GitRepo, run: Run) -> None:
    """The old card lives on in another file, under its own name."""
    renamed(repo, more={"scorecards/2014/苍溪县.yaml": OVERLAY})
    assert [told(s) for s in steps(run, "-C", repo.root, "log", "新区")] == [
        HISTORY[0],
        ("改名", "created", []),
    ]


def test_history_through_two_renames_and_a_side_branch(repo: GitRepo, run: Run) -> None:
    repo.commit("建立")
    repo.git("checkout", "-q", "-b", "旁支")
    repo.replace(CARD, "50名", "51名")
    repo.commit("旁支加一名")
    repo.git("checkout", "-q", "main")
    repo.write({CARD: None, "scorecards/2014/中.yaml": OVERLAY.replace("苍溪", "中")})
    repo.commit("一改")
    repo.write({"scorecards/2014/中.yaml": None, NEW_FILE: NEW})
    repo.commit("二改")
    repo.git("merge", "-q", "--no-ff", "-m", "合并", "旁支")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "新区")]
    assert sorted((subject, event) for subject, event, _ in found) == [
        ("一改", "changed"),
        ("二改", "changed"),
        ("建立", "created"),
        ("旁支加一名", "changed"),
    ]


def test_checkout_without_its_whole_history_says_so(
    repo: GitRepo, run: Run, tmp_path_factory: Any
) -> None:
    repo.commit("建立")
    repo.replace(CARD, "50名", "51名")
    repo.commit("改")
    shallow = tmp_path_factory.mktemp("浅")
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.root}", str(shallow))
    for command in ("log", "blame"):
        ran = run("-C", shallow, command, "苍溪")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith(
            "! 检出的历史不全，更早的提交看不到；补全用 git fetch --unshallow\n"
        )
        assert json.loads(run("-C", shallow, command, "苍溪", "--format", "json").out)["shallow"]
    assert "检出的历史不全" not in run("-C", repo.root, "log", "苍溪").out


def test_card_that_was_removed_still_has_its_history(repo: GitRepo, run: Run) -> None:
    repo.write({"scorecards/2014/旺苍.yaml": OVERLAY.replace("苍溪", "旺苍")})
    repo.commit("建立")
    (repo.root / CARD).unlink()
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪")]
    assert found == [("还没有提交", "removed", []), ("建立", "created", [])]
    repo.commit("不要了")
    repo.replace("scorecards/2014/旺苍.yaml", "50名", "55名")
    repo.commit("别的")
    found = [told(s) for s in steps(run, "-C", repo.root, "log", "苍溪")]
    assert found == [("不要了", "removed", []), ("建立", "created", [])]
    ran = run("log", "剑阁", cwd=repo.root)
    assert (ran.code, ran.out) == (2, "")
    assert "没有找到“剑阁”" in ran.err


def test_log_of_a_card_that_is_broken_or_there_twice_does_not_say_that_it_is_gone(
    repo: GitRepo, run: Run
) -> None:
    repo.commit("建立")
    repo.write({CARD: OVERLAY.replace("简称: ", "简称：")})
    broken = run("log", "苍溪", cwd=repo.root)
    assert (broken.code, broken.out) == (2, "")
    assert f"“苍溪”的文件有错误：{CARD}" in broken.err
    repo.write({CARD: OVERLAY, "scorecards/2014/苍溪2.yaml": OVERLAY})
    twice = run("log", "苍溪", cwd=repo.root)
    assert (twice.code, twice.out) == (2, "")
    assert "“苍溪”有几份文件" in twice.err


@pytest.mark.parametrize("typed", ["cangxi", "CANGXI", "Cangxi"])
def test_log_of_a_card_that_is_gone_by_any_capitals(typed: str, repo: GitRepo, run: Run) -> None:
    repo.write({CARD: OVERLAY.replace("简称: 苍溪\n", "简称: 苍溪\n别名: [CangXi]\n")})
    repo.commit("建立")
    (repo.root / CARD).unlink()
    repo.commit("删去")
    repo.write({BASE: TEMPLATE + "#\n"})
    repo.commit("别的")
    events = [event for _, event, _ in map(told, steps(run, "-C", repo.root, "log", typed))]
    assert events == ["removed", "created"]
