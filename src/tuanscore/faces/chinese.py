"""Typer's own words in Chinese: headings of help pages, and complaints about the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import east_asian_width


def _words(sentence: str) -> str:
    """Return a pattern for a sentence that may be broken into lines anywhere."""
    return r"\s+".join(re.escape(word) for word in sentence.split())


def _several(names: str) -> str:
    """Return a list such as ``'a', 'b' or 'c'`` as it is written in Chinese."""
    return "、".join(re.findall(r"[^\s,']+", names.replace("' or '", "', '")))


_Table = tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]
_HELP: _Table = (
    (r"^Usage: ", "用法："),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"\{([^{}\n]*)\}(?=[ \n]|$)", r"\1"),
    (r"^(  \S+) <[A-Za-z][^<>\n]*>", r"\1"),  # the type of a value
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"Show this message and exit\.", "显示这段说明。"),
    (_words("Install completion for the current shell."), "为当前的 shell 装上补全。"),
    (
        _words("Show completion for the current shell, to copy it or customize the installation."),
        "打印补全脚本，自己安装时用。",
    ),
    (r"\[required\]", "[必填]"),
    (r"(?<=[。，；、]) (?=\S)", ""),  # where a docstring goes on in its next line
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
)
_COMPLAINTS: _Table = (
    (r"Missing argument '?([^'.]*)'?\.", r"缺少参数：\1"),
    (r"Missing option '?([^'.]*)'?\.", r"缺少选项：\1"),
    (r"Missing command\.", "没有写命令"),
    (r"No such command '([^']*)'\.", r"没有“\1”这个命令"),
    (
        r"No such option: (-C|--color|--no-color|--traceback)(?![-\w])[^\n]*",
        r"\1 要写在命令前面",
    ),
    (
        r"No such option: (-[^\s=]*)\s+(?!\(Poss)(\S.*?)(?: \(Possible options: \1\)|(?= \(P)|$)",
        r"“\1 \2”连成了一个词，选项和值要分开写，或写成 \1=\2",
    ),
    (r"No such option: (\S+)", r"没有 \1 这个选项"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"多写了：\1"),
    (r" \(Possible options: (.*)\)", lambda m: f"，是不是 {_several(m[1])}？"),
    (r"Option '([^']*)' requires an argument\.", r"选项 \1 后面要写一个值"),
    (r"Option '([^']*)' does not take a value\.", r"选项 \1 后面不写值"),
    (r"Value error, ", ""),
    (
        r"Invalid value for '([^']*)': (?:Input should be|'[^']*' is not) a valid int.*",
        r"\1 应当是整数",
    ),
    (
        r"Invalid value for '([^']*)': Input should be ('.*)",
        lambda m: f"{m[1]} 应当是其中之一：{_several(m[2])}",
    ),
    (r"Invalid value for '([^']*)': ", r"\1 的值不对："),
    (r"'([^']*)' is not one of (.*)\.", lambda m: f"“{m[1]}”不是其中之一：{_several(m[2])}"),
    (r" ?Did you mean (?:one of: )?('[^?\n]*)\??", lambda m: f"，是不是 {_several(m[1])}？"),
)


def help_page(text: str) -> str:
    """Return a help page with its fixed words in Chinese and its columns aligned for them."""
    blocks = re.split(r"(\n\n)", _translate(text, _HELP))
    return "".join(_align(block) for block in blocks)


def _align(block: str) -> str:
    """Pad the terms of a list of (term, explanation) by their width in a terminal."""
    heading, _, body = block.partition("\n")
    if heading.startswith(" ") or not heading.endswith("："):
        return block
    rows: list[tuple[str, str]] = []
    for line in body.splitlines():
        match = re.match(r"  (\S.*?)(?:  +(\S.*))?$", line)
        if match is None and rows:  # a long explanation goes on
            term, explanation = rows.pop()
            rows.append((term, f"{explanation}{line.strip()}"))
        elif match is not None:
            rows.append((match[1], match[2] or ""))
    width = max((_cells(term) for term, _ in rows), default=0)
    lines = [f"  {t}{' ' * (width - _cells(t))}  {e}".rstrip() for t, e in rows]
    return "\n".join([heading, *lines]) + ("\n" if block.endswith("\n") else "")


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def complaint(text: str) -> str:
    """Return a complaint about the command line in Chinese; unknown ones stay as they are."""
    return _translate(text, _COMPLAINTS)


def _translate(text: str, table: _Table) -> str:
    for pattern, words in table:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text
