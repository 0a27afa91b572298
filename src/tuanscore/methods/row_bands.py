"""等次: a row with bands of its own, from the best to the least, and what each asks for.

``{计分: 等次, 等次: {优: 800件, 良: 650件, 中: 400件, 差: 200件}}``: what each band asks for is a
condition (see `condition`). A number reaches the band whose nearer bound it reaches, so that a gap
between two bands belongs to the lower one; whether more or less is better is read from the order of
the bands. What reaches none is in the last. Each band's share of the points is its 得分率, else
that of the word in the 定性档. A word may be a band's own or the band's name. Source: domain.md,
Rules of the field (bands of a row).
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, Field, field_validator, model_validator

from tuanscore.grammar.scalars import Percent, Text, refuse
from tuanscore.grammar.target import Comparator, Target, TargetError
from tuanscore.methods import OPEN, Case, NoGoalError, Outcome, UnreadableError, condition
from tuanscore.methods.condition import Condition, Kind

NAME = "等次"
READS = frozenset(("目标", "分值", "单位成本", "基数"))
HUNDRED = Decimal(100)


class Parameters(BaseModel, defer_build=True):
    """The bands, and what each is worth."""

    bands: dict[str, Text] = Field(
        alias="等次",
        min_length=2,
        description="从好到差，各要做到什么，如 {优: 800件, 良: 650件, 中: 400件, 差: 其余}",
    )
    shares: dict[str, Percent] = Field(
        default_factory=dict,
        alias="得分率",
        description="各等次得百分之几，如 {优: 100%, 良: 80%}；不写就照定性档",
    )

    @field_validator("bands")
    @classmethod
    def _readable(cls, bands: dict[str, str]) -> dict[str, str]:
        for name, text in bands.items():
            try:
                condition.understand(text)
            except TargetError as error:
                said = f"“{name}”的标准“{text}”看不懂：{error.reason}"
                raise refuse("not_target", said, error.hint) from None
        return bands

    @model_validator(mode="after")
    def _known(self) -> Self:
        strange = [name for name in self.shares if name not in self.bands]
        if strange:
            raise refuse(
                "not_band", f"得分率里的“{strange[0]}”不是这一行的等次", "照等次里的名称写"
            )
        missing = [name for name in self.bands if name not in self.shares]
        if self.shares and missing:
            raise refuse("not_band", f"“{missing[0]}”没有写得分率", "每个等次都写，或都不写")
        if any(share > HUNDRED for share in self.shares.values()):
            raise refuse("above_hundred", "得分率超过 100%", "例如 80%")
        return self

    @property
    def conditions(self) -> list[Condition]:
        """Return what each band asks for, a number or a delay as the bound to be reached."""
        asked = [condition.understand(text) for text in self.bands.values()]
        less = _less_is_better(asked)
        return [
            replace(each, bound=_nearer(each.bound, less or each.kind is Kind.LATE))
            if each.bound is not None and each.bound.number is not None
            else each
            for each in asked
        ]


def _less_is_better(asked: list[Condition]) -> bool:
    """Say which way the numbers of the bands go, the best first."""
    bounds = [c.bound for c in asked if c.kind is Kind.NUMBER and c.bound is not None]
    if len(bounds) < 2:
        return any(bound.smaller_is_better for bound in bounds)
    ends = [b.number if b.upper is None else b.upper for b in (bounds[0], bounds[-1])]
    first, last = ends
    if first == last or first is None or last is None:
        return bounds[0].smaller_is_better
    return first < last


def _nearer(bound: Target, less: bool) -> Target:
    """Return a band as the bound that is come to first from below (or, with less, from above)."""
    if bound.comparator in (Comparator.MORE_THAN, Comparator.LESS_THAN) and (
        bound.smaller_is_better == less
    ):
        return bound
    at_once = Comparator.AT_MOST if less else Comparator.AT_LEAST
    number = bound.upper if less and bound.upper is not None else bound.number
    return replace(bound, comparator=at_once, number=number, upper=None)


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number, a day or a word; raises UnreadableError for all else."""
    names = list(parameters.bands)
    said = case.actual.strip()
    if said in names and said not in parameters.bands.values():
        return _worth(said, f"“{said}”", case, parameters)
    conditions = parameters.conditions
    if conditions[-1].kind is Kind.WORD:
        met, seen = condition.first_met(conditions, case)
    else:  # whatever reaches no band before it is in the last
        *above, last = conditions
        met, seen = condition.first_met([*above, replace(last, kind=Kind.REST)], case)
        if met is not None and met.kind is Kind.REST:
            _readable(last, above, case)
    if met is None:
        return _worth(names[-1], seen, case, parameters)
    place = next(n for n, c in enumerate(conditions) if c.text == met.text)
    return _worth(names[place], seen, case, parameters)


def _readable(last: Condition, above: list[Condition], case: Case) -> None:
    """Refuse a word that is none of the bands' where all before the last ask for words."""
    if last.kind is not Kind.REST and all(c.kind is Kind.WORD for c in above):
        condition.is_met(last, case)


def _worth(band: str, seen: str, case: Case, parameters: Parameters) -> Outcome:
    share = parameters.shares.get(band)
    if share is None:
        if band not in case.levels:
            hint = "在这一行写 得分率，或在 定性档 里加上它"
            raise UnreadableError(f"等次“{band}”没有说得百分之几", hint)
        share = case.levels[band][1]
    return Outcome(share, HUNDRED, f"{seen}，{band}，得 {share}%")


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return what the best band asks for; raises NoGoalError where that is no number or day."""
    best = parameters.conditions[0]
    if best.kind not in (Kind.NUMBER, Kind.DAY) or best.bound is None:
        raise NoGoalError(f"最好的一档是“{best.text}”")
    return best.bound


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return the best band: no band is lost before the year is over."""
    return OPEN


def describe(parameters: Parameters) -> str:
    """Return what the best band asks for."""
    return next(iter(parameters.bands.values()))
