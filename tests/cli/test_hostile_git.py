"""Git repositories and settings that mean harm, or only mean it otherwise; by a real git."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from test_tracing import BASE, CARD, OVERLAY, TEMPLATE

from conftest import Ran, Run
from gitrepo import GitRepo
from tuanscore.git import plumbing as history
from tuanscore.source.read import MAX_BYTES

pytestmark = pytest.mark.repeated

REPORT = "scorecards/2014/完成情况/苍溪.yaml"
REPORT_TEXT = (
    "类型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 2014-12-31\n完成: {比武次数: 3, 培训人数: 50}\n"
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("log", "苍溪"),
    ("log", "苍溪", "培训人数", "--format", "json"),
    ("blame", "苍溪"),
    ("blame", "苍溪", "--format", "json"),
    ("diff", "--rev", "HEAD~2"),
    ("diff", "--rev", "HEAD~2..HEAD"),
    ("diff", "--rev", "HEAD~2...HEAD", "--format", "json"),
    ("diff", "苍溪@HEAD~1", "苍溪"),
    ("validate", "--changed-since", "HEAD~1"),
    ("validate", "--changed-since", "HEAD", "--format", "json"),
    ("rebase",),
    ("score", "2014"),
    ("list",),
)
"""Every way in which reading commands ask git, and some that do not."""
FEW = (COMMANDS[2], COMMANDS[4], COMMANDS[8], COMMANDS[10])
"""One for each thing that git is asked."""


@pytest.fixture
def repo(made_once: GitRepo, tmp_path: Path) -> GitRepo:
    """Return a repository of three commits, one of them a rename, with a change on disk."""
    return made_once.copied(tmp_path / "仓库")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> GitRepo:
    repo = GitRepo(tmp_path_factory.mktemp("git") / "仓库")
    repo.write({BASE: TEMPLATE, "scorecards/2014/旧名.yaml": OVERLAY, REPORT: REPORT_TEXT})
    repo.commit("建立")
    repo.replace("scorecards/2014/旧名.yaml", "50名", "55名")
    repo.git("mv", "scorecards/2014/旧名.yaml", CARD)
    repo.commit("改名，加五名", author="李四")
    repo.replace(BASE, "≥3次", "≥4次")
    repo.commit("模板加一次")
    repo.replace(CARD, "55名", "60名")
    repo.write({"scorecards/2014/新.yaml": OVERLAY.replace("苍溪", "新县")})
    return repo


def answers(run: Run, root: Path, env: dict[str, str] | None = None) -> dict[str, Ran]:
    return {" ".join(argv): run("-C", root, *argv, env=env) for argv in COMMANDS}


# ---- the settings of whoever runs us -------------------------------------------------------------

SETTINGS = {
    "advice.graftFileDeprecated": "true",
    "color.ui": "always",
    "color.diff": "always",
    "column.ui": "always",
    "core.abbrev": "4",
    "core.attributesFile": "{home}/attributes",
    "core.bigFileThreshold": "1",
    "core.commentChar": ";",
    "core.excludesFile": "{home}/ignore",
    "core.fileMode": "true",
    "core.fsmonitor": "{home}/touch fsmonitor",
    "core.hooksPath": "{home}/hooks",
    "core.pager": "{home}/touch pager",
    "core.quotePath": "true",
    "core.safecrlf": "true",
    "core.splitIndex": "true",
    "core.untrackedCache": "true",
    "diff.algorithm": "histogram",
    "diff.autoRefreshIndex": "false",
    "diff.colorMoved": "zebra",
    "diff.context": "0",
    "diff.external": "{home}/touch external",
    "diff.ignoreSubmodules": "none",
    "diff.mnemonicPrefix": "true",
    "diff.noprefix": "true",
    "diff.orderFile": "{home}/nowhere",
    "diff.relative": "false",
    "diff.renameLimit": "1",
    "diff.renames": "copies",
    "diff.statGraphWidth": "1",
    "diff.submodule": "log",
    "diff.wordRegex": ".",
    "filter.harm.clean": "{home}/touch clean",
    "filter.harm.process": "{home}/touch process",
    "filter.harm.required": "true",
    "filter.harm.smudge": "{home}/touch smudge",
    "filter.a=b.clean": "{home}/touch clean2",
    "format.pretty": "raw",
    "i18n.commitEncoding": "GBK",
    "i18n.logOutputEncoding": "GBK",
    "log.abbrevCommit": "true",
    "log.date": "relative",
    "log.decorate": "full",
    "log.diffMerges": "combined",
    "log.follow": "true",
    "log.mailmap": "true",
    "log.showRoot": "false",
    "log.showSignature": "true",
    "gpg.program": "{home}/touch gpg",
    "notes.displayRef": "refs/notes/*",
    "pager.cat-file": "true",
    "pager.diff-tree": "true",
    "pager.rev-list": "true",
    "status.relativePaths": "false",
    "submodule.recurse": "true",
    "core.useReplaceRefs": "false",
    "uploadpack.packObjectsHook": "{home}/touch pack",
    "credential.helper": "!{home}/touch credential",
    "core.sshCommand": "{home}/touch ssh",
    "core.gitProxy": "{home}/touch proxy",
    "core.askPass": "{home}/touch askpass",
    "core.editor": "{home}/touch editor",
    "core.alternateRefsCommand": "{home}/touch refs",
    "diff.tuanscore.command": "{home}/touch driver",
    "diff.tuanscore.textconv": "{home}/touch textconv",
    "merge.tuanscore.driver": "{home}/touch merge",
}
"""Settings that change what git prints, or name what it starts; {home} is a folder of ours."""
VARIABLES = {
    "GIT_ATTR_SOURCE": "HEAD",
    "GIT_CONFIG": "/nowhere",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_DIFF_OPTS": "-u0",
    "GIT_DIR": "/nowhere",
    "GIT_EDITOR": "false",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_FLUSH": "0",
    "GIT_GRAFT_FILE": "/nowhere",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_INDEX_FILE": "/nowhere",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NAMESPACE": "别处",
    "GIT_OBJECT_DIRECTORY": "/nowhere",
    "GIT_OPTIONAL_LOCKS": "1",
    "GIT_PAGER": "false",
    "GIT_PREFIX": "scorecards/",
    "GIT_REPLACE_REF_BASE": "refs/heads/",
    "GIT_SHALLOW_FILE": "/nowhere",
    "GIT_TRACE": "1",
    "GIT_WORK_TREE": "/nowhere",
    "LANGUAGE": "zh_CN",
    "PAGER": "false",
    "TZ": "Pacific/Kiritimati",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a program that leaves a mark, and what settings may point at."""
    home = tmp_path / "家"
    (home / "hooks").mkdir(parents=True)
    (home / "marks").mkdir()
    touch = home / "touch"
    touch.write_text(f'#!/bin/sh\ntouch {shlex.quote(str(home))}/marks/"$1"\n')
    touch.chmod(0o755)
    for hook in ("post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction"):
        (home / "hooks" / hook).write_text(f"#!/bin/sh\n{home}/touch hook-{hook}\n")
        (home / "hooks" / hook).chmod(0o755)
    (home / "attributes").write_text("*.yaml filter=harm diff=tuanscore\n")
    (home / "ignore").write_text("*.yaml\n")
    return home


def configured(home: Path, file: Path) -> None:
    for name, value in SETTINGS.items():
        argv = ["git", "config", "--file", str(file), name, value.format(home=home)]
        subprocess.run(argv, check=True)


def marks(home: Path) -> list[str]:
    return sorted(os.listdir(home / "marks"))


def test_no_setting_and_no_variable_changes_an_answer(repo: GitRepo, home: Path, run: Run) -> None:
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    expected = answers(run, repo.root, plain)
    assert {told.code for told in expected.values()} <= {0, 1}
    configured(home, home / "config")
    hostile = VARIABLES | {"GIT_CONFIG_GLOBAL": str(home / "config"), "GIT_CONFIG_NOSYSTEM": "1"}
    for path in (CARD, BASE):  # git must look into them
        os.utime(repo.root / path, (1_000_000_000, 1_000_000_000))
    for command, told in answers(run, repo.root, hostile).items():
        assert told == expected[command], command
    assert marks(home) == []


# ---- the settings of a repository ----------------------------------------------------------------


def test_reading_starts_nothing_that_a_repository_names(
    repo: GitRepo, home: Path, run: Run
) -> None:
    expected = answers(run, repo.root)
    configured(home, repo.root / ".git/config")
    (repo.root / ".git/info/attributes").write_text(
        f"*.yaml filter=harm diff=tuanscore\n{REPORT} filter=a=b\n"
    )
    shutil.copytree(home / "hooks", repo.root / ".git/hooks", dirs_exist_ok=True)
    for path in (CARD, BASE, REPORT):
        os.utime(repo.root / path, (1_000_000_000, 1_000_000_000))
    index = (repo.root / ".git/index").read_bytes()
    objects = sorted((repo.root / ".git/objects").rglob("*"))
    for command, told in answers(run, repo.root).items():
        assert told.out == expected[command].out, command
    assert marks(home) == []
    assert (repo.root / ".git/index").read_bytes() == index
    assert sorted((repo.root / ".git/objects").rglob("*")) == objects
    subprocess.run(["git", "-C", repo.root, "diff", "HEAD"], capture_output=True, check=False)
    assert {"clean", "fsmonitor"} & set(marks(home)), "the trap does not bite"


def test_what_a_partial_clone_lacks_is_not_fetched(
    repo: GitRepo, home: Path, run: Run, tmp_path: Path
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "部分"
    repo.git("clone", "-q", "--filter=blob:none", repo.root.as_uri(), str(clone))
    remote = f"ext::{home}/touch fetch"
    for name, value in {
        "remote.origin.url": remote,
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }.items():
        subprocess.run(["git", "-C", clone, "config", name, value], check=True)
    assert run("-C", clone, "diff", "苍溪@HEAD", "苍溪").code == 0  # the checkout brought these
    for argv in (("diff", "苍溪@HEAD~2", "苍溪"), ("log", "苍溪"), ("diff", "--rev", "HEAD~2")):
        ran = run("-C", clone, *argv)
        assert (ran.code, ran.out) == (2, "")
        assert "--filter" in ran.err
    assert run("-C", clone, "validate", "--changed-since", "HEAD~1").code == 2
    assert marks(home) == []
    lacked = repo.git("rev-parse", "HEAD~2:scorecards/2014/旧名.yaml")
    subprocess.run(["git", "-C", clone, "cat-file", "-p", lacked], capture_output=True, check=False)
    assert marks(home) == ["fetch"], "the trap does not bite"


def test_object_that_is_gone(repo: GitRepo, run: Run) -> None:
    blob = repo.git("rev-parse", "HEAD~2:scorecards/2014/旧名.yaml")
    (repo.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ran = run("-C", repo.root, "diff", "苍溪@HEAD~2", "苍溪")
    assert (ran.code, ran.out) == (2, "")
    assert "scorecards/2014/旧名.yaml 在版本" in ran.err
    assert "不在这份克隆里" in ran.err


def test_clone_without_its_trees_says_so(repo: GitRepo, run: Run, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "部分"
    repo.git("clone", "-q", "--filter=tree:0", repo.root.as_uri(), str(clone))
    subprocess.run(["git", "-C", clone, "config", "remote.origin.url", "/nowhere"], check=True)
    ran = run("-C", clone, "log", "苍溪")
    assert (ran.code, ran.out) == (2, "")
    assert "git 出错了" in ran.err
    assert "--filter" in ran.err


def test_folder_of_somebody_else(repo: GitRepo, run: Run, tmp_path: Path) -> None:
    """Git itself is told to take it for one; whom to trust is a setting of the user that counts."""
    program, real = tmp_path / "git", shutil.which("git")
    program.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_NOSYSTEM": "1"}
    env["GIT_CONFIG_GLOBAL"] = os.devnull
    for argv in FEW[:3]:
        ran = run("-C", repo.root, *argv, env=env)
        assert (ran.code, ran.out) == (2, "")
        assert f"safe.directory {repo.root}" in ran.err
    assert run("-C", repo.root, "score", "2014", env=env).code == 0
    trusting = tmp_path / "trusting"
    trusting.write_text(f'[safe]\ndirectory = "{repo.root}"\n', encoding="utf-8")
    for how in (
        {"GIT_CONFIG_GLOBAL": str(trusting)},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"},
    ):
        assert run("-C", repo.root, "log", "苍溪", env=env | how).code == 0
        assert run("-C", repo.root, "diff", "--rev", "HEAD", env=env | how).code == 0


def test_nobody_else_runs_git() -> None:
    """What is pinned in one place is pinned everywhere."""
    source = Path(history.__file__).parent.parent
    running = {p.relative_to(source).as_posix() for p in source.rglob("*.py") if runs(p)}
    office = "commands/intake/papers/readers/doc.py"
    assert running == {"git/plumbing.py", "commands/merge/lines.py", office}


def runs(path: Path) -> bool:
    return "import subprocess" in path.read_text(encoding="utf-8")


# ---- what an object may hold ---------------------------------------------------------------------

AUTHOR = b"author \xe5\xbc\xa0\xe4\xb8\x89 <z@e.org> 1388538000 +0800"
COMMITTER = b"committer c <c@e.org> 1388538000 +0800"
SUBJECT = "改：加五名".encode()
COMMITS = {
    "plain": (AUTHOR, b"", SUBJECT, ("张三", "2014-01-01T09:00:00+08:00", "改：加五名")),
    "control": (AUTHOR, b"", b"a\x01b\x1b[31m\x7f", ("张三", "2014-01-01", "a\x01b\x1b[31m\x7f")),
    "two lines": (AUTHOR, b"", b"\n\n a \nb\n\nc", ("张三", "2014-01-01", "a b")),
    "empty": (AUTHOR, b"", b"", ("张三", "2014-01-01", "")),
    "blank": (AUTHOR, b"", b" \n\n \n", ("张三", "2014-01-01", "")),
    "gbk told": (
        "author 李四 <l@e.org> 1388538000 +0800".encode("gbk"),
        b"\nencoding GBK",
        "改".encode("gbk"),
        ("李四", "2014-01-01", "改"),
    ),
    "gbk not told": (AUTHOR, b"", "改".encode("gbk"), ("张三", "2014-01-01", "��")),
    "no such encoding": (AUTHOR, b"\nencoding \xffx", SUBJECT, ("张三", "2014", "改：加五名")),
    "no encoding of texts": (AUTHOR, b"\nencoding rot13", SUBJECT, ("张三", "2014", "改：加五名")),
    "undefined": (AUTHOR, b"\nencoding undefined", SUBJECT, ("张三", "2014", "改：加五名")),
    "idna": (AUTHOR, b"\nencoding idna", SUBJECT, ("张三", "2014", "改：加五名")),
    "signed": (AUTHOR, b"\ngpgsig --\n author x <> 1 +0000\n --", b"x", ("张三", "2014", "x")),
    "no name": (b"author <> 1388538000 +0800", b"", b"x", ("", "2014-01-01", "x")),
    "brackets": (b"author a <b<c>> d> 1388538000 +0800", b"", b"x", ("a", "2014-01-01T09", "x")),
    "no time": (b"author a <b>", b"", b"x", ("a", "1970-01-01T00:00:00+00:00", "x")),
    "no author": (b"", b"", b"x", ("", "1970-01-01T00:00:00+00:00", "x")),
    "words for a time": (b"author a <b> soon +0800", b"", b"x", ("a", "1970-01-01", "x")),
    "before 1970": (b"author a <b> -5 +0800", b"", b"x", ("a", "1970-01-01", "x")),
    "far away": (b"author a <b> 99999999999999999999 +0800", b"", b"x", ("a", "1970", "x")),
    "many digits": (b"author a <b> " + b"9" * 5000 + b" +0800", b"", b"x", ("a", "1970", "x")),
    "year 9999": (b"author a <b> 253402300799 +1400", b"", b"x", ("a", "1970", "x")),
    "no such zone": (b"author a <b> 1388538000 +9999", b"", b"x", ("a", "2014-01-01T01:00", "x")),
    "zone west": (b"author a <b> 1388538000 -0330", b"", b"x", ("a", "2013-12-31T21:30", "x")),
}  # fmt: skip
"""Author, more headers, message → the author, the start of the date, and the subject."""


def made(repo: GitRepo, author: bytes, headers: bytes, message: bytes, *trees: str) -> str:
    """Write a commit that git itself would refuse to make on top of HEAD, and go there."""
    tree = trees[0] if trees else repo.git("rev-parse", "HEAD^{tree}")
    lines = [f"tree {tree}\nparent {repo.git('rev-parse', 'HEAD')}".encode(), author, COMMITTER]
    data = b"\n".join(line for line in lines if line) + headers + b"\n\n" + message
    argv = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    done = subprocess.run(argv, cwd=repo.root, input=data, capture_output=True, check=True)
    digest = done.stdout.decode().strip()
    (repo.root / ".git/refs/heads/main").write_text(digest + "\n")
    return digest


@pytest.mark.parametrize("name", COMMITS)
def test_commit_that_holds_anything(name: str, repo: GitRepo, run: Run) -> None:
    author, headers, message, (who, when, subject) = COMMITS[name]
    repo.git("add", "-A")
    digest = made(repo, author, headers, message, repo.git("write-tree"))
    ran = run("-C", repo.root, "log", "苍溪", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)["steps"][0]
    commit = told["commit"]
    assert (told["event"], commit["id"], commit["author"], commit["subject"]) == (
        "changed",
        digest,
        who,
        subject,
    )
    assert commit["date"].startswith(when)
    assert run("-C", repo.root, "blame", "苍溪").code == 0


def entry(repo: GitRepo, mode: str, path: str, data: bytes) -> None:
    argv = ["git", "hash-object", "-w", "--stdin"]
    done = subprocess.run(argv, cwd=repo.root, input=data, capture_output=True, check=True)
    blob = done.stdout.decode().strip() if mode != "160000" else "1" * 40
    repo.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")


FILES = {
    "line end in a name": ("100644", "scorecards/2014/a\nb.yaml", OVERLAY.replace("苍溪", "甲")),
    "not UTF-8 in a file": ("100644", "scorecards/2014/乙.yaml", OVERLAY + "#\udcff"),
    "link out": ("120000", "scorecards/2014/丙.yaml", "/etc/passwd"),
    "submodule": ("160000", "scorecards/2014/丁.yaml", ""),
    "submodule for a folder": ("160000", "scorecards/2013", ""),
    "executable": ("100755", "scorecards/2014/戊.yaml", OVERLAY.replace("苍溪", "戊")),
    "empty": ("100644", "scorecards/2014/己.yaml", ""),
    "huge": ("100644", "scorecards/2014/庚.yaml", "#" * (MAX_BYTES + 1)),
}


@pytest.mark.parametrize("name", FILES)
def test_tree_that_holds_anything(name: str, repo: GitRepo, run: Run) -> None:
    mode, path, text = FILES[name]
    entry(repo, mode, path, text.encode("utf-8", "surrogateescape"))
    repo.git("commit", "-q", "-m", "怪的")
    repo.replace(BASE, "≥4次", "≥5次")
    repo.git("add", BASE)
    repo.git("commit", "-q", "-m", "后来")
    ran = run("-C", repo.root, "log", "苍溪", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["steps"][1]["commit"]["subject"] == "后来"
    for argv in FEW:
        assert run("-C", repo.root, *argv).code in (0, 1), argv


def test_name_that_is_no_text(repo: GitRepo, run: Run) -> None:
    path = os.fsencode(repo.root / "scorecards/2014") + b"/\xff.yaml"
    with open(path, "wb") as file:
        file.write(OVERLAY.replace("苍溪", "辛").encode())
    repo.commit("名字不是文字")
    for argv in FEW:
        assert run("-C", repo.root, *argv).code in (0, 1), argv


def test_replaced_and_grafted_history(repo: GitRepo, run: Run) -> None:
    """History is what git shows of it: here the second commit is left out."""
    first, last = repo.git("rev-parse", "HEAD~2"), repo.git("rev-parse", "HEAD")
    repo.git("replace", "--graft", last, first)
    subjects = [s["commit"] and s["commit"]["subject"] for s in steps(run, repo)]
    assert subjects == [None, "模板加一次", "建立"]
    repo.git("replace", "-d", last)
    (repo.root / ".git/info/grafts").write_text(f"{last} {first}\n")
    assert [s["commit"] and s["commit"]["subject"] for s in steps(run, repo)] == subjects


def test_history_that_goes_round_in_a_circle(repo: GitRepo, run: Run) -> None:
    first, last = repo.git("rev-parse", "HEAD~2"), repo.git("rev-parse", "HEAD")
    (repo.root / ".git/info/grafts").write_text(f"{first} {last}\n")
    for argv in FEW:
        assert run("-C", repo.root, *argv).code in (0, 1, 2), argv


def test_files_in_conflict(repo: GitRepo, run: Run) -> None:
    repo.commit("加")
    repo.git("checkout", "-q", "-b", "旁支", "HEAD~1")
    repo.write({CARD: OVERLAY.replace("50名", "70名")})
    repo.commit("旁支")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    argv = ["git", "-c", "user.name=a", "-c", "user.email=b", "merge", "-q", "main"]
    subprocess.run(argv, cwd=repo.root, env=env, capture_output=True, check=False)
    changed = history.since(repo.root, repo.git("rev-parse", "HEAD"))
    assert {CARD, "scorecards/2014/新.yaml"} == set(changed)


def steps(run: Run, repo: GitRepo) -> list[dict[str, dict[str, str]]]:
    ran = run("-C", repo.root, "log", "苍溪", "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, dict[str, str]]] = json.loads(ran.out)["steps"]
    return found
