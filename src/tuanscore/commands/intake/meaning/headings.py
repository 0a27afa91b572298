"""The headings of the field, as data: what each may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tuanscore.commands.intake.meaning import wording
from tuanscore.errors import TuanscoreError
from tuanscore.model.settings import FILE
from tuanscore.source.read import read

_FILE = Path(__file__).with_name("headings.yaml")
Roles = Mapping[str, tuple[str, ...]]
"""What a heading may stand for, by the heading as it is looked up; the likeliest first."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the headings of a paper stand for."""

    columns: Roles
    funds: Roles
    sources: Roles
    labels: Roles
    persons: Roles
    levels: Roles
    """The usual name of a 一级指标 or 二级指标."""
    top: frozenset[str]
    """Which of those names are 一级指标."""
    sums: frozenset[str]
    ends: frozenset[str]
    weak: frozenset[str]
    """Words that stand in prose too, and decide nothing alone."""
    fillers: frozenset[str]
    sections: Roles
    """Headings of the parts of a 部门整体绩效目标."""
    openings: Roles
    """Words that a paragraph of it begins with."""

    def is_known(self, text: str) -> bool:
        """Say whether a text is a heading of any kind."""
        return any(
            self._of(roles, text) for roles in (self.columns, self.funds, self.labels, self.persons)
        )

    def column(self, text: str) -> tuple[str, ...]:
        """Return what a heading over a column of lines may stand for."""
        return self._of(self.columns, text)

    def label(self, text: str) -> tuple[str, ...]:
        """Return what the label of a value may stand for."""
        return self._of(self.labels, text)

    def fund(self, text: str) -> tuple[str, ...]:
        """Return what a heading over amounts may stand for."""
        return self._of(self.funds, text)

    def _of(self, roles: Roles, text: str) -> tuple[str, ...]:
        word = wording.heading(text)
        forms = (word, wording.undated(word), wording.unbracketed(word))
        return next((roles[form] for form in forms if form in roles), ())

    def begins(self, text: str) -> bool:
        """Say whether a text is the label of a project's name, with or without the name."""
        label = wording.flat(text).partition(":")[0]
        return self.label(label)[:1] == ("项目名称",) and not self.is_weak(label)

    def is_weak(self, text: str) -> bool:
        """Say whether a heading decides nothing alone."""
        return wording.heading(text) in self.weak

    def level(self, text: str) -> str:
        """Return the usual name of a level, or nothing."""
        word = wording.unnumbered(wording.heading(text))
        return next(iter(self.levels.get(word, ())), "")

    def source(self, text: str) -> str:
        """Return 总额 or 来源 for the label of a row of amounts, or nothing."""
        word = wording.heading(text).removeprefix("其中").lstrip(":")
        return next(iter(self.sources.get(word, ())), "")

    def section(self, text: str) -> str:
        """Return which part of a 部门整体绩效目标 a heading opens, or nothing."""
        word = wording.unnumbered(wording.heading(text))
        return next(iter(self.sections.get(word, ())), "")

    def opening(self, text: str) -> str:
        """Return what a paragraph of it tells, as its first words say, or nothing."""
        shown = wording.flat(text)
        return next(
            (roles[0] for word, roles in self.openings.items() if shown.startswith(word)), ""
        )

    def is_sum(self, text: str) -> bool:
        """Say whether a label is that of a sum."""
        return wording.heading(text) in self.sums

    def is_end(self, text: str) -> bool:
        """Say whether a label stands below the lines: notes, signatures, conclusions."""
        before = wording.heading(text)
        return before in self.ends or before.partition(":")[0] in self.ends

    def is_filler(self, text: str) -> bool:
        """Say whether nobody has written anything: …, /, 指标2：."""
        return wording.flat(wording.name(text)) in self.fillers


Written = Mapping[str, Mapping[str, Iterable[str]]]
"""Headings as they are written: words by what they mean, by where they stand."""


def known(more: Written | None = None) -> Headings:
    """Return the headings that come with the program, and those that a repository adds.

    Raises TuanscoreError for a meaning that nothing has.
    """
    written, added = _shipped(), more or {}

    def roles(section: str) -> Roles:
        own = added.get(section, {})
        for role in own:
            if role not in written[section]:
                message = f"{FILE} 的 导入标题 里，{section} 没有“{role}”"
                raise TuanscoreError(message, f"可以写：{'、'.join(written[section])}")
        found: dict[str, tuple[str, ...]] = {}
        for role, words in written[section].items():
            for word in map(wording.heading, (*own.get(role, ()), *words)):
                found[word] = (*found.get(word, ()), role)
        return found

    def words(section: str) -> frozenset[str]:
        return frozenset(map(wording.flat, written[section]))

    return Headings(
        columns=roles("列"),
        funds=roles("资金列"),
        sources=roles("资金行"),
        labels=roles("栏目"),
        persons=roles("个人"),
        levels=roles("级别"),
        top=frozenset(written["一级"]),
        sums=words("合计"),
        ends=words("结束"),
        weak=words("不能单独定"),
        fillers=words("占位"),
        sections=roles("段落"),
        openings=roles("开头"),
    )


@cache
def _shipped() -> Any:
    document, _ = read(_FILE.read_bytes(), _FILE.name)
    assert document is not None
    return document.root
