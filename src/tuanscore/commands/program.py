"""The program: its commands, the options before them, and where every error ends."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

# Looking for plugins that we do not have would cost a good part of the start-up time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer
from typer.core import TyperCommand, TyperGroup

from tuanscore import __version__
from tuanscore.commands.common import CRASH, USAGE, enter, session
from tuanscore.commands.streams import INTERRUPTED, complain, interrupted, write
from tuanscore.errors import TuanscoreError
from tuanscore.faces import chinese

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Group(TyperGroup):
    """A group whose help page speaks Chinese."""

    def get_help(self, ctx: Any) -> str:
        return chinese.help_page(super().get_help(ctx))


class _Command(TyperCommand):
    """A command whose help page speaks Chinese, and whose complaints say which command it is."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:  # a value is missing
                error.ctx = ctx  # type: ignore[attr-defined]
            raise

    def get_help(self, ctx: Any) -> str:
        return chinese.help_page(super().get_help(ctx))


_COMMANDS = {
    "validate": "validate.command:validate",
    "fix": "fix.command:fix",
    "fmt": "fix.command:fmt",
    "score": "score.command:score",
    "diff": "diff.command:diff",
    "log": "history.command:log",
    "blame": "history.command:blame",
    "show": "show.command:show",
    "list": "show.command:list_",
    "render": "show.command:render",
    "export": "export.command:export",
    "plan": "plan.command:plan",
    "verify": "verify.command:verify",
    "progress": "progress.command:progress",
    "explain": "explain.command:explain",
    "checks": "explain.command:checks",
    "schema": "schema.command:schema",
    "init": "new.command_init:init",
    "new": "new.command:new",
    "form": "form.command:form",
    "import": "intake.command:import_",
    "factor": "factor.command:factor",
    "rebase": "factor.command:rebase",
}
"""Every command with its room, file and function, in the order of the help page."""
_HIDDEN = {"git-merge": "merge.command:git_merge", "git-textconv": "merge.command:git_textconv"}
"""What git runs and nobody types."""
_BEFORE = {
    "-C": "-C 文件夹",
    "--color": "--color",
    "--no-color": "--no-color",
    "--traceback": "--traceback",
}
"""The options that stand before the command, as they are written."""


def build(words: Sequence[str]) -> typer.Typer:
    """Return the program with the commands that stand on the command line, or with all of them."""
    app = typer.Typer(
        name="tuanscore",
        cls=_Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 1000},
    )
    app.callback()(top)
    known = {**_COMMANDS, **_HIDDEN}
    for name in [word for word in known if word in words] or known:
        module, _, function = known[name].partition(":")
        command = app.command(name, cls=_Command, hidden=name in _HIDDEN)
        command(getattr(import_module(f"tuanscore.commands.{module}"), function))
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        write(f"tuanscore {__version__}\n")
        raise typer.Exit


def top(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", metavar="文件夹", help="到这个文件夹里运行。", show_default=False)
    ] = Path(),
    color: Annotated[
        bool | None, typer.Option("--color/--no-color", help="带不带颜色；不写时看终端。")
    ] = None,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="程序自己出错时打印细节。")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="显示版本。", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """评分表写成 YAML：校验、计分、比较、打印。

    \b
    先看看有什么：    tuanscore list
    全部校验一遍：    tuanscore validate
    一年的排名：      tuanscore score 2014
    一个单位的得分：  tuanscore score 2014 --org 苍溪

    退出码：0 正常，1 有错误或没达到要求，2 用法不对，3 程序出错。
    """
    enter(directory)
    context.obj = session(directory, color, traceback)
    context.call_on_close(context.obj.tell_aside)


def run() -> int:
    """Run the command on the command line and return its exit code."""
    try:
        code = build(sys.argv[1:])(prog_name="tuanscore", standalone_mode=False)
        if code == INTERRUPTED:  # the command line library caught it before us
            interrupted()
    except TuanscoreError as error:
        complain(error.message, *error.hints)
        code = getattr(error, "code", USAGE)
    except OSError as error:
        code = _refused(error)
    except KeyboardInterrupt:
        code = interrupted()
    except Exception as error:
        code = _unexpected(error)
    return code if isinstance(code, int) else 0


def _refused(error: OSError) -> int:
    """Say what the system did not let us do."""
    from tuanscore.disk import reason_of

    if "--traceback" in sys.argv:
        raise error
    name = f"{error.filename} " if isinstance(error.filename, str) else ""
    complain(f"读写失败：{name}{reason_of(error)}", "检查权限，看看磁盘是否满了")
    return USAGE


def _unexpected(error: Exception) -> int:
    """Say what is wrong with the command line; anything else is a bug of ours."""
    if isinstance(error, typer.Exit):
        return error.exit_code
    describe = getattr(error, "format_message", None)
    if describe is not None:  # the family of usage errors of the command line library
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(describe() + "\n")
        elif describe():
            complain(chinese.complaint(describe()), *_advice(error))
        return USAGE
    if "--traceback" in sys.argv:
        raise error
    complain(
        f"程序自己出错了（{type(error).__name__}：{error}）",
        "这不是文件的问题。加上 --traceback 再运行一次，把输出发给维护者",
    )
    return CRASH


def _advice(error: Exception) -> tuple[str, ...]:
    """Return how the command is used: examples where an argument is wrong, and where to read on."""
    context = getattr(error, "ctx", None)
    if context is None:
        return ("看说明：tuanscore --help",)
    option = getattr(error, "option_name", None)
    if option in _BEFORE:
        example = f"例如 tuanscore {_BEFORE[option]} {context.info_name}"
        return example, "看说明：tuanscore --help"
    examples = []
    if getattr(getattr(error, "param", None), "param_type_name", "") == "argument":
        examples = re.findall(r"^ +(tuanscore .*)", context.command.help or "", re.MULTILINE)
    return (
        *(f"例如 {example}" for example in examples[:2]),
        f"看说明：{context.command_path} --help",
    )
