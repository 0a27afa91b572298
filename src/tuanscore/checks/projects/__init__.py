"""TS5xx: what 财政 sends back in a 预算项目绩效目标表, and in a 项目自评.

What several of these checks ask about an indicator is answered here. Patterns are strings, which
``re`` compiles at their first use, so that a run without project tables pays nothing for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.checks import Defect
from tuanscore.grammar.target import Form, Quantity, in_unit, is_money
from tuanscore.model import direction
from tuanscore.model.direction import names_a_count, names_a_rate
from tuanscore.model.funds import Spent, Whole
from tuanscore.model.kinds.project import Line, Project
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.settings import deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tuanscore.finding import Route
    from tuanscore.grammar.amounts import Amount
    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.project import Indicator
    from tuanscore.shelf import Repository

LOOKS_AT = (Project, SelfAssessment)

OUTPUT, BENEFIT, LIKING = "产出指标", "效益指标", "满意度指标"

_FEW = 2
"""Up to how many rows without a unit each may be told by itself."""
_SHOWN = 5
"""How many rows a finding about several names."""

_FULL = (Decimal(100), Decimal(90))
"""Full marks, and those without 预算执行率."""
_COUNTED = (
    "个?[百千万亿]*(?:人次|场次|批次|人|名|位|次|场|个|家|户|件|项|篇|期|届|班|组|队|处|座|栋|间"
    "|套|台|辆"
    "|艘|架|部|本|册|份|张|幅|条|首|支|株|棵|只|头|羽|盏|块|面|把|副|枚|起|例|宗|批|村|所|对|类|种|款)"
)
_PLACEHOLDER = (
    r"[*＊/／\\—–_.。…xX×?？-]+|暂?无|没有|[待暂]定|略|同上|其他|三级指标.*|指标[一二三四五六七八九十0-9]*"
    "|(?:本|该|此)?(?:项目|项)?(?:不涉及|不适用)"
    "(?:此项|(?:经济|社会|生态|可持续)?(?:效益|影响)?(?:指标)?)?。?"
)
_WHEN = (
    "及时|按[时期月季日年周]|准时|如期|限期|定期|时[限间长效点]|期[限内]|进度|工期|周期|响应|逾期"
    "|延[误期迟]|超[期时]|提前|快|速|早日|当期|[当全本]年|年[度底末内初]|[上下]半年|每[年月日天周季]"
    "|月[底末初份]|季度|学期|工作日|[之以日月节]前|汛[期前]"
    "|[0-9一二三四五六七八九十两] ?个?(?:年|月|日|天|周|小时|分钟)"
)
_NOTHING = r"[0\s/／\\—–\-_.。…]*|无|没有|略|不涉及"
_HOW_TO = (
    r"[（(【\[](?:此处|这里)?(?:请|写|填|说明|简述|概述|列[出明举]|注[:：]|示例|例如|如[:：]|低于|超过|未完成的|需|应)"
    r"[^（）()]*[）)】\]]"
    r"|.{0,40}(?:[0-9]+|[一二三四五六七八九十百]+)字(?:以内|左右|以上|之内).{0,10}"
    r"|(?:此处|这里)?请(?:填写|说明|简要|简述|描述|概述|列出|逐项|分析|根据|按照?|在此).{0,60}"
)
_TIME_UNIT = "(?:.*/)?个?(?:秒|分钟|小时|天|日|周|星期|工作日|月|季度|年|学期)"


def lines(project: Project) -> tuple[Line, ...]:
    """Return every 三级指标 in printed order, but those that are named by a number.

    What those measure nobody can say; that is one finding, and nothing else is said of them.
    """
    if not any(map(is_number, (line[3].name for line in project.lines))):
        return project.lines
    return tuple(line for line in project.lines if not is_number(line[3].name))


@lru_cache(maxsize=16384)
def is_number(name: str) -> bool:
    """Say whether a name is nothing but a number."""
    return re.fullmatch(r"[\d\s.,，%％]+", name) is not None


def without_units(project: Project) -> list[Line]:
    """Return the rows whose 指标值 is a number without a unit, where that is said of the table.

    Of one or two, those of rates and of money have findings of their own.
    """
    rows = [line for line in project.lines if line[3].target.number and not line[3].target.unit]
    if are_points(project):
        return []
    if len(rows) > _FEW:
        return rows
    return [row for row in rows if not is_rate(row[3]) and not is_cost(row[0], row[1])]


def below(project: Project, *kinds: str) -> list[Line]:
    """Return the 三级指标 whose 二级指标 begins with one of these words."""
    return [line for line in lines(project) if line[1].startswith(kinds)]


def costs(project: Project) -> list[Line]:
    """Return the 三级指标 that are about money spent."""
    return [line for line in lines(project) if is_cost(line[0], line[1])]


def listed(names: Iterable[str]) -> str:
    """Return what a finding about several rows names in a bracket, the first few of them."""
    shown = list(names)
    rest = f"等 {len(shown)} 条" if len(shown) > _SHOWN else ""
    return "、".join(shown[:_SHOWN]) + rest


def are_points(project: Project) -> bool:
    """Say whether every value of a table is a bare number, and all are full marks."""
    targets = [line[3].target for line in lines(project)]
    if len(targets) < 3 or not all(t.is_bare and t.number and not t.unit for t in targets):
        return False
    return sum((t.number or Decimal(0) for t in targets), Decimal(0)) in (*_FULL, project.full)


def at_rows(rows: Sequence[Line], message: str, hint: str) -> Defect:
    """Return one finding about the 指标值 of several rows: at the only one, else at the table."""
    routes = [(*row[2], "指标值") for row in rows]
    if len(routes) == 1:
        return Defect(routes[0], message, hint)
    related = tuple(zip(routes, (row[3].name for row in rows), strict=True))
    return Defect(routes[0][:1], message, hint, related, at_key=True)


def words(indicator: Indicator) -> str:
    """Return the name and the description of an indicator in one text."""
    return f"{indicator.name}，{indicator.description or ''}"


@lru_cache(maxsize=4096)
def is_counted(unit: str) -> bool:
    """Say whether a unit counts single things: 人 次 个 and the like, and not per something."""
    return re.fullmatch(_COUNTED, unit) is not None


def is_rate(indicator: Indicator) -> bool:
    """Say whether an indicator is a rate by its name, or by what describes a name that is open."""
    if names_a_rate(indicator.name):
        return True
    described = indicator.description
    return bool(described) and names_a_rate(described) and not names_a_count(indicator.name)


def is_count(indicator: Indicator) -> bool:
    """Say whether an indicator asks for a number of things to be reached, and is no rate."""
    target = indicator.target
    if not target.number or target.smaller_is_better or is_rate(indicator):
        return False
    return is_counted(target.unit) or (not target.unit and names_a_count(indicator.name))


@lru_cache(maxsize=256)
def is_cost(first: str, second: str) -> bool:
    """Say whether a class is about money spent; 社会成本 and 生态环境成本 are not."""
    about_cost = direction.is_cost(first, second)
    return about_cost and "社会" not in second and "生态" not in second


def amount(target: Target) -> Decimal | None:
    """Return the most money that a target speaks of, in 元; None where it is about no money."""
    number = target.number if target.upper is None else target.upper
    if number is None or not is_money(target.unit):
        return None
    return in_unit(Quantity(target.text, number, target.unit.partition("/")[0]), "元")


def money_in(model: Project | SelfAssessment, repository: Repository) -> str | None:
    """Return the 金额单位; of a 自评 its own, else that of the table, None without either."""
    if isinstance(model, Project) or model.money_in is not None:
        return model.money_in or "元"
    table = repository.find_project(model)
    return None if table is None else table.model.unit_of_money


def yuan_of(amount: Amount | None, unit: str) -> Decimal | None:
    """Return an amount in 元; None where none is said."""
    return None if amount is None else amount.yuan(unit)


@dataclass(frozen=True, slots=True)
class Fund:
    """One row of funds of a 自评: what is written, and its amounts in 元."""

    row: Spent
    initial: Decimal | None
    budget: Decimal
    spent: Decimal
    rate: Fraction | None
    """In percent, exact; None where nothing was budgeted."""
    from_parts: bool
    """Whether an amount is the sum of its parts."""


def funds_of(told: SelfAssessment, unit: str) -> Iterator[tuple[str, Route, Fund]]:
    """Yield the whole, then every source and its parts, of which the rate can be asked."""
    execution = told.execution
    if execution is None:
        return
    whole = [execution.total(column, unit) for column in Spent.COLUMNS]
    yield from _fund("年度资金总额", ("执行",), execution, whole)
    for name, source in execution.sources.items():
        route = ("执行", "资金来源", name)
        yield from _fund(name, route, source, [source.total(c, unit) for c in Spent.COLUMNS])
        for inner, part in source.parts.items():
            own = [Whole(yuan_of(part.own(column), unit)) for column in Spent.COLUMNS]
            yield from _fund(inner, (*route, "其中", inner), part, own)


def _fund(
    name: str, route: Route, row: Spent, totals: list[Whole]
) -> Iterator[tuple[str, Route, Fund]]:
    initial, budget, spent = totals
    if budget.yuan is None or spent.yuan is None:
        return
    rate = 100 * Fraction(spent.yuan) / Fraction(budget.yuan) if budget.yuan else None
    summed = budget.from_parts or spent.from_parts
    yield name, route, Fund(row, initial.yuan, budget.yuan, spent.yuan, rate, summed)


def is_reason(text: str | None) -> bool:
    """Say whether a cell says something: not 无, 0 or a dash, and no instruction to fill it in."""
    if text is None or re.fullmatch(_NOTHING, text.strip()):
        return False
    return not is_instruction(text)


def is_instruction(text: str) -> bool:
    """Say whether a cell holds what a form says about filling it in."""
    return len(text) <= 120 and re.fullmatch(_HOW_TO, text.strip()) is not None


def is_placeholder(indicator: Indicator) -> bool:
    """Say whether an indicator only fills its row: ``*``, 无, 不涉及."""
    if _fills(indicator.name):
        return True
    described = indicator.description
    return indicator.target.form is Form.QUALITATIVE and bool(described) and _fills(described)


@lru_cache(maxsize=16384)
def _fills(text: str) -> bool:
    return re.fullmatch(_PLACEHOLDER, text.strip()) is not None


def says_when(indicator: Indicator) -> bool:
    """Say whether an indicator speaks of time: a date, a length of time, 及时 and the like."""
    target = indicator.target
    return target.form is Form.DATE or _is_time(target.unit) or _speaks_of_time(words(indicator))


@lru_cache(maxsize=4096)
def _is_time(unit: str) -> bool:
    return re.fullmatch(_TIME_UNIT, unit) is not None


@lru_cache(maxsize=4096)
def _speaks_of_time(text: str) -> bool:
    return re.search(_WHEN, text) is not None


@lru_cache(maxsize=4096)
def last_day(name: str, year: int) -> date | None:
    """Return the last day that words such as 3月底 mean in a year; None if they mean none."""
    return deadline(name, year)


def in_order(names: Iterable[str], year: int) -> list[str]:
    """Return names such as 3月底 in the order of the year; as written where one is no day."""
    return list(_in_order(tuple(names), year))


@lru_cache(maxsize=1024)
def _in_order(names: tuple[str, ...], year: int) -> tuple[str, ...]:
    days = {name: day for name in names if (day := last_day(name, year)) is not None}
    return tuple(sorted(names, key=days.__getitem__)) if len(days) == len(names) else names
