"""扣分: nothing to earn, only to lose: each occurrence takes its amount off the category.

``每次: 0.5, 加重: {特别重大: 1}, 最多: 5``: an occurrence costs 每次, a graver kind its own
amount, all together at most 最多. An amount written in the report itself wins (酌情扣分) and is for
the whole entry, whatever its 次数. The category never falls below 0; that limit is the score's, not
the method's. Source: domain.md, Rules of the field.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from pydantic import BaseModel, Field

from tuanscore.grammar.scalars import Points
from tuanscore.methods import UnreadableError

NAME = "扣分"
READS = frozenset[str]()


class Parameters(BaseModel, defer_build=True):
    """What one occurrence costs, what graver kinds cost, and the most that can be lost."""

    each: Points | None = Field(None, alias="每次", description="每发生一次扣几分")
    graver: dict[str, Points] = Field(
        default_factory=dict, alias="加重", description="更重的情形扣几分，如 {特别重大: 1}"
    )
    at_most: Points | None = Field(None, alias="最多", description="最多扣几分")


FREE = Parameters.model_construct()
"""No amount of its own: the report says how much."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One entry of 扣分 in a report."""

    amount: Decimal | None
    times: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost before the category's own limit, as a positive amount, and why."""

    amount: Decimal
    rule: str
    due: Decimal
    """What the occurrences cost before ``最多``."""
    unread: int = 0
    """How many entries name no amount, and so may cost anything."""
    most: Decimal | None = None
    """What those may bring the loss to; None where nothing but the category's own limit does."""

    def worst(self, left: Decimal) -> Decimal:
        """Return the most that can be lost of what is left."""
        if not self.unread:
            return min(self.amount, left)
        return left if self.most is None else min(self.most, left)


def deduct(occurrences: Iterable[Occurrence], parameters: Parameters) -> Loss:
    """Add up what the occurrences cost, at most ``最多``, and note those that name no amount."""
    total, words, unread = Decimal(0), [], []
    for entry in occurrences:
        try:
            total += cost(entry, parameters)
            words.append(_words(entry, parameters))
        except UnreadableError as error:
            unread.append(error.reason)
    most = parameters.at_most
    rule = " + ".join(words)
    if most is not None and total > most:
        rule += f"，最多扣 {most}"
    why = f"{len(unread)} 处没有看懂：{'、'.join(dict.fromkeys(unread))}" if unread else ""
    rule = "；".join(filter(None, (rule, why))) or "无扣分"
    return Loss(total if most is None else min(total, most), rule, total, len(unread), most)


def _words(entry: Occurrence, parameters: Parameters) -> str:
    """Return what one entry costs as it is worked out, such as ``0.5 × 2``."""
    if entry.times == 1:
        return str(cost(entry, parameters))
    if entry.amount is not None:
        return f"{entry.amount}（{entry.times} 起共扣）"
    return f"{cost(replace(entry, times=1), parameters)} × {entry.times}"


def cost(occurrence: Occurrence, parameters: Parameters) -> Decimal:
    """Return what one entry costs; raises UnreadableError when neither side names an amount."""
    if occurrence.times == 0:
        raise UnreadableError("扣分的次数是 0", "没有发生就删掉这一条；决定不扣的写 分值: 0")
    if occurrence.amount is not None:
        return occurrence.amount
    if occurrence.kind is not None:
        if occurrence.kind not in parameters.graver:
            known = "、".join(parameters.graver) or "（没有）"
            raise UnreadableError(
                f"没有“{occurrence.kind}”这种情形", f"可用的情形：{known}；或写明 分值"
            )
        return parameters.graver[occurrence.kind] * occurrence.times
    if parameters.each is None:
        raise UnreadableError("没有写扣多少分，指标也没有定每次扣几分", "加上 分值")
    return parameters.each * occurrence.times
