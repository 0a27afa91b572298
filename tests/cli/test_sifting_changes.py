"""`validate --changed-since`: what a change touches, and what builds on it, by a real git."""

import json
import os
from pathlib import Path

import pytest

from conftest import Make, Run
from documents import project, section, template
from gitrepo import git
from sifted import (
    CARD,
    CARD_TEXT,
    EVIDENCE,
    REPORT,
    REPORT_TEXT,
    SETTINGS,
    UNEVEN,
    WAIVER,
    WAIVER_TEXT,
    brief,
    change,
)
from tuanscore.commands.validate import sifting
from tuanscore.errors import TuanscoreError
from tuanscore.git import plumbing as history
from tuanscore.shelf import Repository

pytestmark = pytest.mark.repeated

TEMPLATE = "templates/乡镇团委.yaml"
SHARED = "templates/保障.yaml"
OVERLAY, OTHER_REPORT = "scorecards/2014/乙 乡.yaml", "scorecards/2014/完成情况/乙.yaml"
EARLIER = "scorecards/2014/完成情况/乙-6月.yaml"
PROJECT, ASSESSMENT = "scorecards/2014/丙/P1.yaml", "scorecards/2014/丙/P1.自评.yaml"
SCHEME = "templates/计分方案/自定.yaml"
FILES = {
    CARD: CARD_TEXT,
    REPORT: REPORT_TEXT + "加分: [{项目: 先进, 分值: 1, 佐证: [../表彰.md]}]\n",
    EVIDENCE: "表彰决定\n",
    TEMPLATE: template(
        section(
            "职能指标", 85, "编号: 培训, 内容: '培训{培训}次。', 考核点: {培训: ≥3次}", within=""
        ),
        "名称: 保障, 分值: 15, 计分: 扣分, 引用: 保障-2014",
        name="乡镇-2014",
    ),
    SHARED: template(
        section("保障", 15, "编号: 安全, 内容: 不出事故。, 分值: 15", within="", 计分="扣分"),
        name="保障-2014",
        total=15,
    ),
    OVERLAY: "类型: 目标绩效指标\n单位: 团乙乡委\n简称: 乙\n年度: 2014\n模板: 乡镇-2014\n",
    OTHER_REPORT: "类型: 完成情况\n单位: 团乙乡委\n年度: 2014\n截至: 2014-12-31\n完成: {培训: 3}\n",
    EARLIER: "类型: 完成情况\n单位: 乙\n年度: 2014\n截至: 2014-06-30\n完成: {培训: 1}\n",
    PROJECT: project(org="丙", year=2014, scheme="自定", 数量指标="名称: 次数, 指标值: ≥5次"),
    ASSESSMENT: "类型: 项目自评\n项目编码: P1\n年度: 2014\n截至: 2014-12-31\n完成: {次数: 5}\n",
    SCHEME: "类型: 计分方案\n名称: 自定\n年度: 2014\n满分: 100\n"
    "分值: {产出指标: 100}\n等次标准: {优: 90, 良: 80, 中: 60}\n",
    "README.md": "说明\n",
}
YAML = sorted(name for name in FILES if name.endswith(".yaml"))
BOTH_CARDS = [OVERLAY, OTHER_REPORT, EARLIER]


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "改")


@pytest.fixture
def repository(make: Make) -> Path:
    """Return a repository with all kinds of documents, committed on main."""
    root = make(FILES)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "分支")
    return root


def number(run: Run, root: Path, *options: str) -> int:
    """Return how many files a run over the changes since main is about."""
    ran = run("-C", root, "validate", "--changed-since", "main", "--format", "json", *options)
    assert ran.code in (0, 1), ran.err
    files: int = json.loads(ran.out)["files"]
    return files


def touched(root: Path) -> list[str]:
    """Return the files that a run over the changes since main is about."""
    return sorted(sifting.touched(Repository(root), "main").files)


# ---- what a change touches -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "files"),
    [
        (CARD, [CARD, REPORT]),
        (REPORT, [REPORT]),
        (EVIDENCE, [REPORT]),
        (TEMPLATE, [TEMPLATE, *BOTH_CARDS]),
        (SHARED, [SHARED, TEMPLATE, *BOTH_CARDS]),
        (OVERLAY, BOTH_CARDS),
        (EARLIER, [EARLIER, OTHER_REPORT]),
        (PROJECT, [PROJECT, ASSESSMENT]),
        (ASSESSMENT, [ASSESSMENT]),
        (SCHEME, YAML),
        ("README.md", []),
    ],
)
@pytest.mark.parametrize("how", ["on disk", "added", "committed"])
def test_changed_file(file: str, files: list[str], how: str, repository: Path, run: Run) -> None:
    with (repository / file).open("a", encoding="utf-8") as out:
        out.write("# 改\n")
    if how == "added":
        git(repository, "add", "-A")
    if how == "committed":
        commit(repository)
    assert touched(repository) == sorted(files)
    assert number(run, repository) == len(files)


@pytest.mark.parametrize(
    ("file", "files"),
    [
        (CARD, [REPORT]),
        (EVIDENCE, [REPORT]),
        (TEMPLATE, BOTH_CARDS),
        (SHARED, [TEMPLATE, *BOTH_CARDS]),
        (OVERLAY, [OTHER_REPORT, EARLIER]),
        (PROJECT, [ASSESSMENT]),
        (OTHER_REPORT, [EARLIER]),
        (SCHEME, [name for name in YAML if name != SCHEME]),
    ],
)
def test_deleted_file(file: str, files: list[str], repository: Path, run: Run) -> None:
    (repository / file).unlink()
    assert touched(repository) == sorted(files)


def test_new_file_that_git_does_not_know(repository: Path, run: Run) -> None:
    new = "scorecards/2014/丁.yaml"
    (repository / new).write_text(CARD_TEXT.replace("甲", "丁"), encoding="utf-8")
    assert touched(repository) == [new]
    (repository / ".gitignore").write_text("丁.yaml\n", encoding="utf-8")
    assert touched(repository) == []


def test_renamed_file(repository: Path, run: Run) -> None:
    """It is the card under both names that the report builds on."""
    (repository / CARD).rename(repository / "scorecards/2014/新 名.yaml")
    assert touched(repository) == sorted(["scorecards/2014/新 名.yaml", REPORT])
    commit(repository)
    assert touched(repository) == sorted(["scorecards/2014/新 名.yaml", REPORT])


def test_template_under_another_name(repository: Path, run: Run) -> None:
    """Who builds on the old name is checked, though the file is still there."""
    change(repository, TEMPLATE, "名称: 乡镇-2014", "名称: 乡镇-2015")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--format", "json")
    assert ran.code == 1
    assert f"TS301 {OVERLAY}:5" in brief(ran)


def test_file_that_broke(repository: Path, run: Run) -> None:
    change(repository, TEMPLATE, "名称: 乡镇-2014", "名称：乡镇-2014")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--format", "json")
    assert ran.code == 1
    assert f"TS301 {OVERLAY}:5" in brief(ran)


def test_file_that_was_broken_before(repository: Path, run: Run) -> None:
    change(repository, TEMPLATE, "名称: 乡镇-2014", "名称：乡镇-2014")
    commit(repository)
    git(repository, "branch", "-f", "main")
    change(repository, TEMPLATE, "名称：乡镇-2014", "名称: 乡镇-2014")
    assert touched(repository) == sorted([TEMPLATE, *BOTH_CARDS])


def test_settings_bear_on_everything(repository: Path, run: Run) -> None:
    (repository / SETTINGS).write_text("检查: {}\n", encoding="utf-8")
    assert number(run, repository) == len(YAML)


def test_waivers(repository: Path, run: Run) -> None:
    """What a decision speaks of is checked when it changes, and it when that changes."""
    (repository / WAIVER).parent.mkdir()
    (repository / WAIVER).write_text(WAIVER_TEXT, encoding="utf-8")
    assert touched(repository) == [CARD, WAIVER]
    commit(repository)
    git(repository, "branch", "-f", "main")
    assert touched(repository) == []
    change(repository, CARD, "总分: 100", "总分: 110")
    assert touched(repository) == sorted([CARD, REPORT, WAIVER])
    git(repository, "checkout", "-q", ".")
    (repository / WAIVER).unlink()
    assert touched(repository) == [CARD]


def test_expired_waiver_is_told_with_what_it_speaks_of(repository: Path, run: Run) -> None:
    (repository / WAIVER).parent.mkdir()
    (repository / WAIVER).write_text(WAIVER_TEXT, encoding="utf-8")
    commit(repository)
    git(repository, "branch", "-f", "main")
    change(repository, OVERLAY, "年度", "别名: [乙乡]\n年度")
    options = ["--changed-since", "main", "--as-of", "2015-01-01", "--select", "TS325"]
    assert run("-C", repository, "validate", *options).out.startswith("√")
    change(repository, CARD, "总分: 100", "总分: 110")
    assert "TS325" in run("-C", repository, "validate", *options).out


# ---- what is shown -------------------------------------------------------------------------------


def test_only_what_the_change_touches_is_shown(repository: Path, run: Run) -> None:
    change(repository, CARD, "总分: 100", "总分: 110")
    commit(repository)
    git(repository, "branch", "-f", "main")
    ran = run("-C", repository, "validate", "--changed-since", "main")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "√ 从“main”分出来以后，没有改动过要校验的文件\n"
    change(repository, OVERLAY, "年度", "别名: [乙乡]\n年度")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--select", "TS401")
    assert ran.code == 0
    assert ran.out == (
        "√ 3 个文件，没有问题（完成情况 2，目标绩效指标 1）\n"
        "  只看从“main”分出来以后改动的文件，和受它们影响的文件\n"
    )
    change(repository, CARD, "总分: 110", "总分: 120")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--select", "TS401")
    assert ran.code == 1
    assert "TS401" in ran.out


def test_word_of_the_template_that_a_card_leaves_open(repository: Path, run: Run) -> None:
    """It is the card's mistake, where others of the same template are right."""
    change(
        repository,
        OVERLAY,
        "模板: 乡镇-2014\n",
        "模板: 乡镇-2014\n条目调整:\n  培训: {考核点: {讲座: ≥3次}}\n",
    )
    ran = run("-C", repository, "validate", "--changed-since", "main", "--format", "json")
    assert ran.code == 1
    assert f"TS208 {OVERLAY}:7" in brief(ran)


def test_finding_of_the_template_itself_is_not_shown(repository: Path, run: Run) -> None:
    change(repository, TEMPLATE, "总分: 100", "总分: 110")
    commit(repository)
    git(repository, "branch", "-f", "main")
    with (repository / REPORT).open("a", encoding="utf-8") as out:
        out.write("# 改\n")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--format", "json")
    assert f"TS401 {TEMPLATE}:4" not in brief(ran)


def test_other_file_that_a_change_contradicts(repository: Path, run: Run) -> None:
    """Each of two cards for one organisation is told, the one that has not changed too."""
    earlier = "scorecards/2014/乙.yaml"
    (repository / earlier).write_text(FILES[OVERLAY], encoding="utf-8")
    (repository / "scorecards/2014/甲 县.yaml").write_text(CARD_TEXT, encoding="utf-8")
    ran = run("-C", repository, "validate", "--changed-since", "main", "--format", "json")
    assert ran.code == 1
    duplicates = [line for line in brief(ran) if line.startswith("TS310")]
    assert len(duplicates) == 4
    assert json.loads(ran.out)["changed_since"] == "main"


def test_all_files_changed(repository: Path, run: Run) -> None:
    for name in YAML:
        if name != SCHEME:
            with (repository / name).open("a", encoding="utf-8") as out:
                out.write("# 改\n")
    assert number(run, repository) == len(YAML) - 1
    (repository / SCHEME).unlink()
    commit(repository)
    git(repository, "branch", "-f", "main")
    (repository / PROJECT).unlink()
    (repository / ASSESSMENT).unlink()
    commit(repository)
    git(repository, "branch", "-f", "main")
    for name in YAML:
        if (repository / name).exists():
            with (repository / name).open("a", encoding="utf-8") as out:
                out.write("# 再改\n")
    assert number(run, repository) == len(YAML) - 3


def test_from_where_the_branch_left(repository: Path, run: Run) -> None:
    """What others have put on main since is not ours."""
    change(repository, CARD, "别名: [甲县]", "别名: [甲县, 甲]")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    change(repository, OVERLAY, "年度", "别名: [乙乡]\n年度")
    commit(repository)
    git(repository, "checkout", "-q", "分支")
    assert touched(repository) == sorted([CARD, REPORT])


# ---- where the repository lies -------------------------------------------------------------------


def test_root_below_the_top_of_the_checkout(tmp_path: Path, run: Run) -> None:
    top = tmp_path / "检出"
    root = top / "评分 表"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(top, "init", "-q", "-b", "main")
    commit(top)
    (top / "别处.yaml").write_text("一: 二\n", encoding="utf-8")
    assert touched(root) == []
    change(root, CARD, "别名: [甲县]", "别名: []")
    (root / PROJECT).unlink()
    assert touched(root) == sorted([CARD, REPORT, ASSESSMENT])


def test_inside_a_hook(
    repository: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """git tells its hooks about the repository at work, which may be another."""
    other = tmp_path_factory.mktemp("别的")
    git(other, "init", "-q")
    change(repository, CARD, "别名: [甲县]", "别名: []")
    env = {"GIT_DIR": str(other / ".git"), "GIT_INDEX_FILE": str(other / ".git/index")}
    ran = run("-C", repository, "validate", "--changed-since", "main", env=env)
    assert ran.code == 0
    assert "! 2 个文件" in ran.out


def test_nothing_is_written(repository: Path, run: Run) -> None:
    """Not even the index, which git would refresh by itself."""
    os.utime(repository / CARD, (1_000_000_000, 1_000_000_000))
    before = (repository / ".git/index").read_bytes()
    assert number(run, repository) == 0
    assert (repository / ".git/index").read_bytes() == before


# ---- when git cannot tell ------------------------------------------------------------------------


def refused(run: Run, root: Path, revision: str = "main") -> str:
    ran = run("-C", root, "validate", "--changed-since", revision)
    assert (ran.code, ran.out) == (2, "")
    return ran.err


@pytest.mark.parametrize("revision", ["没有", "", "-x", "--all", "main..HEAD", "HEAD^{tree}"])
def test_unknown_revision(revision: str, repository: Path, run: Run) -> None:
    ran = run("-C", repository, "validate", f"--changed-since={revision}")
    assert (ran.code, ran.out) == (2, "")
    assert f"git 里没有“{revision}”这个版本" in ran.err


def test_revision_of_the_remote(repository: Path, run: Run) -> None:
    git(repository, "update-ref", "refs/remotes/origin/主干", "main")
    assert "是不是“origin/主干”？" in refused(run, repository, "主干")


def test_no_repository(make: Make, run: Run) -> None:
    assert "不在 git 仓库里" in refused(run, make(FILES))


def test_no_commit(make: Make, run: Run) -> None:
    root = make(FILES)
    git(root, "init", "-q", "-b", "main")
    assert "还没有提交过" in refused(run, root, "HEAD")


def test_no_common_history(repository: Path, run: Run) -> None:
    git(repository, "checkout", "-q", "--orphan", "另起")
    git(repository, "commit", "-q", "-m", "另起")
    assert "“main”和现在的版本没有共同的历史" in refused(run, repository)


def test_shallow_checkout(
    repository: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", "一")
    git(repository, "checkout", "-q", "main")
    git(repository, "commit", "-q", "--allow-empty", "-m", "二")
    copy = tmp_path_factory.mktemp("浅") / "检出"
    source = repository.as_uri()
    git(copy.parent, "clone", "-q", "--depth", "1", "--no-single-branch", source, str(copy))
    git(copy, "checkout", "-q", "分支")
    said = refused(run, copy, "origin/main")
    assert "没有共同的历史" in said
    assert "fetch-depth: 0" in said
    assert "fetch-depth: 0" in refused(run, copy, "main~1")


def test_no_git(repository: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("空")
    ran = run("-C", repository, "validate", "--changed-since", "main", env={"PATH": str(empty)})
    assert (ran.code, ran.out) == (2, "")
    assert "没有找到 git 程序" in ran.err


def test_git_that_is_not_well(repository: Path, run: Run) -> None:
    (repository / ".git/index").write_bytes(b"\0" * 40)
    assert "git 出错了" in refused(run, repository)


def stand_in(folder: Path, script: str) -> dict[str, str]:
    """Return an environment in which another program is called git."""
    program = folder / "git"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("script", "said", "cure"),
    [
        ("echo \"fatal: detected dubious ownership in '/x'\" >&2; exit 128", "不信任", "safe.dir"),
        ("exit 1", "没有说原因", "git status"),
    ],
)
def test_git_that_refuses(
    script: str,
    said: str,
    cure: str,
    repository: Path,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    env = stand_in(tmp_path_factory.mktemp("程序"), script)
    ran = run("-C", repository, "validate", "--changed-since", "main", env=env)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert cure in ran.err


def test_git_that_does_not_answer(
    repository: Path,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history, "TIMEOUT", 0.1)
    env = stand_in(tmp_path_factory.mktemp("程序"), "exec sleep 5")
    ran = run("-C", repository, "validate", "--changed-since", "main", env=env)
    assert (ran.code, ran.out) == (2, "")
    assert "没有答复" in ran.err


def test_contents_that_a_partial_clone_lacks(repository: Path) -> None:
    known = git(repository, "rev-parse", "main:README.md")
    wanted = ["1" * 40, known, "2" * 40, known]
    said = "说明\n".encode()
    assert history.sizes(repository, wanted) == [None, len(said), None, len(said)]
    assert history.contents(repository, [known, known]) == [said, said]
    assert history.contents(repository, []) == []
    with pytest.raises(TuanscoreError, match="git 里缺 1111111"):
        history.contents(repository, wanted)


def test_checkout_without_an_index(repository: Path) -> None:
    """All its files are both gone and new."""
    (repository / ".git/index").unlink()
    assert touched(repository) == YAML


def test_submodule_is_no_file(repository: Path, run: Run) -> None:
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},scorecards/外.yaml")
    with pytest.raises(TuanscoreError, match="没有“外”"):
        history.commit(repository, "外")
    assert touched(repository) == []


@pytest.mark.parametrize(
    "options", [[CARD], ["--write-baseline", "基线.json"]], ids=["files", "baseline"]
)
def test_options_that_do_not_go_together(options: list[str], repository: Path, run: Run) -> None:
    ran = run("-C", repository, "validate", "--changed-since", "main", *options)
    assert (ran.code, ran.out) == (2, "")
    assert "--changed-since" in ran.err
    assert not (repository / "基线.json").exists()


def test_uneven_card_beside_a_baseline(repository: Path, run: Run) -> None:
    """What was known before stays hidden in a run over changes."""
    (repository / CARD).write_text(UNEVEN, encoding="utf-8")
    run("-C", repository, "validate", "--write-baseline", "基线.json")
    options = ["--changed-since", "main", "--baseline", "基线.json", "--format", "json"]
    ran = run("-C", repository, "validate", *options)
    assert ran.code == 0
    assert "TS401" not in ran.out
    assert json.loads(ran.out)["baseline"]["gone"] is None
