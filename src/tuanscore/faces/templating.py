"""Filling in Jinja templates: a team's own folder before the built-in one, in a sandbox.

A team's template has the name of a built-in one and takes its place; it may build on the built-in
one with ``{% extends "内置/sheet.html.j2" %}``.

What a team's template says is done in a process of its own, which may take so much time and memory
and write so much; one that takes more is ended, wherever it is. Nothing is worked out when a
template is compiled. Where processes cannot be forked, only what it writes is limited.
"""

from __future__ import annotations

import faulthandler
import os
import re
import select
import signal
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuanscore import disk, resources
from tuanscore.errors import TuanscoreError
from tuanscore.source.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.sandbox import SandboxedEnvironment

BUILT_IN = "内置"
"""The prefix by which a team's template refers to a built-in one of the same name."""

MAX_BYTES = 4 * 1024 * 1024
"""The largest template that is read."""
SECONDS = 10
"""For how long a team's template may run."""
MEGABYTES = 512
"""How much memory it may need beside what is in use already, where Linux counts it."""
CHARACTERS = 50_000_000
"""How much it may write."""

_HINT = "改好这个模板；删掉它就用内置的"
_TEXT, _ERROR, _OURS, _SLOW = b"=", b"!", b"?", b"~"
"""What comes of the other process: a text, our message, a bug of ours, or where it was stopped."""


class _TooLongError(Exception):
    """More is written than a team's template may write."""


def fill(
    names: Sequence[str],
    team: Path | None,
    values: Mapping[str, Any],
    finalize: Callable[[Any], Any] | None = None,
) -> str:
    """Fill in the first of these templates that exists; every value is escaped as for HTML.

    A format with other rules escapes in ``finalize`` and returns Markup. Raises TuanscoreError for
    a mistake in a team's template; a mistake in a built-in one is a bug and stays what it is.
    """
    environment = _environment(team, finalize)
    if team is None or not team.is_dir():
        return environment.select_template(list(names)).render(values)
    if not hasattr(os, "fork"):
        return _filled(environment, names, team, values)
    made, said = _apart(environment, names, team, values)
    if made == _TEXT:
        return said.decode("utf-8", "surrogatepass")
    if made == _ERROR:
        raise TuanscoreError(said.decode("utf-8", "surrogatepass"), _HINT)
    if made == _OURS:  # so that it is met here, too
        return _filled(environment, names, team, values)
    place = _stopped_at(environment, said, team) or _chosen(names, team)
    reason = f"{SECONDS} 秒还没有做完" if made == _SLOW else "运行中断了"
    raise TuanscoreError(f"模板 {place}：{reason}", _HINT)


def _filled(
    environment: SandboxedEnvironment, names: Sequence[str], team: Path, values: Mapping[str, Any]
) -> str:
    """Fill in the template; raises TuanscoreError for a mistake in a team's one."""
    try:
        parts = environment.select_template(list(names)).generate(values)
        made, size = [], 0
        for part in parts:
            made.append(part)
            size += len(part)
            if size > CHARACTERS:
                parts.throw(_TooLongError)  # type: ignore[attr-defined] # where it writes
        return "".join(made)
    except TuanscoreError:  # the loader has said it all
        raise
    except Exception as error:
        if (place := _place(error, team)) is not None:
            raise TuanscoreError(f"模板 {place}：{_reason(error)}", _HINT) from error
        if isinstance(error, RecursionError):  # it could not even be read
            raise TuanscoreError(f"模板 {_chosen(names, team)}：套得太深", _HINT) from error
        raise


def _apart(
    environment: SandboxedEnvironment, names: Sequence[str], team: Path, values: Mapping[str, Any]
) -> tuple[bytes, bytes]:
    """Fill the template in in a process with limits; return what came of it, and what it said.

    A process whose time is over is asked to end; it says, in Python's words, where it was.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(ours)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits answers to Ctrl+C
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            faulthandler.register(signal.SIGTERM, theirs, all_threads=False, chain=True)
            _limit_memory()
            answer = _answer(environment, names, team, values)
            with os.fdopen(theirs, "wb") as stream:
                stream.write(answer)
        finally:
            os._exit(0)
    os.close(theirs)
    try:
        with os.fdopen(ours, "rb") as stream:
            if select.select([stream], [], [], SECONDS)[0]:
                answer = stream.read()
                return answer[:1], answer[1:]
            os.kill(child, signal.SIGTERM)
            if not select.select([stream], [], [], 1)[0]:
                os.kill(child, signal.SIGKILL)
            return _SLOW, stream.read()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(
    environment: SandboxedEnvironment, names: Sequence[str], team: Path, values: Mapping[str, Any]
) -> bytes:
    try:
        return _TEXT + _filled(environment, names, team, values).encode("utf-8", "surrogatepass")
    except TuanscoreError as error:
        return _ERROR + error.message.encode("utf-8", "surrogatepass")
    except Exception:
        return _OURS


def _chosen(names: Sequence[str], team: Path) -> str:
    """Return the team's template that is to be filled in."""
    return next((_shown(team / name, team) for name in names if (team / name).is_file()), names[0])


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _stopped_at(environment: SandboxedEnvironment, said: bytes, team: Path) -> str | None:
    """Return file and line of the team's template that a process was ended in, if it was in one."""
    files = {str(path).encode("ascii", "backslashreplace"): path for path in team.rglob("*.j2")}
    for file, line in re.findall(rb'File "(.*)", line (\d+)', said):
        if path := files.get(file):
            template = environment.get_template(path.relative_to(team).as_posix())
            return f"{_shown(path, team)} 第 {template.get_corresponding_lineno(int(line))} 行"
    return None


def _environment(team: Path | None, finalize: Callable[[Any], Any] | None) -> SandboxedEnvironment:
    from jinja2 import (
        ChoiceLoader,
        FileSystemLoader,
        FunctionLoader,
        PrefixLoader,
        StrictUndefined,
        nodes,
    )
    from jinja2.compiler import CodeGenerator
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Unfolded(CodeGenerator):
        """Works out no constant such as ``'x' * 10**9``, which would be done without limits."""

        def _output_child_to_const(self, node: Any, frame: Any, finalize: Any) -> str:
            if not isinstance(node, nodes.TemplateData):
                raise nodes.Impossible
            return super()._output_child_to_const(node, frame, finalize)

    built_in = FileSystemLoader(resources.templates() / "reports")
    own = [FunctionLoader(partial(_load, team))] if team is not None else []
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, built_in, PrefixLoader({BUILT_IN: built_in})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
        optimized=False,
    )
    environment.code_generator_class = Unfolded
    return environment


def _place(error: Exception, team: Path) -> str | None:
    """Return file and line of the team's template that led to the error, if one did."""
    from jinja2 import TemplateSyntaxError

    steps = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        steps.append((error.filename or "", error.lineno))
    own = [step for step in steps if Path(step[0]).is_relative_to(team)]
    if not own:
        return None
    file, line = own[-1]
    return f"{_shown(Path(file), team)} 第 {line} 行"


def _load(team: Path, name: str) -> tuple[str, str, None] | None:
    """Return a team's template and its path; None where there is none of this name.

    Raises TuanscoreError for one that is not the repository's own, or cannot be read.
    """
    path = team / name
    if not disk.is_inside(name) or not os.path.lexists(path):
        return None
    below = _shown(path, team)
    try:
        return disk.read(team.parent.parent, below, MAX_BYTES).decode("utf-8"), str(path), None
    except OSError as error:
        raise TuanscoreError(f"模板 {below}：{disk.reason_of(error)}", _HINT) from error
    except UnicodeDecodeError as error:
        line = len(lines_of(error.object[: error.start].decode("utf-8")))
        message = f"模板 {below} 第 {line} 行：不是 UTF-8 编码，另存为 UTF-8"
        raise TuanscoreError(message, _HINT) from error


def _shown(path: Path, team: Path) -> str:
    """Return a template's file relative to the repository, in which the folder lies two deep."""
    return path.relative_to(team.parent.parent).as_posix()


def _reason(error: Exception) -> str:
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    said = getattr(error, "message", error)
    reasons = {
        TemplateSyntaxError: f"语法错误（{said}）",
        UndefinedError: f"用了没有的变量或属性（{said}）",
        TemplateNotFound: f"引用的模板“{said}”不存在",
        SecurityError: f"不许做的事（{said}）",
        RecursionError: f"模板引用了自己；要引用内置的同名模板，名字前加 {BUILT_IN}/",
        OverflowError: f"数或 range 太大（{said}）",
        MemoryError: f"要的内存太多（最多 {MEGABYTES} MB）",
        _TooLongError: f"写出来的太长（最多 {CHARACTERS} 个字）",
    }
    failed = f"运行出错（{type(error).__name__}：{error}）"
    return next((reason for kind, reason in reasons.items() if isinstance(error, kind)), failed)
