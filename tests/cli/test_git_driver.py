"""init --git on real repositories: merging, rebasing, comparing, with Chinese paths and all."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, listening
from gitrepo import GitRepo

CARD = "scorecards/2014/甲'县 一.yaml"
TEMPLATE = "templates/县区-2014.yaml"
REPORT = "scorecards/2014/完成情况/甲.yaml"
TARGETS = "指标值: {西部计划志愿者: 20名, 辅导员培训: ≥40人, 圆梦: 1所}  # 一行\n"
FILES = {
    CARD: f"类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 县区\n{TARGETS}",
    TEMPLATE: """\
类型: 目标绩效指标模板
名称: 县区
年度: 2014
总分: 10
部分:
  - 名称: 职能指标
    分值: 10
    类别:
      - 条目:
          - 编号: 西部计划
            内容: 派遣{西部计划志愿者}名。
            考核点:
              西部计划志愿者: 15名
          - 编号: 培训
            内容: 培训。
            考核点: {辅导员培训: ≥30人, 圆梦: 2所}
""",
    REPORT: "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n完成: {圆梦: 1}\n",
}


def told(repo: GitRepo, *args: str) -> tuple[int, str]:
    """Run git there whether or not it succeeds; return its exit code and all that it says."""
    env = {"PATH": os.environ["PATH"], "HOME": str(repo.root), "GIT_CONFIG_NOSYSTEM": "1"}
    person = {"NAME": "张三", "EMAIL": "z@example.com"}
    env |= {f"GIT_{r}_{k}": v for r in ("AUTHOR", "COMMITTER") for k, v in person.items()}
    done = subprocess.run(
        ["git", *args], cwd=repo.root, env=env, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def branches(
    repo: GitRepo, ours: dict[str, tuple[str, str]], theirs: dict[str, tuple[str, str]]
) -> None:
    """Commit each side's replacements on a branch of its own; stay on ours."""
    for branch, changes in (("theirs", theirs), ("ours", ours)):
        repo.git("switch", "-q", "-c", branch, "main")
        for name, (old, new) in changes.items():
            repo.replace(name, old, new)
        repo.commit(branch)


def content(repo: GitRepo, name: str) -> str:
    return (repo.root / name).read_bytes().decode()


@pytest.fixture
def repo(tmp_path: Path, run: Run) -> GitRepo:
    repo = GitRepo(tmp_path / "评分 仓库")
    repo.write(FILES)
    assert run("init", "--git", cwd=repo.root).code == 0
    repo.git("config", "core.quotepath", "false")
    repo.commit("开始")
    return repo


# ---- merging -------------------------------------------------------------------------------------


def test_two_targets_of_one_line_do_not_conflict(repo: GitRepo) -> None:
    branches(repo, {CARD: ("20名", "22名")}, {CARD: ("1所", "3所")})
    repo.git("merge", "-q", "theirs")
    assert content(repo, CARD) == FILES[CARD].replace("20名", "22名").replace("1所", "3所")
    assert repo.git("status", "--porcelain") == ""


def test_the_same_target_conflicts_and_is_named(repo: GitRepo) -> None:
    branches(
        repo, {CARD: ("20名", "22名")}, {CARD: ("20名, 辅导员培训: ≥40", "23名, 辅导员培训: ≥50")}
    )
    code, said = told(repo, "merge", "theirs")
    assert code == 1
    assert f"tuanscore：{CARD}：指标值·西部计划志愿者：我们 22名，对方 23名，原来 20名\n" in said
    line = TARGETS.replace("≥40人", "≥50人")
    marked = (
        f"<<<<<<< 我们\n{line.replace('20名', '22名')}||||||| 原来\n{line}"
        f"=======\n{line.replace('20名', '23名')}>>>>>>> 对方\n"
    )
    assert content(repo, CARD) == FILES[CARD].replace(TARGETS, marked)
    assert repo.git("diff", "--name-only", "--diff-filter=U", "-z") == f"{CARD}\0"
    shown = told(repo, "diff")[1]
    assert " +指标值·西部计划志愿者：22名\n" in shown
    assert "+ 指标值·西部计划志愿者：23名\n" in shown


def test_templates_and_reports_merge_by_item_and_entry(repo: GitRepo) -> None:
    first = "              西部计划志愿者: 15名\n"
    branches(
        repo,
        {
            TEMPLATE: (first, first + "              体检: 定性\n"),
            REPORT: ("1}\n", "1}\n扣分:\n  - {指标: 圆梦, 分值: 1, 原因: 迟报}\n"),
        },
        {
            TEMPLATE: (
                "15名\n          - 编号: 培训\n            内容: 培训。",
                "16名\n          - 编号: 培训\n            内容: 好。",
            ),
            REPORT: ("1}\n", "1}\n扣分:\n  - {指标: 圆梦, 分值: 2, 原因: 漏报}\n"),
        },
    )
    repo.git("merge", "-q", "theirs")
    assert content(repo, TEMPLATE) == FILES[TEMPLATE].replace(
        first, "              西部计划志愿者: 16名\n              体检: 定性\n"
    ).replace("内容: 培训。", "内容: 好。")
    assert content(repo, REPORT) == FILES[REPORT] + (
        "扣分:\n  - {指标: 圆梦, 分值: 1, 原因: 迟报}\n  - {指标: 圆梦, 分值: 2, 原因: 漏报}\n"
    )


def test_a_renamed_file_is_merged_where_it_went(repo: GitRepo) -> None:
    new = "scorecards/2014/乙.yaml"
    branches(repo, {CARD: ("20名", "22名")}, {CARD: ("1所", "3所")})
    repo.git("mv", CARD, new)
    repo.commit("改名")
    repo.git("merge", "-q", "theirs")
    assert content(repo, new) == FILES[CARD].replace("20名", "22名").replace("1所", "3所")
    assert not (repo.root / CARD).exists()


def test_rebase_and_cherry_pick_merge_too(repo: GitRepo) -> None:
    both = FILES[CARD].replace("20名", "22名").replace("1所", "3所")
    branches(repo, {CARD: ("20名", "22名")}, {CARD: ("1所", "3所")})
    repo.git("switch", "-q", "-c", "picked")
    repo.git("cherry-pick", "theirs")
    assert content(repo, CARD) == both
    repo.git("switch", "-q", "ours")
    repo.git("rebase", "-q", "theirs")
    assert content(repo, CARD) == both


def test_files_with_windows_line_ends_keep_them(repo: GitRepo) -> None:
    attributes = repo.root / ".gitattributes"
    repo.write({".gitattributes": attributes.read_text(encoding="utf-8") + "*.yaml -text\n"})
    (repo.root / CARD).write_bytes(FILES[CARD].replace("\n", "\r\n").encode())
    repo.commit("换行")
    for branch, old, new in (("theirs", "1所", "3所"), ("ours", "20名", "22名")):
        repo.git("switch", "-q", "-c", branch, "main")
        data = (repo.root / CARD).read_bytes()
        (repo.root / CARD).write_bytes(data.replace(old.encode(), new.encode()))
        repo.commit(branch)
    repo.git("merge", "-q", "theirs")
    expected = FILES[CARD].replace("20名", "22名").replace("1所", "3所").replace("\n", "\r\n")
    assert content(repo, CARD) == expected


def test_what_lies_in_the_repository_is_not_run(repo: GitRepo) -> None:
    repo.write({"tuanscore.py": "print('坏')\n", "yaml.py": "raise SystemExit(9)\n"})
    repo.commit("别人放的")
    branches(repo, {CARD: ("20名", "22名")}, {CARD: ("1所", "3所")})
    repo.git("merge", "-q", "theirs")
    assert "22名" in content(repo, CARD)
    assert "+指标值·西部计划志愿者：22名" in repo.git("diff", "main", "--", CARD)


# ---- comparing -----------------------------------------------------------------------------------


def test_each_changed_target_is_one_named_line(repo: GitRepo) -> None:
    repo.replace(CARD, "20名", "22名")
    repo.replace(TEMPLATE, "2所", "3所")
    lines = repo.git("diff").splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == [
        "-指标值·西部计划志愿者：20名",
        "+指标值·西部计划志愿者：22名",
        "-职能指标·培训·圆梦：2所",
        "+职能指标·培训·圆梦：3所",
    ]
    assert f"+++ b/{CARD}\t" in lines
    repo.commit("改")
    shown = repo.git("log", "-p", "-1")
    assert all(line in shown for line in changed)
    assert "+指标值: {西部计划志愿者: 22名," in repo.git("log", "-p", "-1", "--no-textconv")


def test_a_file_that_does_not_parse_is_shown_as_it_is(repo: GitRepo) -> None:
    repo.replace(CARD, "}  # 一行", "")
    assert (
        "+指标值: {西部计划志愿者: 20名, 辅导员培训: ≥40人, 圆梦: 1所\n" in repo.git("diff") + "\n"
    )


START = "import sys; sys.argv[0] = 'tuanscore'\nfrom tuanscore.commands.main import main\n"


def started(code: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", START + code, *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False)


def test_an_outline_does_without_the_command_line_library(repo: GitRepo) -> None:
    code = "try: main()\nfinally: assert 'typer' not in sys.modules"
    done = started(code, "git-textconv", CARD, cwd=repo.root)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\n指标值·西部计划志愿者：20名\n" in done.stdout.decode()
    other = started("main()", "-C", ".", "git-textconv", CARD, cwd=repo.root)
    assert (other.returncode, other.stdout) == (0, done.stdout)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("没有.yaml",), 2, "tuanscore：读写失败：没有.yaml "),
        (("scorecards",), 2, "tuanscore：读写失败：scorecards "),
        ((), 2, "看说明：tuanscore git-textconv --help"),
        ((CARD, TEMPLATE), 2, "看说明：tuanscore git-textconv --help"),
        (("--nothing",), 2, "看说明：tuanscore git-textconv --help"),
    ],
)
def test_what_is_wrong_with_an_outline_is_said(
    repo: GitRepo, run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("git-textconv", *words, cwd=repo.root)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    told_apart = run("-C", ".", "git-textconv", *words, cwd=repo.root)
    assert (told_apart.code, told_apart.err) == (code, ran.err)


def test_an_outline_has_a_page_of_help(run: Run) -> None:
    ran = run("git-textconv", "--help")
    assert ran.code == 0
    assert "tuanscore git-textconv" in ran.out


def test_an_outline_may_be_interrupted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "等")
    command = [sys.executable, "-m", "tuanscore", "git-textconv", "等"]
    with listening(command, cwd=tmp_path) as process:
        with (tmp_path / "等").open("wb"):  # it reads now
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
        assert process.stderr is not None
        assert process.stderr.read().decode() == "tuanscore：中断了\n"


# ---- a program that went away --------------------------------------------------------------------


@pytest.fixture
def python(repo: GitRepo, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set git up with a Python whose path is an awkward one, and return that path."""
    path = tmp_path / "程序 100%'s" / "python"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    path.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(path))
    assert str(path) in run("init", "--git", cwd=repo.root).out
    return path


def test_any_path_of_the_program_will_do(repo: GitRepo, python: Path) -> None:
    branches(repo, {CARD: ("20名", "22名")}, {CARD: ("1所", "3所")})
    assert "+指标值·西部计划志愿者：22名" in repo.git("diff", "main")
    repo.git("merge", "-q", "theirs")
    assert content(repo, CARD) == FILES[CARD].replace("20名", "22名").replace("1所", "3所")


@pytest.mark.parametrize("script", [None, "exit 1", 'case "$*" in *-c*) ;; *) exit 3;; esac'])
def test_without_the_program_git_goes_on_by_lines(
    repo: GitRepo, python: Path, script: str | None
) -> None:
    if script is None:
        python.unlink()
    else:
        python.write_text(f"#!/bin/sh\n{script}\n")
    branches(
        repo,
        {CARD: ("20名", "22名"), REPORT: ("单位: 甲", "单位: 乙")},
        {CARD: ("1所", "3所"), REPORT: ("{圆梦: 1}", "{圆梦: 2}")},
    )
    assert "+指标值: {西部计划志愿者: 22名," in repo.git("diff", "main")
    code, said = told(repo, "merge", "theirs")
    assert code == 1
    assert ("重新运行 tuanscore init --git" in said) == (script is None or script == "exit 1")
    ours, theirs = TARGETS.replace("20名", "22名"), TARGETS.replace("1所", "3所")
    marked = f"<<<<<<< 我们\n{ours}=======\n{theirs}>>>>>>> 对方\n"
    assert content(repo, CARD) == FILES[CARD].replace(TARGETS, marked)
    merged = FILES[REPORT].replace("单位: 甲", "单位: 乙").replace("{圆梦: 1}", "{圆梦: 2}")
    assert content(repo, REPORT) == merged


# ---- setting up ----------------------------------------------------------------------------------

LINES = [
    f"{folder}/**/*{suffix} diff=tuanscore merge=tuanscore"
    for folder in ("scorecards", "templates")
    for suffix in (".yaml", ".yml")
]


def attributes(root: Path) -> list[str]:
    text = (root / ".gitattributes").read_bytes().decode()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_a_second_time_changes_nothing(repo: GitRepo, run: Run) -> None:
    before = [content(repo, name) for name in (".gitattributes", ".git/config")]
    again = run("init", "--git", cwd=repo.root / "scorecards")
    assert again.code == 0
    assert ".gitattributes 已经有了\n" in again.out
    assert [content(repo, name) for name in (".gitattributes", ".git/config")] == before
    assert repo.git("status", "--porcelain") == ""
    assert not (repo.root / "README.md").exists()


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("* text=auto", LINES),
        ("\n".join([*LINES[1:], ""]), LINES[:1]),
        (
            "scorecards/**/*.yaml merge=ours -diff\ntemplates/**/*.yml diff=我的\r\n",
            [*LINES[1:3], "templates/**/*.yml merge=tuanscore"],
        ),
    ],
)
def test_lines_that_are_there_stay(tmp_path: Path, run: Run, before: str, added: list[str]) -> None:
    repo = GitRepo(tmp_path)
    repo.write(FILES)
    (tmp_path / ".gitattributes").write_bytes(before.encode())
    made = run("init", "--git", cwd=tmp_path)
    assert "补上 .gitattributes\n" in made.out
    assert content(repo, ".gitattributes").startswith(before)
    assert attributes(tmp_path)[len(before.splitlines()) :] == added


def test_a_new_repository_is_founded_and_set_up(tmp_path: Path, run: Run) -> None:
    GitRepo(tmp_path)
    made = run("init", "--git", cwd=tmp_path)
    assert made.code == 0
    assert "新建 tuanscore.yaml\n" in made.out
    assert "补上 .gitattributes\n" in made.out
    assert attributes(tmp_path)[-4:] == LINES


def test_a_repository_of_cards_in_a_folder_of_a_checkout(tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path)
    repo.write({f"评分/{name}": text for name, text in FILES.items()})
    assert run("init", "评分", "--git", cwd=tmp_path).code == 0
    repo.commit("开始")
    branches(repo, {f"评分/{CARD}": ("20名", "22名")}, {f"评分/{CARD}": ("1所", "3所")})
    repo.git("merge", "-q", "theirs")
    expected = FILES[CARD].replace("20名", "22名").replace("1所", "3所")
    assert content(repo, f"评分/{CARD}") == expected


def test_outside_of_git_nothing_is_done(tmp_path: Path, run: Run) -> None:
    refused = run("init", "新", "--git", cwd=tmp_path)
    assert refused.code == 2
    assert "不在 git 仓库里" in refused.err
    assert "git init" in refused.err
    assert list(tmp_path.iterdir()) == []
