"""Sentences with one number in them: ``开通乡村邮路41条。`` and ``当年已开通41条。``.

A number in a sentence is read only where target and result are sentences of one make: the same
unit, and words in front of it of which the one says nothing that the other does not say. All else
stays words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tuanscore.grammar.target import Target, TargetError, folded, in_unit, parse, parse_quantity

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SIGN = "不少于|不低于|不超过|不高于|至少|达到|[≥≤><=]+"
_REST = "(?:[,;。、](?P<rest>[^0-9]*))?"
_WORDS = "[^0-9≥≤><=+~-]{0,60}?"  # a sign in them would be lost
_SENTENCE = rf"(?P<words>{_WORDS})(?P<asked>(?:{_SIGN})?{_NUMBER}[^0-9,;。、]{{1,10}}){_REST}"
_ONLY_DONE = (
    "[当本全今]年|年内|累计|[共总合]计|总共|实际|已经|顺利|全部|完成|实现|开展|计划|预计"
    "|[已共约新了拟将的为]"
)


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[str, str] | None:
    """Return what a sentence speaks of, and what is asked or done in it: ``≥41条``.

    None where it is no sentence, or has another number in it.
    """
    try:
        match = re.fullmatch(_SENTENCE, folded(text))
        if match is None or not parse(match["asked"]).unit:
            return None
    except TargetError:
        return None
    return re.sub(_ONLY_DONE, "", match["words"]), match["asked"]


def target_in(text: str) -> Target | None:
    """Return what a sentence asks for, where it is one that says what of."""
    found = read(text)
    return parse(found[1]) if found is not None and found[0] else None


def pair(asked: str, done: str) -> tuple[Target, str] | None:
    """Return the target and the 完成值 in two sentences of one make; None where they are not."""
    target, result = read(asked), read(done)
    if target is None or result is None:
        return None
    if target[0] not in result[0] and result[0] not in target[0]:
        return None
    found = parse(target[1])
    try:
        alike = in_unit(parse_quantity(result[1]), found.unit) is not None
    except TargetError:
        return None
    return (found, result[1]) if alike else None
