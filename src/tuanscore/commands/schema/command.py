"""`tuanscore schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tuanscore.commands import output as files
from tuanscore.commands.streams import complain, write


def schema(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件夹", help="写到文件夹里；不写就打印总的一份。"),
    ] = None,
) -> None:
    """写出 JSON Schema，编辑器照它补全键、指出写错的地方、显示说明。

    总的一份管所有带 类型 的文件，tuanscore.yaml 有自己的一份，每种 类型 也各有一份。
    升级以后再写一遍，旧的会被换掉。

    \b
    例：
      tuanscore schema -o schemas
      tuanscore schema > tuanscore.schema.json
    """
    from tuanscore.commands.schema import schemas

    if output is None:
        unicode = (sys.stdout.encoding or "").lower() in ("utf-8", "utf8")
        write(text_of(schemas.combined(), escaped=not unicode))
        return
    written = schemas.all_by_file()
    _write(context, output, {name: text_of(made).encode() for name, made in written.items()})
    line = schemas.modeline(output.as_posix())
    complain(
        f"写好了 {output} 里的 {len(written)} 份 JSON Schema",
        f"YAML 文件的第一行写上它，路径从那个文件算起：{line}",
    )


def _write(context: typer.Context, folder: Path, made: dict[str, bytes]) -> None:
    """Write all files into a folder, which is made where there is none."""
    from tuanscore.disk import write_files
    from tuanscore.errors import TuanscoreError

    place: Path = context.obj.directory / folder
    if place.exists() and not place.is_dir():
        raise TuanscoreError(f"{folder} 不是文件夹", "-o 后面写文件夹名，例如 schemas")
    for name in made:
        files.check(context, folder / name)
    files.tell(write_files({place / name: data for name, data in made.items()}, folders=True))


def text_of(made: dict[str, Any], *, escaped: bool = False) -> str:
    """Return a schema as the text of its file; escaped, it is ASCII and the same schema."""
    import json

    return json.dumps(made, ensure_ascii=escaped, indent=2) + "\n"
