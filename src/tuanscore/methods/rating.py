"""评议: points by what people think, each source's mark out of 100.

Sources are weighted by 权重 where every source has one, else by 人数 where every source has one,
else equally. Source: format.md (评议) and domain.md (绩效评价由服务对象代表评价).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from tuanscore.methods import Outcome

NAME = "评议"
HUNDRED = Decimal(100)


class Parameters(BaseModel, defer_build=True):
    """评议 takes no parameters."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One source: its mark out of 100, how many people, and its weight where one is given."""

    source: str
    mark: Decimal
    people: int | None
    weight: Decimal | None


def rate(opinions: Sequence[Opinion]) -> Outcome:
    """Return the weighted mean of at least one opinion as a share of 100."""
    by_each, by = weights(opinions)
    total = sum((o.mark * w for o, w in zip(opinions, by_each, strict=True)), Decimal(0))
    marks = "、".join(f"{o.source} {o.mark}" for o in opinions)
    rule = marks if len(opinions) == 1 else f"{marks}，{by}"
    return Outcome(total, HUNDRED * sum(by_each), f"{rule}（百分制）")


def weights(opinions: Sequence[Opinion]) -> tuple[list[Decimal], str]:
    """Return what weighs each opinion, some of it more than 0, and what that goes by, in words."""
    found, by = _written(opinions)
    return (found, by) if sum(found) else ([Decimal(1)] * len(opinions), "平均")


def _written(opinions: Sequence[Opinion]) -> tuple[list[Decimal], str]:
    given = [o.weight for o in opinions if o.weight is not None]
    if len(given) == len(opinions):
        return given, "按权重"
    people = [Decimal(o.people) for o in opinions if o.people is not None]
    if len(people) == len(opinions):
        return people, "按人数加权"
    return [Decimal(1)] * len(opinions), "平均"
