"""Filling in Jinja templates: a team's own folder before the built-in one, in a sandbox.

A team's template has the name of a built-in one and takes its place; it may build on the built-in
one with ``{% extends "内置/sheet.html.j2" %}``.
"""

from __future__ import annotations

import os
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuanscore import disk, resources
from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.sandbox import SandboxedEnvironment

BUILT_IN = "内置"
"""The prefix by which a team's template refers to a built-in one of the same name."""

MAX_BYTES = 4 * 1024 * 1024
"""The largest template that is read."""

_HINT = "改好这个模板；删掉它就用内置的"


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
    try:
        return environment.select_template(list(names)).render(values)
    except TuanscoreError:  # the loader has said it all
        raise
    except Exception as error:
        if team is not None and (place := _place(error, team)) is not None:
            raise TuanscoreError(f"模板 {place}：{_reason(error)}", _HINT) from error
        raise


def _environment(team: Path | None, finalize: Callable[[Any], Any] | None) -> SandboxedEnvironment:
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    built_in = FileSystemLoader(resources.templates() / "reports")
    own = [FunctionLoader(partial(_load, team))] if team is not None else []
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, built_in, PrefixLoader({BUILT_IN: built_in})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )


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
        line = error.object[: error.start].count(b"\n") + 1
        message = f"模板 {below} 第 {line} 行：不是 UTF-8 编码，另存为 UTF-8"
        raise TuanscoreError(message, _HINT) from error


def _shown(path: Path, team: Path) -> str:
    """Return a template's file relative to the repository, in which the folder lies two deep."""
    return path.relative_to(team.parent.parent).as_posix()


def _reason(error: Exception) -> str:
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(error, TemplateSyntaxError):
        return f"语法错误（{error.message}）"
    if isinstance(error, UndefinedError):
        return f"用了没有的变量或属性（{error.message}）"
    if isinstance(error, TemplateNotFound):
        return f"引用的模板“{error.message}”不存在"
    if isinstance(error, SecurityError):
        return f"不许做的事（{error.message}）"
    if isinstance(error, RecursionError):
        return f"模板引用了自己；要引用内置的同名模板，名字前加 {BUILT_IN}/"
    return f"运行出错（{type(error).__name__}：{error}）"
