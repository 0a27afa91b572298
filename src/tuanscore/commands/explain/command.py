"""`tuanscore explain` and `tuanscore checks`: what the codes of findings mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.commands.common import emit

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

_Form = Annotated[
    Literal["text", "json", "md"],
    typer.Option("--format", metavar="text|json|md", help="输出格式。"),
]


def _complete_code(incomplete: str) -> list[str]:
    from tuanscore.checks import manual

    return [code for code in manual.every() if code.startswith(incomplete)]


def explain(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="编号",
            help="检查编号或名称，如 TS401。",
            autocompletion=_complete_code,
            show_default=False,
        ),
    ],
    form: _Form = "text",
) -> None:
    """说明一个检查编号：查什么，为什么，错的和对的写法，怎么改级别。

    \b
    例：
      tuanscore explain TS401
      tuanscore explain TS401 --format md
    """
    from tuanscore.commands.explain import guiding

    emit(context, guiding.guide(code, _around(context)), form)


def checks(context: typer.Context, form: _Form = "text") -> None:
    """列出所有检查编号：名称、级别、查什么。

    \b
    例：
      tuanscore checks
      tuanscore checks --format json
    """
    from tuanscore.commands.explain import guiding

    emit(context, guiding.guides(_around(context)), form)


def _around(context: typer.Context) -> Repository | None:
    """Return the repository whose levels hold here, if there is one."""
    from tuanscore.errors import TuanscoreError

    try:
        repository: Repository = context.obj.repository()
    except TuanscoreError:
        return None
    return repository
