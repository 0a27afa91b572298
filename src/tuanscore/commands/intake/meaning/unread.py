"""Which values stay as written: no target, amount or rate could be read from them."""

from __future__ import annotations

import re
from dataclasses import replace

from tuanscore.commands.intake.meaning.recognised import Sure, Told, Value
from tuanscore.grammar import amounts, rates
from tuanscore.grammar.target import TargetError, parse

Values = dict[str, Value]
_AMOUNTS = ("预算数", "财政资金", "其他资金", "年初预算数", "全年预算数", "全年执行数")
_TARGETS = ("指标值", "完成值")


def marked(values: Values) -> Values:
    """Return a head or a line in which what could not be read says so."""
    return {key: _marked(key, value, values) for key, value in values.items()}


def _marked(key: str, value: Value, values: Values) -> Value:
    if not isinstance(value, Told) or not value.text or _is_read(key, value.text, values):
        return value
    return replace(value, sure=Sure.UNREAD)


def _is_read(key: str, text: str, values: Values) -> bool:
    if key in _AMOUNTS:
        return amounts.read(text) is not None
    if key == "执行率":
        return rates.read(text) is not None or amounts.read(text) is not None
    if key not in _TARGETS or not re.search(r"\d", text):
        return True
    sign, unit = (_text(values, role) for role in ("性质", "度量单位"))
    return _can_be_read(f"{sign}{text}{unit}" if key == "指标值" else text)


def _text(values: Values, key: str) -> str:
    told = values.get(key)
    return told.text if isinstance(told, Told) else ""


def _can_be_read(text: str) -> bool:
    try:
        parse(text)
    except TargetError:
        return False
    return True
