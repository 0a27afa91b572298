"""What a written scalar may mean: typed readers of text, exact and strict.

Every reader takes the text exactly as it stands in the file and either understands it wholly or
refuses it with a reason. Types are pydantic annotations for the models of every room above.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from tuanscore.grammar import amounts
from tuanscore.grammar.amounts import Amount
from tuanscore.grammar.target import Quantity, Target, TargetError, parse, printed

_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,6})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YES, _NO = ("true", "是", "True", "TRUE"), ("false", "否", "False", "FALSE")
_CENT = Decimal("0.01")
_NO_CAP = "不设"


Level = tuple[Decimal, Decimal]
"""The lowest and the highest percentage that a word of a 定性档 may stand for."""


def refuse(kind: str, message: str, hint: str) -> PydanticCustomError:
    """Return the error by which a reader refuses a text; the hint says what to write instead."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def _text(value: Any, what: str, example: str) -> str:
    if value is None or value == "":
        raise refuse("blank", "没有填写", f"写成{what}，例如 {example}")
    if not isinstance(value, str):
        raise refuse("not_scalar", f"应当是{what}", f"只写一个值，例如 {example}")
    return value


@lru_cache(maxsize=4096)
def number(text: str, what: str = "数字", example: str = "15") -> Decimal:
    """Read a non-negative decimal number, with or without thousands separators.

    Raises PydanticCustomError for anything else, above all exponents, signs and full-width digits.
    """
    written = text.strip()
    if _NUMBER.fullmatch(written):
        return Decimal(written)
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    hint = f"用半角数字写，例如 {example}"
    if written.startswith(("-", "−")):
        hint = f"不能是负数，{hint}"
    raise refuse("not_number", f"“{text}”不是{what}", hint)


def _read_points(value: Any) -> Decimal:
    return _points(_text(value, "分数", "15 或 0.5"))


@lru_cache(maxsize=4096)
def _points(value: str) -> Decimal:
    points = number(value, "分数", "15 或 0.5")
    if points != points.quantize(_CENT):
        raise refuse("not_cents", f"“{value}”超过两位小数", "分数最多两位小数，例如 1.43")
    return points


def _read_filled(value: Any) -> Decimal:
    example = "9.4"
    text = _text(value, "得分", example).strip().removesuffix("分")
    below = text.startswith(("-", "−", "－"))
    points = number(text[1:] if below else text, "得分", example)
    return -points if below else points


def _read_number(value: Any) -> Decimal:
    return number(_text(value, "数字", "15"))


def _read_money(value: Any) -> Amount:
    text = value if value == "" else _text(value, "金额", "50000 或 7.29万元")
    amount = amounts.read(text)
    if amount is None:
        number(text, example="50000、7.29万元；没有这一项写 —")
    assert amount is not None  # a number alone is an amount
    return amount


def _read_money_unit(value: Any) -> str:
    text = _text(value, "金额单位", "万元").strip()
    if text not in amounts.UNITS:
        raise refuse(
            "not_money_unit", f"“{text}”不是金额单位", f"可以写 {'、'.join(amounts.UNITS)}"
        )
    return text


def _read_percent(value: Any) -> Decimal:
    text = _text(value, "百分数", "25%").strip()
    return number(text.removesuffix("%"), "百分数", "25%")


def _read_mark(value: Any) -> Decimal:
    mark = number(_text(value, "百分制得分", "92"), "百分制得分", "92")
    if mark > 100:
        raise refuse("above_hundred", f"得分 {value} 超过 100", "得分按百分制写")
    return mark


def _read_level(value: Any) -> Level:
    if isinstance(value, tuple):
        return value
    text = _text(value, "百分比", "80 或 60-80").replace("%", "").strip()
    bounds = sorted(number(part.strip(), "百分比", "80 或 60-80") for part in text.split("-"))
    if len(bounds) > 2 or bounds[-1] > 100:
        raise refuse("not_level", f"“{value}”不是 0 到 100 的百分比", "例如 80 或 60-80")
    return bounds[0], bounds[-1]


def _read_range(value: Any) -> tuple[Decimal, Decimal]:
    if isinstance(value, tuple):
        return value
    text = _text(value, "分数", "1.5 或 1-6").removesuffix("分").strip()
    bounds = sorted(_points(part.strip()) for part in re.split("[-~—–至]", text))
    if len(bounds) > 2:
        raise refuse("not_number", f"“{value}”不是分数", "例如 1.5 或 1-6")
    return bounds[0], bounds[-1]


def _read_points_or_share(value: Any) -> tuple[Decimal, bool]:
    if isinstance(value, tuple):
        return value
    text = _text(value, "分数", "3 或 20%").strip()
    if text.endswith("%"):
        return number(text.removesuffix("%"), "百分数", "20%"), True
    return _points(text), False


def _read_cap(value: Any) -> Decimal | None:
    return None if value == _NO_CAP else _read_points(value)


def _read_year(value: Any) -> int:
    text = _text(value, "年度", "2014")
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", text.strip()):
        raise refuse("not_year", f"“{text}”不是年度", "写四位半角数字，例如 2014")
    return int(text)


def _read_count(value: Any) -> int:
    text = _text(value, "个数", "30").strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise refuse("not_count", f"“{text}”不是个数", "用半角整数写，例如 30")
    return int(text)


def _read_date(value: Any) -> date:
    text = _text(value, "日期", "2014-12-31")
    match = _DATE.fullmatch(text.strip())
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise refuse("no_such_day", f"“{text}”这一天不存在", "检查月份和日子") from None
    raise refuse("not_date", f"“{text}”不是日期", "写成 年-月-日，例如 2014-12-31")


def _read_yes_no(value: Any) -> bool:
    text = _text(value, " true 或 false", "true").strip()
    if text in _YES or text in _NO:
        return text in _YES
    raise refuse("not_yes_no", f"“{text}”不是 true 或 false", "写 true（是）或 false（否）")


def _read_target(value: Any) -> Target:
    try:
        return parse(_text(value, "目标", "≥3次、19名 或 定性"))
    except TargetError as error:
        raise refuse("not_target", error.reason, error.hint) from None


def _read_printed(value: Any) -> Target:
    return printed(_text(value, "目标", "≥3次、19名 或 及时"))


_BLANK = r"[\s\x1c-\x1f\x85]*"
"""What `str.strip` takes away, in the patterns of Python and of JavaScript."""


def _number_schema(pattern: str, example: Any, meant: str, **keys: Any) -> WithJsonSchema:
    """Return what an editor is told of a number, which people also write as a text."""
    return WithJsonSchema(
        {
            "type": ["number", "string"],
            "minimum": 0,
            "pattern": f"^{_BLANK}{pattern}{_BLANK}$",
            "patternErrorMessage": f"这里要写：{meant}",
            "examples": [example],
            **keys,
        }
    )


_DECIMAL = f"({_NUMBER.pattern}|{_GROUPED.pattern})"
_MONTHS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_DAY = f"[0-9]{{4}}-({_MONTHS}|02-(0[1-9]|[12][0-9]))"

Text = Annotated[str, StringConstraints(min_length=1)]
Number = Annotated[
    Decimal, PlainValidator(_read_number), _number_schema(_DECIMAL, 50000, "不小于 0 的数")
]
"""A non-negative number, in the unit its key says."""
Money = Annotated[
    Amount,
    PlainValidator(_read_money),
    _number_schema(
        rf"((人民币)?[¥￥]?\s*({amounts.NUMBER})\s*({amounts.UNIT})?|{amounts.NOTHING}|)",
        50000,
        "金额，如 50000、7.29万元；没有这一项写 —",
    ),
]
"""An amount of money as written; a bare number is in the 金额单位 of the document."""
MoneyUnit = Annotated[
    str,
    PlainValidator(_read_money_unit),
    WithJsonSchema({"type": "string", "enum": list(amounts.UNITS)}),
]
Points = Annotated[
    Decimal, PlainValidator(_read_points), _number_schema(_DECIMAL, 15, "分数，如 15 或 0.5")
]
"""Points (分) with at most two decimals."""
FilledPoints = Annotated[
    Decimal,
    PlainValidator(_read_filled),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": f"^{_BLANK}[-−－]?{_BLANK}{_DECIMAL}分?{_BLANK}$",
            "patternErrorMessage": "这里要写：得分，如 9.4",
            "examples": [9.4],
        }
    ),
]
"""Points as a person filled them in, perhaps below 0, with as many decimals as were written."""
PointsRange = Annotated[
    tuple[Decimal, Decimal],
    PlainValidator(_read_range),
    _number_schema(r"[0-9.,\s~—–至分-]+", 1.5, "分数，如 1.5，或范围，如 1-6"),
]
"""The least and the most points of one occurrence: ``1.5`` and ``1-6``."""
Cap = Annotated[
    Decimal | None,
    PlainValidator(_read_cap),
    _number_schema(f"({_DECIMAL}|{_NO_CAP})", 5, "分数，如 5，或 不设"),
]
"""The most points that something may give; None where there is no such limit (不设)."""
PointsOrShare = Annotated[
    tuple[Decimal, bool],
    PlainValidator(_read_points_or_share),
    _number_schema(f"{_DECIMAL}{_BLANK}%?", 3, "分数，或百分之几，如 3 或 20%"),
]
"""Points, or percent of something (then True): ``3`` and ``20%``."""
Percent = Annotated[
    Decimal,
    PlainValidator(_read_percent),
    _number_schema(f"{_DECIMAL}{_BLANK}%?", "25%", "百分数，如 25%"),
]
"""A percentage as a number: ``25%`` and ``25`` are 25."""
LevelText = Annotated[
    Level,
    PlainValidator(_read_level),
    _number_schema(
        r"[\s\x1c-\x1f\x85%0-9.,-]+", "60-80", "0 到 100 的百分比，如 80 或 60-80", maximum=100
    ),
]
Mark = Annotated[
    Decimal,
    PlainValidator(_read_mark),
    _number_schema(_DECIMAL, 92, "0 到 100 的得分", maximum=100),
]
"""A mark out of 100."""
Year = Annotated[
    int,
    PlainValidator(_read_year),
    _number_schema(
        "(19|20|21)[0-9]{2}",
        2014,
        "四位数的年度",
        type=["integer", "string"],
        minimum=1900,
        maximum=2199,
    ),
]
Count = Annotated[
    int,
    PlainValidator(_read_count),
    _number_schema("[0-9]{1,9}", 30, "整数", type=["integer", "string"]),
]
Day = Annotated[
    date,
    PlainValidator(_read_date),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{_BLANK}{_DAY}{_BLANK}$",
            "patternErrorMessage": "这里要写：日期，年-月-日，如 2014-12-31",
            "examples": ["2014-12-31"],
        }
    ),
]
YesNo = Annotated[
    bool,
    PlainValidator(_read_yes_no),
    WithJsonSchema(
        {
            "type": ["boolean", "string"],
            "pattern": f"^{_BLANK}({'|'.join(_YES + _NO)}){_BLANK}$",
            "patternErrorMessage": "这里要写：true（是）或 false（否）",
        }
    ),
]
_TARGET_SCHEMA = WithJsonSchema(
    {
        "type": ["string", "number"],
        "minLength": 1,
        "examples": ["≥3次", "19名", "≤5%", "5-10次", "2021年12月底前", "9月前", "及时", "定性"],
    }
)
TargetText = Annotated[Target, PlainValidator(_read_target), _TARGET_SCHEMA]
"""A 目标 in the grammar of `tuanscore.grammar.target`."""
PrintedTarget = Annotated[Target, PlainValidator(_read_printed), _TARGET_SCHEMA]
"""A 指标值 as a form has it: what cannot be read is no error but a finding of TS540."""

__all__ = [
    "Amount",
    "Cap",
    "Count",
    "Day",
    "FilledPoints",
    "Level",
    "LevelText",
    "Mark",
    "Money",
    "MoneyUnit",
    "Number",
    "Percent",
    "Points",
    "PointsOrShare",
    "PointsRange",
    "PrintedTarget",
    "Quantity",
    "TargetText",
    "Text",
    "Year",
    "YesNo",
    "number",
    "refuse",
]
