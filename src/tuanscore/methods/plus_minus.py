"""增减: starts from the line's own points, loses by rules and gains by rules.

``{计分: 增减, 分值: 7, 每次: 2}`` is full and loses 2 each time; ``{目标: ≥85%, 每低: 4%, 每档:
1}`` loses by how far the 完成值 is off. Several rules have names, which a report tells the facts by
(情况): ``减分: {面积完成: {目标: 100%, 每低: 1%, 每档: 1}, 质量不合格: {每次: 0.5, 最多: 3}}``, ``
增分: {表扬: 0.4-1.2}`` together at most 增分最多 (points, or a share of what it starts from). 基础
分 is what it starts from where that is not its 分值: ``基础分: 0`` only gains. Never above 分值,
nor below 0, unless 倒扣 says so. What costs nothing until it is told costs nothing; a number that
is not told is not known. Source: domain.md, Rules of the field.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from tuanscore.grammar.scalars import Points, PointsOrShare, Text, YesNo, refuse
from tuanscore.grammar.target import Form, Target
from tuanscore.methods import NOTHING, Case, Event, NoGoalError, Outcome, UnreadableError
from tuanscore.methods.rule import Amount, Rule, RuleKeys, amount

NAME = "增减"
READS = frozenset(("目标", "分值", "单位成本", "情况", "审核情况"))
_INLINE = "完成"


class Parameters(RuleKeys, defer_build=True):
    """What is lost and gained, from what, and within what limits."""

    losses: dict[Text, Rule] = Field(
        default_factory=dict,
        alias="减分",
        description="扣分的规则，按名称，如 {漏巡: 1-6, 缺课: {每次: 0.5, 最多: 2}}",
    )
    gains: dict[Text, Rule] = Field(
        default_factory=dict, alias="增分", description="加分的规则，写法和减分一样"
    )
    start: Points | None = Field(
        None, alias="基础分", description="从几分起；不写就是分值，只加分的写 0"
    )
    most_gain: PointsOrShare | None = Field(
        None, alias="增分最多", description="增分合计最多几分，如 3，或基础分的 20%"
    )
    most_loss: PointsOrShare | None = Field(
        None, alias="减分最多", description="减分合计最多几分，如 10，或基础分的 50%"
    )
    below_zero: YesNo = Field(False, alias="倒扣", description="可以扣到 0 以下")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        target: Target | None = getattr(self, "target", None)
        if self.by_number and (target is None or target.form is not Form.QUANTITY):
            raise refuse("no_target", "没有写和多少比", "加上目标，写数字，如 ≥85%")
        if not (self.losses or self.gains or self.inline):
            raise refuse("no_rule", "没有写怎么扣、怎么加", "写 每次、每低、减分 或 增分")
        both = self.losses.keys() & self.gains.keys()
        if both:
            said = f"“{min(both)}”又在减分里，又在增分里"
            raise refuse("two_ways", said, "各取一个名称，完成值靠它认出是哪一条")
        return self

    @property
    def inline(self) -> bool:
        """Whether it has a rule without a name, by which the 完成值 itself is judged."""
        return self.each is not None or self.by_number


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge what is told, by all rules; raises UnreadableError for what no rule understands."""
    case = _by_name(case, parameters)
    lost = _amounts(parameters.losses, case)
    if parameters.inline:
        lost = [amount(parameters, _INLINE, _own(case, parameters), case.target), *lost]
    gained = _amounts(parameters.gains, case)
    _all_known(case, parameters)
    full = case.points
    start = full if parameters.start is None else parameters.start
    losing = _together(lost, parameters.most_loss, start)
    gaining = _together(gained, parameters.most_gain, start)
    best = _kept(
        start + (full if gaining.high is None else gaining.high) - losing.low, full, parameters
    )
    worst = best
    if losing.high is None:
        worst = _kept(NOTHING, full, parameters)
    elif (losing.low, gaining.low) != (losing.high, gaining.high):
        worst = _kept(start + gaining.low - losing.high, full, parameters)
    said = [f"从 {start} 分起"]
    said += [f"加 {gaining.words}"] if gaining.words else []
    said += [f"扣 {losing.words}"] if losing.words else []
    if best == 0 and losing.low > start + gaining.low:
        said.append("扣到 0 为止")
    floor = worst if worst != best else None
    met = not losing.low if parameters.gains else None
    return Outcome(best, full or Decimal(1), "；".join(said), floor=floor, met=met)


def _by_name(case: Case, parameters: Parameters) -> Case:
    """Return a case in which a 完成值 alone is told by the name of the only rule."""
    names = [*parameters.losses, *parameters.gains]
    if parameters.inline or case.told_by_facts or len(names) != 1 or case.facts:
        return case
    return replace(case, facts={names[0]: (Event(case.actual),)}, told_by_facts=True)


def _own(case: Case, parameters: Parameters) -> tuple[Event, ...]:
    """Return the 完成值 itself as what the rule without a name is told."""
    told = case.facts.get(_INLINE)
    if told is not None:
        return tuple(told)
    if case.facts and case.told_by_facts:
        return ()
    return (Event(case.actual),)


def _amounts(rules: Mapping[str, Rule], case: Case) -> list[Amount]:
    return [amount(rule, name, case.facts.get(name), rule.target) for name, rule in rules.items()]


def _all_known(case: Case, parameters: Parameters) -> None:
    """Refuse facts that no rule asks for, and a 完成值 that no rule reads."""
    names = [*parameters.losses, *parameters.gains]
    strange = [name for name in case.facts if name not in names and name != _INLINE]
    if strange:
        raise UnreadableError(f"没有“{strange[0]}”这条规则", f"可用的：{'、'.join(names)}")
    if not parameters.inline and not case.facts:
        raise UnreadableError(
            f"“{case.actual}”不知道说的是哪一条", f"写成 {{情况: {{{names[0]}: …}}}}"
        )


def _together(amounts: list[Amount], limit: tuple[Decimal, bool] | None, start: Decimal) -> Amount:
    """Add up, at most the limit: points, or a share of what it starts from."""
    low = sum((a.low for a in amounts), NOTHING)
    highs = [a.high for a in amounts]
    high = None if None in highs else sum((h for h in highs if h is not None), NOTHING)
    words = "、".join(a.words for a in amounts if a.words)
    if limit is None:
        return Amount(low, high, words)
    most, is_share = limit
    most = start * most / 100 if is_share else most
    if low > most:
        words += f"，一共最多 {most.normalize():f}"
    return Amount(min(low, most), most if high is None else min(high, most), words)


def _kept(points: Decimal, full: Decimal, parameters: Parameters) -> Decimal:
    """Keep points at or below full and, unless it says otherwise, at or above 0."""
    return min(points if parameters.below_zero else max(points, NOTHING), full)


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return what is left where no more is lost: what happened has happened, numbers may change."""
    outcome = judge(case, parameters)
    case = _by_name(case, parameters)
    happened = [
        amount(rule, name, case.facts.get(name), None)
        for name, rule in parameters.losses.items()
        if not rule.by_number
    ]
    if parameters.each is not None:
        happened.append(amount(parameters, _INLINE, _own(case, parameters), None))
    full = case.points
    start = full if parameters.start is None else parameters.start
    lost = _together(happened, parameters.most_loss, start).low
    more = full if parameters.gains else NOTHING
    if parameters.most_gain is not None and parameters.gains:
        most, is_share = parameters.most_gain
        more = start * most / 100 if is_share else most
    left = max(_kept(start + more - lost, full, parameters), outcome.numerator)
    return Outcome(left, full or Decimal(1), f"记下的扣分不能挽回：{outcome.rule}")


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return the target of the rule without a name; raises NoGoalError where there is none."""
    target: Target | None = getattr(parameters, "target", None)
    if parameters.inline and parameters.by_number and target is not None:
        return target
    raise NoGoalError("从基础分里增减，没有一个要做到的数")


def describe(parameters: Parameters) -> str:
    """Return what costs points, such as ``每次扣2``."""
    if parameters.each is not None:
        low, high = parameters.each
        return f"每次扣{low}" + (f"-{high}" if low != high else "")
    names = [*parameters.losses, *(f"增分 {name}" for name in parameters.gains)]
    return "、".join(names)


def told_by(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """Return the names of the rules, where there are several to be told of."""
    names = (*parameters.losses, *parameters.gains)
    return {} if parameters.inline or len(names) == 1 else {"情况": names}
