"""Markdown: pipe tables among headings and paragraphs."""

from __future__ import annotations

import re
from html import unescape

from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text

_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__|`|~~)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"^\s*(#{1,6}\s+|>\s?|[-*+]\s+)")


def is_markdown(text: str) -> bool:
    """Say whether a text has a pipe table."""
    lines = text.splitlines()
    return any(_starts(lines, number) for number in range(len(lines) - 1))


def read(text: str, name: str) -> Paper:
    """Return the tables and what stands around them, without marks of emphasis and headings."""
    lines = text.splitlines()
    parts: list[Table | Text] = []
    number = tables = 0
    while number < len(lines):
        if _starts(lines, number):
            end = number + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            tables += 1
            parts.append(_table(lines, number, end, f"表{tables}"))
            number = end
        else:
            plain = _plain(_MARK.sub("", lines[number])).strip()
            if plain:
                parts.append(Text(f"第{number + 1}行", plain))
            number += 1
    return Paper(name, tuple(parts))


def _starts(lines: list[str], number: int) -> bool:
    return (
        number + 1 < len(lines)
        and "|" in lines[number]
        and "|" in lines[number + 1]
        and _RULE.match(lines[number + 1]) is not None
        and len(_fields(lines[number])) == len(_fields(lines[number + 1]))
    )


def _table(lines: list[str], start: int, end: int, at: str) -> Table:
    rows = [start, *range(start + 2, end)]
    cells = tuple(
        Cell(row, column, _plain(field), at=f"第{line + 1}行第{column + 1}格")
        for row, line in enumerate(rows)
        for column, field in enumerate(_fields(lines[line]))
    )
    return Table(at, cells, len(rows), max(cell.column + 1 for cell in cells))


def _fields(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    fields = [field.strip() for field in _PIPE.sub(r"\1\0", line).split("\0")]
    return fields[:-1] if len(fields) > 1 and not fields[-1] else fields


def _plain(text: str) -> str:
    text = _STRONG.sub(r"\2", _BREAK.sub("\n", text))
    return unescape(_ESCAPED.sub(r"\1", text))
