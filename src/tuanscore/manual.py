"""What there is to know about a code: the sentence, why, and what fails and passes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Self

from tuanscore.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPECIAL = re.compile(r"[\\`*_<\[\]]")
_HEAD = re.compile(r"^# (\S+\.yaml)\n", re.MULTILINE)
_HUNK = re.compile(r"(?: .*\n)?(?:[-+].*\n)+|.*\n")

FAILS = "错的写法"
PASSES = "对的写法（去掉 - 的行，加上 + 的行，其余不变）"


@dataclass(frozen=True, slots=True)
class Manual:
    """What a finding of this code is about, why, and what fails and passes it."""

    code: str
    name: str
    """The defect in one word of English, as its module or constant is called."""
    severity: Severity
    sentence: str
    why: str
    fail: Mapping[str, str]
    """Whole small files by their names, relative to the root of a repository."""
    passes: Mapping[str, str]
    """The same files without the defect."""

    def plain(self) -> str:
        """Return the manual as plain text."""
        parts = [self.sentence, self.why]
        for heading, files in self.examples().items():
            parts += [f"{heading}：", *(f"{name}\n{text}".rstrip() for name, text in files.items())]
        return "\n\n".join(parts)

    def markdown(self) -> str:
        """Return the manual as Markdown."""
        parts = [_escaped(self.sentence), f"**为什么**：{_escaped(self.why)}"]
        for heading, files in self.examples().items():
            parts.append(f"**{heading}**")
            language = "yaml" if heading == FAILS else "diff"
            parts += [f"`{name}`\n\n```{language}\n{text}```" for name, text in files.items()]
        return "\n\n".join(parts)

    def examples(self) -> dict[str, Mapping[str, str]]:
        """Return what fails, whole, and what changes on it to pass, each under its heading."""
        if not self.fail:
            return {}
        names = dict.fromkeys((*self.fail, *self.passes))
        told = {name: changes(self.fail.get(name, ""), self.passes.get(name, "")) for name in names}
        return {FAILS: self.fail, PASSES: {name: text for name, text in told.items() if text}}


def changes(old: str, new: str) -> str:
    """Return the lines that differ, marked ``-`` and ``+``, each run below the line before it."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    told: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind != "equal":
            told += [f" {line}" for line in before[:a][-1:]]
            told += [f"-{line}" for line in before[a:b]]
            told += [f"+{line}" for line in after[c:d]]
    return "".join(told)


def changed(old: str, told: str) -> str:
    """Return the text with these `changes`; raises ValueError where they fit nowhere or twice."""
    lines = old.splitlines(keepends=True)
    for hunk in _HUNK.findall(told):
        marked = hunk.splitlines(keepends=True)
        before = [line[1:] for line in marked if line[0] in " -"]
        after = [line[1:] for line in marked if line[0] in " +"]
        places = [i for i in range(len(lines) + 1) if lines[i : i + len(before)] == before]
        if len(places) != 1 or before == after:
            raise ValueError(hunk)
        lines[places[0] : places[0] + len(before)] = after
    return "".join(lines)


class Code(str):
    """The code of something that is no check of its own; it carries its own explanation."""

    __slots__ = ("fail", "passes", "sentence", "severity", "why")

    def __new__(  # noqa: D102 - a code is made only where the codes are listed
        cls,
        value: str,
        sentence: str,
        why: str,
        *,
        fail: str = "",
        passes: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Self:
        code = super().__new__(cls, value)
        code.sentence, code.why, code.severity = sentence, why, severity
        code.fail, code.passes = fail, passes
        return code

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Travel between processes as the plain text."""
        return str, (str(self),)

    sentence: str
    why: str
    severity: Severity
    fail: str
    """A small file; where there are several, a line such as ``# scorecards/甲.yaml`` names each."""
    passes: str


def manuals(names: Mapping[str, object]) -> Iterator[Manual]:
    """Yield the manual of each code among these named values."""
    for name, code in names.items():
        if isinstance(code, Code):
            yield Manual(
                str(code),
                name.lower(),
                code.severity,
                code.sentence,
                code.why,
                _files(code.fail),
                _files(code.passes),
            )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _files(text: str) -> dict[str, str]:
    """Take a text apart into files, each under the line that names it."""
    if not text:
        return {}
    first, *rest = _HEAD.split(text)
    alone = {"scorecards/例.yaml": first} if first else {}
    return alone | dict(zip(rest[::2], rest[1::2], strict=True))
