"""A card that was read, in the words of one that is known: its 编号, its 考核点, its braces.

Lines are matched by what they say without their numbers. Of one that says the same, every number
goes to the measure whose place it stands in. Of one that is worded otherwise, a number goes to the
measure whose number stands among the same words before the same unit, and a measure without a
number stays while the clause does that it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting import asking
from tuanscore.grammar.target import Target, TargetError, parse
from tuanscore.model.card import PLACEHOLDER, fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tuanscore.commands.factor.shape import Item, Shape

_ALIKE, _CLAUSE_ALIKE, _NEAR = 0.55, 0.6, 0.45
_CONTEXT = 12
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_VARIABLE = r"\w{1,8}?"
_CLAUSES = re.compile("[，。；,;\n]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read, by its printed text, and what it asks for by names of its own."""

    text: str
    tree: dict[str, Any]


def adopt(lines: Iterable[Line], known: Shape) -> dict[str, str]:
    """Give lines the 编号, texts and measures of the known ones; return what variables stand for.

    The trees are changed in place. A line that matches none keeps what it has.
    """
    words = {"年度": known.year, **{k: str(v) for k, v in known.own.items() if isinstance(v, str)}}
    lines, variables = list(lines), dict[str, str]()
    free = dict(known.items)
    rest: list[Line] = []
    for line in lines:
        for name, item in free.items():
            if (found := _same_words(line.text, item, known, words)) is not None:
                numbers, own = found
                if all(variables.get(key, value) == value for key, value in own.items()):
                    variables |= own
                    _take_over(line, item, numbers)
                    del free[name]
                    break
        else:
            rest.append(line)
    words |= {**known.variables, **variables}
    filled = {name: fill(item.text, {**words, **_numbers(item)}) for name, item in free.items()}
    for line, item in _closest(rest, free, filled):
        _reword(line, item, filled[item.id])
    _free_names(lines)
    return {name: value for name, value in variables.items() if name in known.variables}


def _same_words(
    text: str, item: Item, known: Shape, words: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]] | None:
    """Return the numbers of the measures and the variables that make an item say this text."""
    pattern, groups = "", dict[str, str]()
    at = 0
    for match in PLACEHOLDER.finditer(item.text):
        name = match[1].strip()
        pattern += re.escape(item.text[at : match.start()])
        at = match.end()
        if name in groups.values():
            group = next(group for group, meant in groups.items() if meant == name)
            pattern += f"(?P={group})"
        elif name in item.measures or name in known.variables:
            groups[group := f"g{len(groups)}"] = name
            inner = _shown(item.measures[name]) if name in item.measures else _VARIABLE
            pattern += f"(?P<{group}>{inner})"
        else:
            pattern += re.escape(words.get(name, match[0]))
    found = re.fullmatch(pattern + re.escape(item.text[at:]), text)
    if found is None:
        return None
    told = {name: found[group] for group, name in groups.items()}
    numbers = {name: value for name, value in told.items() if name in item.measures}
    return numbers, {name: value for name, value in told.items() if name not in numbers}


def _shown(measure: Any) -> str:
    """Return the pattern of the number of a measure: of a range both."""
    target = _target(measure)
    both = target is not None and target.upper is not None
    return rf"(?:{_DIGITS})[-~—–至](?:{_DIGITS})" if both else f"(?:{_DIGITS})"


def _take_over(line: Line, item: Item, numbers: Mapping[str, str]) -> None:
    measures = dict(item.measures)
    for name, number in numbers.items():
        old = _target(item.measures[name])
        measures[name] = _with_number(item.measures[name], number)
        if old is not None and f"各{{{name}}}" in item.text:
            for other, value in item.measures.items():
                target = _target(value)
                if other not in numbers and target is not None and target.digits == old.digits:
                    measures[other] = _with_number(value, number)
    _settle(line, item, item.text, measures)


def _settle(line: Line, item: Item, text: str, measures: dict[str, Any]) -> None:
    line.tree["编号"] = item.id
    line.tree["内容"] = text
    line.tree.pop("考核点", None)
    if "小类" in item.texts:
        line.tree.setdefault("小类", item.texts["小类"])
    if measures:
        line.tree["考核点"] = measures


# ---- lines in other words ------------------------------------------------------------------------


def _closest(
    lines: list[Line], items: Mapping[str, Item], filled: Mapping[str, str]
) -> Iterator[tuple[Line, Item]]:
    """Yield lines with the items that they are nearest to, the nearest first, each item once."""
    scored = sorted(
        (
            (_alike(_bare(line.text), _bare(filled[name])), -index, name)
            for index, line in enumerate(lines)
            for name in items
        ),
        reverse=True,
    )
    used: set[int] = set()
    gone: set[str] = set()
    for ratio, index, name in scored:
        if ratio >= _ALIKE and -index not in used and name not in gone:
            used.add(-index)
            gone.add(name)
            yield lines[-index], items[name]


def _reword(line: Line, item: Item, filled: str) -> None:
    """Keep the names of an item in other words, where what they name is still there."""
    asked = asking.asks(line.text)
    named: list[tuple[str, asking.Ask]] = []
    measures: dict[str, Any] = {}
    spots = [ask for ask in asked if ask.span is not None]
    for name, value in item.measures.items():
        before, after = _around_braces(item.text, name)
        spot = _nearest(before, after, spots, line.text) if before is not None else None
        if spot is not None:
            spots.remove(spot)
            named.append((name, spot))
            measures[name] = _changed(value, spot)
        elif before is None and _still_said(name, filled, line.text):
            measures[name] = value
    new = [ask for ask in asked if ask in spots or (ask.span is None and _is_new(ask, filled))]
    for ask in new:
        measures.setdefault(ask.name, ask.value)
        named.append((ask.name, ask))
    _settle(line, item, asking.with_names(line.text, named), measures)


def _around_braces(text: str, name: str) -> tuple[str | None, str]:
    """Return the words before and after the place of a measure; None where it has none."""
    before, found, after = text.partition(f"{{{name}}}")
    if not found:
        return None, ""
    return PLACEHOLDER.sub("", before)[-_CONTEXT:], after


def _nearest(before: str, after: str, spots: list[asking.Ask], text: str) -> asking.Ask | None:
    """Return the number that stands after the most like words, before the same unit."""
    best, ratio = None, _NEAR
    for spot in spots:
        assert spot.span is not None
        start, end = spot.span
        if text[end : end + 1] != after[:1]:
            continue
        alike = _alike(re.sub("[0-9]", "", text[:start])[-_CONTEXT:], before)
        if alike > ratio:
            best, ratio = spot, alike
    return best


def _changed(value: Any, spot: asking.Ask) -> Any:
    """Return a measure with another number, and with another comparator where that changed."""
    old, new = _target(value), _target(spot.value)
    if old is None or new is None:
        return spot.value
    if old.comparator is not new.comparator or old.unit != new.unit:
        return {**value, "目标": new.text} if isinstance(value, dict) else new.text
    return _with_number(value, new.digits)


def _still_said(name: str, before: str, now: str) -> bool:
    """Say whether the clause that a measure in words is about is still there."""
    clauses = [clause for clause in _CLAUSES.split(before) if clause]
    shares = [len(set(name) & set(clause)) / len(set(name)) for clause in clauses]
    if not shares or max(shares) < 0.5:
        return True
    clause = clauses[shares.index(max(shares))]
    return any(_alike(clause, other) >= _CLAUSE_ALIKE for other in _CLAUSES.split(now) if other)


def _is_new(ask: asking.Ask, before: str) -> bool:
    """Say whether a measure in words is about what the item did not speak of."""
    said = ask.clause or ask.name
    return not any(_alike(said, clause) >= _CLAUSE_ALIKE for clause in _CLAUSES.split(before))


def _free_names(lines: list[Line]) -> None:
    """Let no name be used twice where lines were matched and others not."""
    taken: set[str] = set()
    for line in lines:
        measures = line.tree.get("考核点") or {}
        for name in [name for name in measures if name in taken]:
            fresh = next(f"{name}{n}" for n in range(2, 99) if f"{name}{n}" not in taken)
            line.tree["考核点"] = {fresh if k == name else k: v for k, v in measures.items()}
            line.tree["内容"] = line.tree["内容"].replace(f"{{{name}}}", f"{{{fresh}}}")
            measures = line.tree["考核点"]
        taken |= {*measures}


# ---- targets -------------------------------------------------------------------------------------


def _numbers(item: Item) -> dict[str, str]:
    targets = {name: _target(value) for name, value in item.measures.items()}
    return {name: target.digits for name, target in targets.items() if target is not None}


def _target(measure: Any) -> Target | None:
    text = measure.get("目标") if isinstance(measure, dict) else measure
    try:
        return parse(str(text)) if text is not None else None
    except TargetError:
        return None


def _with_number(measure: Any, number: str) -> Any:
    """Return a measure with another number, all else as it was written."""
    target = _target(measure)
    if target is None or target.digits == number:
        return measure
    text = target.text.replace(target.digits, number, 1)
    return {**measure, "目标": text} if isinstance(measure, dict) else text


def _bare(text: str) -> str:
    return re.sub("[0-9]", "", text)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def printed(item: Mapping[str, Any]) -> str:
    """Return the text of an item with its numbers in it."""
    targets = {name: _target(value) for name, value in (item.get("考核点") or {}).items()}
    words = {name: target.digits for name, target in targets.items() if target is not None}
    return fill(str(item["内容"]), words)
