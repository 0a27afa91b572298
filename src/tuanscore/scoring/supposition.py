"""What if: ``考核点=完成值`` pairs → a report that comes after all others, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore import references
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Severity
from tuanscore.model.kinds.results import Results
from tuanscore.model.load import validate
from tuanscore.model.messages import did_you_mean
from tuanscore.scoring.merge import merge
from tuanscore.shelf import Report
from tuanscore.source.read import read as read_yaml
from tuanscore.source.tree import meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuanscore.model.kinds.scorecard import Scorecard
    from tuanscore.scoring.merge import Merged
    from tuanscore.scoring.tree import Score
    from tuanscore.shelf import Repository

FILE = "<假设>"
"""What the report is called where a file's name would stand."""
MARK = "【假设】"
"""Stands before the title of a card that shows what is only supposed."""
_HINT = "写成 考核点=完成值，例如 技能比武=4"


@dataclass(frozen=True, slots=True)
class Supposed:
    """One supposed value, and the value that counts without it (None where there is none)."""

    measure: str
    was: str | None
    value: str


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed, the score as it really is, and how far the supposed one is from it."""

    values: tuple[Supposed, ...]
    real: Score
    change_low: Decimal
    change_high: Decimal


_WORDS = 4
"""Characters of an item's text that are enough to mean it."""


def _meant(name: str, card: Scorecard) -> str:
    """Return the measure that a name means: its own, or the only one of the item that says it."""
    known = card.reportable()
    name = meant(name, known)
    if name in known:
        return name
    if any(n == name and m.deducts for _, _, n, m in card.measures()):
        raise NotFoundError(
            f"考核点“{name}”是扣分项，不能假设完成值", did_you_mean(name, sorted(known))
        )
    saying = [item for _, item in card.items() if name in item.text]
    if len(name) >= _WORDS and len(saying) == 1:
        measures = [n for n in saying[0].measures or (saying[0].id,) if n in known]
        if len(measures) == 1:
            return measures[0]
    raise NotFoundError(f"没有考核点“{name}”", did_you_mean(name, sorted(known)))


def read(pairs: Sequence[str], card: Scorecard, repository: Repository) -> Report:
    """Read the pairs as a report on a card, as of its last report.

    Raises NotFoundError for a name that the card does not have, TuanscoreError for a value that
    cannot be read.
    """
    values = {_meant(name, card): value for name, value in _split(pairs).items()}
    report = report_of(values, card, repository.results_for(card))
    for finding in references.examine(report.model, report.document, repository):
        if finding.severity is Severity.ERROR:
            raise TuanscoreError(f"--what-if {finding.message}", finding.hint)
    return report


def report_of(values: Mapping[str, str], card: Scorecard, reports: Sequence[Report]) -> Report:
    """Return the report that says these values; the 基数 of a comparison stays what it was."""
    merged = merge(reports, card)
    day = merged.as_of or date(card.year, 12, 31)
    lines = [
        "类型: 完成情况",
        f"单位: {_quoted(card.short_name)}",
        f"年度: {card.year}",
        f"截至: {day}",
        *(["完成:"] if values else []),
        *(f"  {_quoted(name)}: {_result(name, text, merged)}" for name, text in values.items()),
    ]
    document, _ = read_yaml("\n".join(lines).encode(), FILE)
    assert document is not None
    model, _ = validate(document, Results)
    assert model is not None
    return Report(document, model)


def compare(values: Report, reports: Sequence[Report], real: Score, supposed: Score) -> Supposition:
    """Say what was supposed and what it changes."""
    before = {n: r for report in reports for n, r in report.model.results.items()}
    was = {name: result.actual or "不适用" for name, result in before.items()}
    told = tuple(
        Supposed(name, was.get(name), result.actual or "")
        for name, result in values.model.results.items()
    )
    low, high = supposed.card.low - real.card.low, supposed.card.high - real.card.high
    return Supposition(told, real, low, high)


def _split(pairs: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = (part.strip() for part in pair.replace("＝", "=", 1).partition("="))
        if not (name and sign and value):
            raise TuanscoreError(f"--what-if “{pair}”看不懂", _HINT)
        if not pair.isprintable():
            raise TuanscoreError(f"--what-if {name}：值里有不能显示的字符", _HINT)
        if name in values:
            raise TuanscoreError(f"--what-if 把“{name}”写了两次", "一个考核点只假设一个值")
        values[name] = value
    return values


def _result(name: str, text: str, merged: Merged) -> str:
    told = merged.results.get(name)
    if told is None or told.value.base is None:
        return _quoted(text)
    base, source = _quoted(told.value.base), _quoted(told.value.base_source or FILE)
    return f"{{自评: {_quoted(text)}, 基数: {base}, 基数来源: {source}}}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
