"""The score so far of a row as a formula over its cells, and what that comes to now.

Numbers and words are reckoned as 比例, 达标 and 定性 do (`tuanscore.methods`); what only a person
or a later step can judge counts what was filled in as 得分. It is a help while filling in: `score`
decides.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.commands.form.subject import DONE, SCORE
from tuanscore.grammar.target import Comparator, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.commands.form.subject import Row
    from tuanscore.grammar.target import Target

_CENT = Decimal("0.01")
_IN_PROPORTION, _ALL_OR_NOTHING = "比例", "达标"


def formula(row: Row, cells: Mapping[str, str]) -> str:
    """Return the formula of a row; ``cells`` are the addresses of its cells by their columns."""
    done, filled = cells[DONE], cells[SCORE]
    kept = f'IF({filled}="","",IFERROR(VALUE({filled}),""))'
    ratio = _ratio(row, done)
    if ratio is None or row.points is None:
        return f"={kept}"
    return f'=IF({done}="",{kept},IFERROR(ROUND({row.points}*{ratio},2),{kept}))'


def _ratio(row: Row, done: str) -> str | None:
    if row.levels:
        words = ",".join(map(_quoted, row.levels))
        shares = ",".join(f"{share / 100:f}" for share in row.levels.values())
        return f"INDEX({{{shares}}},1,MATCH({done},{{{words}}},0))"
    target = row.read
    if target is None or target.form is not Form.QUANTITY or target.number is None:
        return None
    number = _number(done, target.unit)
    if row.method == _ALL_OR_NOTHING:
        return f"IF({_met(number, target)},1,0)"
    return _proportion(number, target) if row.method == _IN_PROPORTION else None


def _quoted(text: str) -> str:
    """Return a text within a formula: what a user wrote stays a text."""
    return '"' + text.replace('"', '""') + '"'


def _number(cell: str, unit: str) -> str:
    """Return a formula for the number that a cell of text holds."""
    text = cell
    for gone in (unit, "%", ",") if unit != "%" else ("%", ","):
        text = f'SUBSTITUTE({text},{_quoted(gone)},"")' if gone else text
    return f"VALUE({text})"


def _met(number: str, target: Target) -> str:
    bound = f"{target.number:f}"
    if target.comparator is Comparator.BETWEEN:
        return f"AND({number}>={bound},{number}<={target.upper:f})"
    if target.smaller_is_better:
        return f"{number}{'<' if target.comparator is Comparator.LESS_THAN else '<='}{bound}"
    return f"{number}{'>' if target.comparator is Comparator.MORE_THAN else '>='}{bound}"


def _proportion(number: str, target: Target) -> str:
    bound = f"{target.number:f}"
    if target.comparator is Comparator.BETWEEN:
        upper = f"{target.upper:f}"
        over = f"IF({number}>{upper},{upper}/{number},1)"
        return f"IF({number}<{bound},MAX({number},0)/{bound},{over})"
    if target.smaller_is_better:
        return f"IF({number}<={bound},1,{bound}/{number})"
    return (
        f"IF({number}>={bound},1,MAX({number},0)/{bound})"
        if target.number
        else f"IF({number}>=0,1,0)"
    )


def value(row: Row) -> Decimal | None:
    """Return what the formula comes to for what is told; None where nothing is."""
    done, filled = row.told.get(DONE, ""), row.told.get(SCORE, "")
    if row.points is None:
        return None
    if done and _ratio(row, "") is not None:
        case = methods.Case(row.read, done, {w: (p, p) for w, p in row.levels.items()})
        try:
            outcome = methods.judge(row.method, case, None)
        except methods.UnreadableError:
            return _plain(filled)
        share = row.points * outcome.numerator / outcome.denominator
        return share.quantize(_CENT, ROUND_HALF_UP)
    return _plain(filled)


def _plain(text: str) -> Decimal | None:
    return Decimal(text) if text else None
