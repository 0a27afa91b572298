"""The door and the writer: what is opened, what stays of a file, and what a killed run leaves."""

import ast
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from conftest import Make, Run, listening
from tuanscore import disk
from tuanscore.disk import write_file, write_files
from tuanscore.errors import StoppedError, TuanscoreError

SOURCE = Path(disk.__file__).parent

# ---- the door ------------------------------------------------------------------------------------


@pytest.fixture
def root(make: Make) -> Path:
    """A repository with a file, a folder, and what may lie around and in it."""
    top = make({"外.txt": "外", "仓/甲.txt": "甲", "仓/下/乙.txt": "乙", "仓/.git/config": "密"})
    os.mkfifo(top / "仓/管道")
    (top / "外面").mkdir()
    (top / "外面/丙.txt").write_text("丙", encoding="utf-8")
    links = {
        "出": "../外.txt",
        "出二": "出",
        "出文件夹": "../外面",
        "绝对": str(top / "外.txt"),
        "密": ".git/config",
        "设备": "/dev/zero",
        "无": "没有.txt",
        "圈": "圈",
        "内": "下/乙.txt",
        "下/内": "../甲.txt",
        "内文件夹": "下",
        "绕": str(top / "仓/下"),
    }
    for name, target in links.items():
        (top / "仓" / name).symlink_to(target)
    return top / "仓"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("甲.txt", "甲"),
        ("下/乙.txt", "乙"),
        ("内", "乙"),
        ("下/内", "甲"),
        ("内文件夹/乙.txt", "乙"),
        ("内文件夹/内", "甲"),
        ("绕/乙.txt", "乙"),
        ("下/../甲.txt", "甲"),
    ],
)
def test_what_the_door_opens(root: Path, name: str, text: str) -> None:
    assert disk.read(root, name).decode() == text
    assert b"".join(disk.pieces(root, name, 3)).decode() == text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("出", "链接指到仓库外面，没有读"),
        ("出二", "链接指到仓库外面，没有读"),
        ("绝对", "链接指到仓库外面，没有读"),
        ("设备", "链接指到仓库外面，没有读"),
        ("出文件夹/丙.txt", "链接指到仓库外面，没有读"),
        ("../外.txt", "在仓库外面，没有读"),
        ("下/../../外.txt", "在仓库外面，没有读"),
        ("/etc/passwd", "在仓库外面，没有读"),
        ("密", "在 .git 里面，没有读"),
        (".git/config", "在 .git 里面，没有读"),
        ("管道", "不是普通文件"),
        ("下", "这是一个文件夹"),
        ("圈", "链接绕成了圈"),
        ("无", "没有这个文件或文件夹"),
        ("甲.txt/下", "路径里有一段不是文件夹"),
        ("甲\0.txt", "名称里有文件名不能有的字符"),
        ("\ud800", "名称里有文件名不能有的字符"),
    ],
)
def test_what_the_door_does_not_open(root: Path, name: str, reason: str) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - the reason is looked at below
        disk.read(root, name)
    assert disk.reason_of(caught.value) == reason


@pytest.mark.parametrize(
    "reading",
    [
        lambda root, limit: disk.read(root, "甲.txt", limit),
        lambda root, limit: b"".join(disk.pieces(root, "甲.txt", limit)),
        lambda root, limit: disk.read_named(root / "甲.txt", limit),
    ],
    ids=["read", "pieces", "named"],
)
def test_a_file_that_is_larger_than_asked_for(root: Path, reading: Any) -> None:
    assert reading(root, 3) == "甲".encode()
    with pytest.raises(disk.TooLargeError):
        reading(root, 2)


def test_what_has_no_end_is_not_read_to_its_end() -> None:
    with pytest.raises(disk.TooLargeError):
        disk.read_named(Path("/dev/zero"), 1_000_000)


def test_who_names_a_pipe_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"new" * 50_000,), daemon=True)
    writer.start()
    assert disk.read_named(pipe) == b"new" * 50_000


def test_a_pipe_that_nobody_writes_to_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(disk, "PATIENCE", 0.2)
    os.mkfifo(tmp_path / "管道.yaml")
    for command in ("verify", "git-textconv"):
        ran = run(command, tmp_path / "管道.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert "是管道，等了 0.2 秒没有人往里写" in ran.err


_DOORS = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "mkstemp", "replace"}
_ELSEWHERE = {
    "commands/streams.py": "the sink that stands in for a closed stream",
    "commands/common.py": "what Linux tells of the processors",
    "commands/validate/workspace.py": "the summary that GitHub has named",
    "commands/merge/lines.py": "a folder of its own below /tmp",
    "commands/intake/papers/readers/doc.py": "a folder of its own below /tmp",
    "commands/intake/papers/readers/pdf.py": "bytes that were read",
    "commands/intake/meaning/headings.py": "a file that comes with the program",
    "commands/new/writing.py": "a file that comes with the program",
    "shelf/documents.py": "a file that comes with the program",
    "faces/templating.py": "what Linux tells of a process",
    "commands/new/command_init.py": "what pip has noted of the program",
}
"""Where files are opened that no repository names."""


def test_nobody_else_opens_or_writes_files() -> None:
    opening = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = getattr(called, "attr", getattr(called, "id", ""))
            of = getattr(getattr(called, "value", None), "id", "")
            if name in _DOORS and (name != "replace" or of == "os"):
                opening.add(path.relative_to(SOURCE).as_posix())
    assert opening - {"disk.py"} == set(_ELSEWHERE)


HOSTILE = ["/dev/zero", "../../外.yaml"]


@pytest.mark.parametrize("target", HOSTILE)
def test_settings_that_lead_out_are_not_settings_that_say_nothing(
    make: Make, run: Run, target: str
) -> None:
    top = make({"外.yaml": "定性档: {完成: 1}\n", "一/仓/scorecards/2014/甲.yaml": "类型: 无\n"})
    (top / "一/仓/tuanscore.yaml").symlink_to(target)
    ran = run("-C", top / "一/仓", "validate")
    assert ran.code == 1
    assert "tuanscore.yaml:1:1 TS101 错误" in ran.out


# ---- the writer ----------------------------------------------------------------------------------


def test_write_file_replaces_the_content_and_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, b"new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_write_file_makes_a_new_file_like_any_other(tmp_path: Path) -> None:
    write_file(tmp_path / "甲.yaml", b"new")
    (tmp_path / "乙.yaml").write_bytes(b"new")
    modes = {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    assert len(modes) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_write_file_writes_through_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "甲.yaml", tmp_path / "乙.yaml"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_file(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_write_file_makes_the_file_that_a_link_waits_for(tmp_path: Path) -> None:
    link = tmp_path / "乙.yaml"
    link.symlink_to("甲.yaml")
    write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "甲.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("linked", [False, True])
def test_write_file_writes_into_a_pipe_and_leaves_it_there(tmp_path: Path, linked: bool) -> None:
    pipe, link = tmp_path / "管道", tmp_path / "链接"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_file(link if linked else pipe, b"new" * 50_000)
    reader.join(10)
    assert came == [b"new" * 50_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert link.is_symlink()
    assert set(tmp_path.iterdir()) == {pipe, link}


def test_write_file_onto_a_folder_or_a_link_to_itself(tmp_path: Path) -> None:
    with pytest.raises(TuanscoreError) as caught:
        write_file(tmp_path, b"new")
    assert "这是一个文件夹" in caught.value.message
    loop = tmp_path / "圈"
    loop.symlink_to(loop)
    with pytest.raises(TuanscoreError):
        write_file(loop, b"new")
    assert loop.is_symlink()


def test_write_file_leaves_everything_as_it_was_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"old")

    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(TuanscoreError) as caught:
        write_file(path, b"new")
    assert "磁盘满了" in caught.value.message
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_file_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TuanscoreError) as caught:
        write_file(tmp_path / "无" / "甲.yaml", b"new")
    assert "没有这个文件或文件夹" in caught.value.message
    assert "文件夹" in caught.value.hint


def test_what_belongs_to_a_file_stays(tmp_path: Path) -> None:
    """Only the time is new, or a program that looks at it would not see the change."""
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"old")
    owner = (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(path, *owner)
    path.chmod(0o604)
    attributes = {"user.tuanscore": b"1"}
    try:
        os.setxattr(path, "user.tuanscore", b"1")
    except OSError:  # this disk has none
        attributes = {}
    os.utime(path, (1, 1))
    assert write_file(path, b"new") == []
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (*owner, 0o604)
    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == attributes
    assert status.st_mtime > 1


def test_an_owner_who_cannot_be_kept_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"old")
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    else:
        monkeypatch.setattr(disk, "_is_owned_alike", lambda *_: False)

    def refuse(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    assert write_file(path, b"new") == [f"{path} 换成了你的文件：没有权限保住原来的属主"]
    assert path.read_bytes() == b"new"


def test_a_hard_link_that_is_split_is_told(tmp_path: Path) -> None:
    path, other = tmp_path / "甲.yaml", tmp_path / "乙.yaml"
    path.write_bytes(b"old")
    os.link(path, other)
    (said,) = write_file(path, b"new")
    assert said.startswith(f"{path} 还有 1 个别的名字（硬链接）")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_fix_tells_of_a_hard_link(make: Make, run: Run) -> None:
    root = make({"scorecards/2014/甲.yaml": "类型： 目标绩效指标\n"})
    os.link(root / "scorecards/2014/甲.yaml", root / "另.yaml")
    ran = run("-C", root, "fix")
    assert "硬链接" in ran.err
    assert (root / "另.yaml").read_text(encoding="utf-8") == "类型： 目标绩效指标\n"


def test_nobody_reads_along_while_a_secret_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    modes, write = [], os.write

    def look(file: int, data: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(file).st_mode))
        return write(file, data)

    monkeypatch.setattr(os, "write", look)
    write_file(path, b"new")
    assert modes == [0o600]


def test_a_long_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".yaml")  # 254 bytes
    write_file(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


LEFT = [".tuanscore-0123abcd.tmp", ".甲.yaml.0123abcd.tmp"]
NOT_OURS = [".乙.yaml.0123abcd.tmp", ".tuanscore-x.tmp", "tuanscore-0123abcd.tmp", "甲.tmp"]


def test_what_dead_programs_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (*LEFT, *NOT_OURS):
        (tmp_path / name).write_bytes(b"")
    write_file(tmp_path / "甲.yaml", b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["甲.yaml", *NOT_OURS])


def test_what_living_programs_write_is_not_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one file is being written, another program writes beside it."""
    fsync = os.fsync
    code = (
        "import pathlib, sys; from tuanscore import disk;"
        " disk.write_file(pathlib.Path(sys.argv[1]), b'2')"
    )

    def meanwhile(file: int) -> None:
        monkeypatch.setattr(os, "fsync", fsync)
        subprocess.run([sys.executable, "-c", code, tmp_path / "乙.yaml"], check=True)
        fsync(file)

    monkeypatch.setattr(os, "fsync", meanwhile)
    write_file(tmp_path / "甲.yaml", b"1")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "甲.yaml": b"1",
        "乙.yaml": b"2",
    }


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_waits_until_all_is_in_its_place(tmp_path: Path, name: str) -> None:
    code = f"""
import os, pathlib, signal
from tuanscore import disk
from tuanscore.commands import main
replace = os.replace
def meanwhile(*words):
    os.kill(os.getpid(), signal.{name})
    replace(*words)
os.replace = meanwhile
def run(): disk.write_files({{pathlib.Path(n): n.encode() for n in "ab"}})
from tuanscore.commands import program
program.build = lambda words: lambda **_: run()
main.main()
"""
    with listening([sys.executable, "-c", code], cwd=tmp_path) as process:
        _, err = process.communicate(timeout=30)
    number = getattr(signal, name)
    assert (process.returncode, err.decode()) == (
        128 + number,
        "tuanscore：中断了；已经写好：a、b\n",
    )
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a": "a", "b": "b"}


def test_a_signal_before_anything_is_written_is_only_a_signal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "甲": b"1", tmp_path / "乙": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_that_did_not_wait_tells_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where another thread hears the signal, or on Windows."""
    replace = os.replace

    def interrupt(one: Any, other: Any) -> None:
        if Path(other).name == "乙":
            raise KeyboardInterrupt
        replace(one, other)

    monkeypatch.setattr(os, "replace", interrupt)
    one, other = tmp_path / "甲", tmp_path / "乙"
    with pytest.raises(StoppedError) as caught:
        write_files({one: b"1", other: b"2"})
    assert caught.value.message == f"中断了；已经写好：{one}；没有写：{other}"
    assert list(tmp_path.iterdir()) == [one]


def test_the_folders_of_a_new_file_are_on_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, fsync = [], os.fsync

    def note(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        fsync(file)

    monkeypatch.setattr(os, "fsync", note)
    path = tmp_path / "一/二/甲.yaml"
    write_files({path: b"1"}, folders=True)
    expected = [tmp_path, tmp_path / "一", path, path.parent]
    assert synced == [p.stat().st_ino for p in expected]


def test_many_files_do_not_take_as_many_open_ones(tmp_path: Path) -> None:
    """And where the last of them cannot be written, those before are told."""
    paths = [tmp_path / f"{number}.yaml" for number in range(250)]
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 150, before[1]))
    try:
        assert write_files(dict.fromkeys(paths, b"1")) == []
        missing = tmp_path / "没有/甲.yaml"
        with pytest.raises(TuanscoreError) as caught:
            write_files({**dict.fromkeys(paths, b"2"), missing: b"2"})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    texts = [path.read_bytes() for path in paths]
    assert texts == [b"2"] * 200 + [b"1"] * 50
    written = "、".join(map(str, paths[:200]))
    left = "、".join(map(str, [*paths[200:], missing]))
    assert caught.value.message == (
        f"{missing} 写不了：没有这个文件或文件夹；已经写好：{written}；没有写：{left}"
    )
    assert len(list(tmp_path.iterdir())) == 250


def test_git_that_refuses_half_way(make: Make, run: Run) -> None:
    root = make({"scorecards/2014/甲.yaml": "类型: 目标绩效指标\n"})
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / ".git/config.lock").touch()
    ran = run("-C", root, "init", "--git")
    assert (ran.code, ran.out) == (2, "")
    assert "；已经写好：.gitattributes；没有设：diff.tuanscore.textconv" in ran.err
