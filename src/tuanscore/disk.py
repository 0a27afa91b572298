"""Files on disk: one door to open what is there, one writer to put something in its place.

What a repository names (documents, evidence, templates) is opened by its name below the root: a
regular file, inside the root also after every link, of bounded size. A pipe, a device, another
person's file and what git keeps for itself are never read, whatever happens between the look and
the opening.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import signal
import stat
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select

from tuanscore.errors import StoppedError, TuanscoreError

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be deleted anyway
    fcntl = None  # type: ignore[assignment]

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is taken into memory; documents have a limit of their own."""
PATIENCE = 5
"""For how many seconds a pipe that lies in a folder is waited for."""
_PIECE = 1024 * 1024

_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | _ALWAYS
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _ALWAYS
_STEPS = os.open in os.supports_dir_fd
"""Whether a way can be gone folder by folder, so that no link can be slipped into it."""
_GIT = ".git"
"""Holds addresses with passwords in them, and nothing of ours."""

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EIO: "磁盘读写出错",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBADF: "输出已经关闭",
    errno.ENXIO: "设备不在",
    errno.EMFILE: "打开的文件太多",
    errno.EAGAIN: "系统资源不够",
}


class RefusedError(OSError):
    """A file that the door does not open, or not to its end."""

    def __init__(self, reason: str, hint: str) -> None:
        """Take the reason and the cure, both in Chinese."""
        super().__init__(0, reason)
        self.hint = hint


class OutsideError(RefusedError):
    """A file that is not the repository's."""


class TooLargeError(RefusedError):
    """A file with more in it than is asked for."""

    def __init__(self, limit: int) -> None:
        """Take the bytes that there may be."""
        size = f"{limit // 2**20} MiB" if limit < 2**30 else f"{limit // 2**30} GiB"
        super().__init__(f"超过 {size}，不读", "看看是否放错了文件")


def reason_of(error: OSError) -> str:
    """Return what the system refused, in Chinese where it is one of the usual things."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


# ---- reading -------------------------------------------------------------------------------------


def read(root: Path | str | None, name: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; raises OSError, as `opened` does."""
    with opened(root, name) as file:
        return _whole(file, limit)


def pieces(root: Path | str, name: str, limit: int) -> Iterator[bytes]:
    """Yield the bytes of a file below a root, of any size up to a limit, a piece at a time."""
    with opened(root, name) as file:
        if os.fstat(file).st_size > limit:
            raise TooLargeError(limit)
        left = limit
        while piece := os.read(file, _PIECE):
            left -= len(piece)
            if left < 0:
                raise TooLargeError(limit)
            yield piece


def read_named(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file that someone typed, wherever it lies; raises OSError.

    It may be a pipe (``<(git show …)``): who names one means to wait for it. A pipe that lies in a
    folder may be one that nobody writes to: that is refused after a while.
    """
    with open(path, "rb", buffering=0, opener=lambda name, _: os.open(name, _READ)) as opened_file:
        file = opened_file.fileno()
        if stat.S_ISFIFO(os.lstat(path).st_mode) and not select([file], [], [], PATIENCE)[0]:
            raise RefusedError(f"是管道，等了 {PATIENCE} 秒没有人往里写", "换成文件")
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.set_blocking(file, True)
        return _whole(file, limit)


@contextmanager
def opened(root: Path | str | None, name: str) -> Iterator[int]:
    """Open a regular file by its name below a root, or anywhere where there is none.

    Raises RefusedError for what leads out of the root and for what is no file, OSError for what
    the system refuses.
    """
    if not _can_be_a_name(name):
        raise RefusedError("名称里有文件名不能有的字符", "改名称")
    file = os.open(name, _READ) if root is None else _open_below(root, name)
    try:
        mode = os.fstat(file).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        if not stat.S_ISREG(mode):
            raise RefusedError("不是普通文件", "换成文件")
        yield file
    finally:
        os.close(file)


def is_inside(name: str) -> bool:
    """Say whether a name, as it is written, is that of something below a root."""
    return not os.path.isabs(name) and ".." not in name.split("/")


def _can_be_a_name(name: str) -> bool:
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False


def _open_below(root: Path | str, name: str) -> int:
    """Open by a way without links, or by the one that the links on it come to."""
    if _STEPS and is_inside(name):
        try:
            return _step_down(root, name)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
                raise
            refused: OSError | None = error
    else:
        refused = None
    top = Path(os.path.realpath(root))
    real = Path(os.path.realpath(top / name))
    if not real.is_relative_to(top):
        told = "链接指到仓库外面，没有读" if is_inside(name) else "在仓库外面，没有读"
        raise OutsideError(told, "把文件本身放进仓库里")
    if not _STEPS:
        return os.open(real, _READ)
    way = real.relative_to(top).as_posix()
    if refused is not None and way == name:  # there was no link in it
        raise refused
    return _step_down(top, way)


def _step_down(root: Path | str, name: str) -> int:
    """Open a file folder by folder, none of them a link; raises OSError where one is."""
    *folders, last = steps = name.split("/")
    if any(step.lower() == _GIT for step in steps):
        raise OutsideError(f"在 {_GIT} 里面，没有读", "把文件本身放进仓库里")
    here = os.open(root, _FOLDER)
    try:
        for folder in folders:
            inner = os.open(folder, _FOLDER | _NO_LINK, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(last, _READ | _NO_LINK, dir_fd=here)
    finally:
        os.close(here)


def _whole(file: int, limit: int) -> bytes:
    size = os.fstat(file).st_size
    if size > limit:
        raise TooLargeError(limit)
    data = [os.read(file, size + 1)]
    length = len(data[0])
    while length <= limit and (more := os.read(file, min(_PIECE, limit + 1 - length))):
        data.append(more)
        length += len(more)
    if length > limit:
        raise TooLargeError(limit)
    return b"".join(data)


# ---- writing -------------------------------------------------------------------------------------

_LEFT = re.compile(r"\.(?:tuanscore-|(.+)\.)[0-9a-f]{8}\.tmp")
"""What a file is called while it is being written; in version 0.1.0 it had the name of the file."""
_AT_ONCE = 100
"""Files that are put in their places at once: each is held open until then."""


def write_file(path: Path, data: bytes) -> list[str]:
    """Replace a file's content at once, or not at all, as `write_files` does."""
    return write_files({path: data})


def write_files(files: Mapping[Path, bytes], *, folders: bool = False) -> list[str]:
    """Replace the content of files; return what of them could not be kept, in Chinese.

    All (a hundred, where there are more) are written beside their places first, then put into them
    one by one, on disk for good; so a full disk leaves all of them as they were. Ctrl+C and the
    like wait until that is done. Raises TuanscoreError, and StoppedError for what had to wait: both
    tell what is written and what is not. ``folders`` makes the folders that are not there.

    A link stays, the file it leads to is replaced; owner, permissions and attributes stay where
    the system allows. What is no regular file (a pipe, a terminal, /dev/null), and what standard
    output or standard error go to, is written to as it is.
    """
    paths = list(files)
    written: list[Path] = []
    kept: list[str] = []
    streams: list[Path] = []
    try:
        with _undisturbed():
            for start in range(0, len(paths), _AT_ONCE):
                batch = {path: files[path] for path in paths[start : start + _AT_ONCE]}
                try:
                    streams += _replace(batch, written, kept, folders=folders)
                except _StuckError as stuck:
                    told = _told(paths, written) if len(paths) > 1 or written else ""
                    message = "；".join(filter(None, (stuck.message, told)))
                    raise TuanscoreError(message, stuck.hint) from stuck
        for path in streams:
            _pour(path, files[path])
            written.append(path)
    except (KeyboardInterrupt, SystemExit) as stop:
        if not written:
            raise
        code = getattr(stop, "code", 128 + signal.SIGINT)
        raise StoppedError(f"中断了；{_told(paths, written)}", code) from stop
    return kept


class _StuckError(TuanscoreError):
    """A file that cannot be written, or its folder."""


def _replace(
    files: Mapping[Path, bytes], written: list[Path], kept: list[str], *, folders: bool
) -> list[Path]:
    """Write all that can be replaced; return what has to be poured into a stream."""
    at = Path()
    drafts: list[_Draft] = []
    streams: list[Path] = []
    try:
        for at in files:
            draft = _Draft(at)
            if draft.is_stream:
                streams.append(at)
            else:
                drafts.append(draft)
        around = {draft.target.parent for draft in drafts}
        for at in sorted(around):
            if folders:
                _make_folders(at)
            _sweep(at, {draft.target.name for draft in drafts})
        for draft in drafts:
            at = draft.path
            kept += draft.fill(files[at])
        for draft in drafts:
            at = draft.path
            os.replace(draft.temporary, draft.target)
            written.append(at)
        for at in sorted(around):
            _sync_folder(at)
    except OSError as error:
        what = "没有在磁盘上存定" if at not in files else "写不了"
        message = f"{at} {what}：{reason_of(error)}"
        raise _StuckError(message, "检查文件夹是否存在、权限是否够") from error
    finally:
        for draft in drafts:
            draft.drop()
    return streams


def _told(paths: Sequence[Path], written: Sequence[Path]) -> str:
    """Return which files are written and which are not."""
    if not written:
        return "一个文件也没有写"
    left = "、".join(str(path) for path in paths if path not in written)
    told = f"已经写好：{'、'.join(map(str, written))}"
    return f"{told}；没有写：{left}" if left else told


class _Draft:
    """A file beside the one whose place it is to take."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.target = Path(os.path.realpath(path))
        self.temporary = self.target  # until there is one
        self._file: int | None = None
        try:
            self._status: os.stat_result | None = path.stat()
        except FileNotFoundError:
            self._status = None

    @property
    def is_stream(self) -> bool:
        """Whether it cannot be replaced, but only written to."""
        if self._status is None:
            return False
        return not stat.S_ISREG(self._status.st_mode) or _stream_to(self._status) is not None

    def fill(self, data: bytes) -> list[str]:
        """Write it to disk, like the file it is to replace; return what could not be kept."""
        while self._file is None:
            self._create()
        left = memoryview(data)
        while left:
            left = left[os.write(self._file, left) :]
        kept = self._resemble(self._status) if self._status is not None else []
        os.fsync(self._file)
        return kept

    def _create(self) -> None:
        """Make the file and keep it locked: who finds it unlocked may sweep it away."""
        name = f".tuanscore-{secrets.token_hex(4)}.tmp"
        temporary = self.target.with_name(name)
        mode = 0o666 if self._status is None else 0o600  # nobody reads along before it is ready
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _ALWAYS, mode)
        self._file, self.temporary = file, temporary
        _lock(file)
        if not os.fstat(file).st_nlink:  # swept away in this very moment
            self.drop()

    def _resemble(self, status: os.stat_result) -> list[str]:
        """Take over owner, permissions and attributes, the time excepted."""
        assert self._file is not None
        said = []
        if status.st_nlink > 1:
            also = f"{self.path} 还有 {status.st_nlink - 1} 个别的名字（硬链接）"
            said.append(f"{also}：那里还是原来的内容，没有跟着变")
        if hasattr(os, "fchown") and not _is_owned_alike(status, os.fstat(self._file)):
            try:
                os.fchown(self._file, status.st_uid, status.st_gid)
            except OSError:
                with suppress(OSError):
                    os.fchown(self._file, -1, status.st_gid)
                said.append(f"{self.path} 换成了你的文件：没有权限保住原来的属主")
        os.chmod(self.temporary, stat.S_IMODE(status.st_mode))
        with suppress(OSError):  # not every disk knows attributes
            shutil.copystat(self.target, self.temporary)
        os.utime(self.temporary)
        return said

    def drop(self) -> None:
        """Let go of the file; it is gone unless it took its place."""
        if self._file is not None:
            with suppress(OSError):
                self.temporary.unlink()
            os.close(self._file)
            self._file = None


def _is_owned_alike(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_uid, one.st_gid) == (other.st_uid, other.st_gid)


def _lock(file: int) -> bool:
    """Lock a file for as long as it is open; say whether nobody else has it."""
    try:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # somebody has, or nobody can on this disk
        return False
    return True


def _sweep(folder: Path, names: Set[str]) -> None:
    """Take away what programs that were killed have left in a folder of files of these names."""
    with suppress(OSError):
        for name in os.listdir(folder):
            found = _LEFT.fullmatch(name)
            if found is not None and (found[1] is None or found[1] in names):
                _remove_unlocked(folder / name)


def _remove_unlocked(path: Path) -> None:
    with suppress(OSError):
        file = os.open(path, _READ | _NO_LINK)
        try:
            if _lock(file):
                path.unlink()
        finally:
            os.close(file)


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it; raises TuanscoreError."""
    try:
        _make_folder(folder)
    except OSError as error:
        message = f"文件夹 {folder} 建不了：{reason_of(error)}"
        raise TuanscoreError(message, "检查权限，或换一个地方") from error


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, on disk for good."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):  # another program was faster; or a file is there: see below
        folder.mkdir()
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, or a file could be gone when the power fails."""
    try:
        file = os.open(folder, _FOLDER)
    except PermissionError:  # one may write into it and not look, and on Windows never look
        return
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno != errno.EINVAL:  # such a disk does not know how
            raise
    finally:
        os.close(file)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl+C, the end of a terminal and a polite kill wait until all is in its place."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pour(path: Path, data: bytes) -> None:
    """Write into what cannot be replaced; raises TuanscoreError."""
    try:
        stream = _stream_to(path.stat())
        file = os.open(path, os.O_WRONLY) if stream is None else os.dup(stream)
        with open(file, "wb") as opening:
            opening.write(data)
    except OSError as error:
        message = f"{path} 写不了：{reason_of(error)}"
        raise TuanscoreError(message, "检查文件夹是否存在、权限是否够") from error


def _stream_to(status: os.stat_result) -> int | None:
    """Return standard output or standard error, where it goes to this very file."""
    for stream in (1, 2):
        with suppress(OSError):  # it is closed
            if os.path.samestat(status, os.fstat(stream)):
                return stream
    return None
