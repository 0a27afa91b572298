"""What one line of a score is in a workbook: what is put in, and the formula over it.

The formulas say what the methods say (`tuanscore.methods`); whether they do is tried on the line
itself. A line whose method has no formula here, or on which it comes to something else, is written
as a number that stays, and the workbook says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.grammar.target import (
    Comparator,
    Form,
    Target,
    TargetError,
    in_unit,
    parse_quantity,
)
from tuanscore.methods import (
    Case,
    Outcome,
    UnreadableError,
    attainment,
    comparison,
    deduction,
    proportion,
    qualitative,
    steps,
)
from tuanscore.methods.condition import Kind
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.scoring import lines
from tuanscore.scoring.cents import CENT, ZERO, part
from tuanscore.scoring.tree import State
from tuanscore.scoring.walk import JUDGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.commands.workbook.ground import Ground
    from tuanscore.scoring.tree import Node

ABSENT = "不适用"
Number = Decimal | str | None


@dataclass(frozen=True, slots=True)
class Live:
    """A line that is worked out in the workbook.

    ``share`` and ``most`` are formulas of the share of the points that is earned, at least and at
    most, in which ``{v}`` is the 完成值, ``{g}`` the target, ``{u}`` its upper end and ``{w}`` the
    table of words.
    """

    value: Number
    """What is put in: a number in the unit, a word; None where nothing is reported."""
    share: str
    goal: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    words: bool = False
    """Whether a word is put in, one of the 定性档, or a percentage."""
    most: str = ""
    """As ``share``, where that differs."""
    earned: Decimal | None = None
    """The share that is earned with this value; None without one."""


def of(node: Node, ground: Ground) -> Live | None:
    """Return how a line is worked out; None for one that no formula here works out."""
    if node.limit or node.within or node.points is None or node.coefficient is not None:
        return None
    made = _made(node, ground)
    if made is None or node.state is State.NOT_APPLICABLE:
        return made and replace(made, value=ABSENT)
    if node.actual is None:
        return replace(made, value=None)
    outcome = _outcome(node, ground)
    if made.value is None or outcome is None:
        return None
    return replace(made, earned=outcome.numerator / outcome.denominator)


def _outcome(node: Node, ground: Ground) -> Outcome | None:
    """Return what the method makes of the 完成值 and its base; None where more than that counts."""
    if node.method == EXECUTION:
        budget, spent = ground.spent
        assert budget is not None
        assert spent is not None  # it is scored
        outcome = Outcome(min(spent, budget), budget, "")
    else:
        measure = ground.measures.get(node.key or node.name, JUDGED)
        base = {told.name: told.value for told in node.inputs}.get("基数")
        assert node.actual is not None
        case = Case(measure.target, node.actual.text, ground.levels, node.points or ZERO, base)
        try:
            outcome = methods.judge(node.method, case, measure)
        except UnreadableError:
            return None
    worth = lines.worth(node, outcome)
    return outcome if (worth.low, worth.high) == (node.low, node.high) else None


def _made(node: Node, ground: Ground) -> Live | None:
    if node.method == EXECUTION:
        return _execution(ground)
    measure = ground.measures.get(node.key or node.name)
    if node.method == qualitative.NAME:
        asked = None if measure is None else measure.target
        return _in_words(node, ground, own=asked is not None and asked.is_in_words)
    if measure is None:
        return None
    if isinstance(measure, comparison.Parameters):
        return _against_base(node, measure)
    target = measure.target
    if target is None or target.form is not Form.QUANTITY or target.number is None:
        return None
    done = _in(node, target.unit)
    if isinstance(measure, steps.Parameters):
        formula = _steps(measure, target)
    elif node.method == proportion.NAME:
        formula = _proportion(target)
    elif isinstance(measure, attainment.Parameters):
        formula = f"IF({_met(measure, target)},1,0)"
    else:
        return None
    return (
        None if formula is None else Live(done, formula, target.number, target.upper, target.unit)
    )


def _in(node: Node, unit: str) -> Decimal | None:
    """Return the number that was reported, in a unit."""
    if node.actual is None:
        return None
    try:
        return in_unit(parse_quantity(node.actual.text), unit)
    except TargetError:
        return None


def _execution(ground: Ground) -> Live:
    budget, spent = ground.spent
    return Live(spent, "IF({v}>={g},1,{v}/{g})", budget, unit="元")


def _proportion(target: Target) -> str:
    if target.comparator is Comparator.BETWEEN:
        return "IF({v}<{g},MAX({v},0)/{g},IF({v}>{u},{u}/{v},1))"
    if target.smaller_is_better:
        return "IF({v}<={g},1,IF({g}=0,0,{g}/{v}))"
    if target.comparator is Comparator.MORE_THAN and not target.number:
        return "IF({v}>0,1,0)"
    return "IF({v}>={g},1,MAX({v},0)/{g})"


def _meets(target: Target, goal: str, upper: str) -> str:
    """Return the condition that a number meets a target."""
    match target.comparator:
        case Comparator.MORE_THAN:
            return f"{{v}}>{goal}"
        case Comparator.LESS_THAN:
            return f"{{v}}<{goal}"
        case Comparator.AT_MOST:
            return f"{{v}}<={goal}"
        case Comparator.BETWEEN:
            return f"AND({{v}}>={goal},{{v}}<={upper})"
        case Comparator.EQUAL if target.number == 0:
            return f"{{v}}={goal}"
        case _:
            return f"{{v}}>={goal}"


def _met(measure: attainment.Parameters, target: Target) -> str:
    if measure.tolerance is None:
        return _meets(target, "{g}", "{u}")
    return f"ROUND(ABS({{v}}-{{g}})*100,9)<=ROUND({{g}}*{measure.tolerance},9)"


def _steps(measure: steps.Parameters, target: Target) -> str | None:
    best = max(measure.steps.values())
    formula = "0"
    for step, mark in reversed([*zip(measure.conditions, measure.steps.values(), strict=True)]):
        if step.kind is Kind.REST:
            formula = f"{mark}/{best}"
            continue
        bound = step.bound
        if step.kind is not Kind.NUMBER or bound is None or bound.unit != target.unit:
            return None
        met = _meets(bound, str(bound.number), str(bound.upper))
        formula = f"IF({met},{mark}/{best},{formula})"
    return formula


def _against_base(node: Node, measure: comparison.Parameters) -> Live | None:
    told = {said.name: said.value for said in node.inputs}.get("基数")
    goal, unit = None, ""
    if told is not None and node.actual is not None:  # else it is what the card calls it
        try:
            base = parse_quantity(told)
        except TargetError:
            return None
        goal, unit = base.number, base.unit
    less = measure.wanted == "低于"
    other = {"比例": "{g}/{v}" if less else "{v}/{g}", "不得分": "0", "酌情": "1"}
    formula = f"IF({{v}}{'<=' if less else '>='}{{g}},1,{other[measure.otherwise]})"
    formula = f'IF(ISNUMBER({{g}}),{formula},"没有基数")'
    return Live(_in(node, unit), formula, goal, None, unit)


def _in_words(node: Node, ground: Ground, *, own: bool) -> Live | None:
    """Return a line of words; of a target in words of its own only the words of the 定性档."""
    share, most = (
        f'IF(ISNUMBER({{v}}),{{v}},IFERROR(VLOOKUP({{v}},{{w}},{column},FALSE),"看不懂"))'
        for column in (2, 3)
    )
    told = node.actual if node.state is not State.NOT_APPLICABLE else None
    said = "" if told is None else told.text.strip()
    value: Number = said or None
    if said and said not in ground.levels:
        number = said.rstrip("%％").strip()
        if own or said[-1] not in "%％" or not _is_number(number):
            return None
        value = Decimal(number)
    return Live(value, share, None, None, "%", words=True, most=most)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def loss(node: Node, ground: Ground) -> Decimal:
    """Return what is recorded to be taken off on a line, however much of it there is to take."""
    measure: object = ground.measures.get(node.name)
    rules = measure if isinstance(measure, deduction.Parameters) else deduction.FREE
    told = deduction.deduct(ground.losses.get(node.name, ()), rules)
    return told.amount.quantize(CENT)


def share_of(node: Node) -> tuple[Decimal, Decimal] | None:
    """Return the share of its points that a line earns, as its arithmetic says; None without one.

    Only where it is all that the line is worth.
    """
    if node.points is None or node.limit or node.low != node.high or not node.formula:
        return None
    found = re.fullmatch(r"\S+(?: × (\S+) ÷ (\S+))? = \S+", node.formula)
    if found is None:
        return None
    share = Decimal(found[1] or 1), Decimal(found[2] or 1)
    return share if part(node.points, *share) == node.low else None


def words_of(ground: Ground) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Return what each word counts at least and at most, in percent."""
    return {
        word: (high, high) if high == qualitative.HUNDRED else (low, high)
        for word, (low, high) in ground.levels.items()
    }
