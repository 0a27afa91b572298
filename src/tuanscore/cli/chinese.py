"""Typer's own words in Chinese: headings of help pages, and complaints about the command line."""

from __future__ import annotations

import re

_HELP = (
    (r"^Usage: ", "用法："),
    (r"^Options:$", "选项："),
    (r"^Arguments:$", "参数："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"Show this message and exit\.", "显示这段说明。"),
    (r"Install completion for the current shell\.", "为当前的 shell 装上补全。"),
    (
        r"Show completion for the current shell, to copy it or\s+customize the installation\.",
        "打印补全脚本，自己安装时用。",
    ),
    (r"\[required\]", "[必填]"),
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
)
_COMPLAINTS = (
    (r"Missing argument '?([^'.]*)'?\.", r"缺少参数：\1"),
    (r"Missing option '?([^'.]*)'?\.", r"缺少选项：\1"),
    (r"Missing command\.", "没有写命令"),
    (r"No such command '([^']*)'\.", r"没有“\1”这个命令"),
    (r"No such option: (\S+)", r"没有 \1 这个选项"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多写了：\1"),
    (r"Option '([^']*)' requires an argument\.", r"选项 \1 后面要写一个值"),
    (r"Option '([^']*)' does not take a value\.", r"选项 \1 后面不写值"),
    (r"Value error, ", ""),
    (r"Invalid value for '([^']*)': Input should be a valid integer.*", r"\1 应当是整数"),
    (r"Invalid value for '([^']*)': Input should be (.*)", r"\1 应当是其中之一：\2"),
    (r"Invalid value for '([^']*)': ", r"\1 的值不对："),
    (r"'([^']*)' is not one of (.*)\.", r"“\1”不是其中之一：\2"),
    (r" ?Did you mean '?([^'?]*)'?\??", r"，是不是 \1？"),
    (r"(?<=')'? or '", "、"),
)


def help_page(text: str) -> str:
    """Return a help page with its fixed words in Chinese."""
    return _translate(text, _HELP)


def complaint(text: str) -> str:
    """Return a complaint about the command line in Chinese; unknown ones stay as they are."""
    return _translate(text, _COMPLAINTS)


def _translate(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for pattern, words in table:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text
