"""一个单位的目标和别的单位差得太远。

**Why**: 一年的目标由团市委统一下达，同一个考核点各单位应当相差不大；差得太远的，
不是写错，就是有的单位特别容易、有的特别难，要么改，要么经批准豁免。
至少 5 个单位有这个考核点、单位相同时才比：目标不到中位数的一半，或超过它的两倍，
并且离中位数远超过各单位一般的差别（中位数绝对偏差）。

**Fail**:

```yaml
# templates/例.yaml
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 志愿者培训, 内容: '培训志愿者{志愿者培训}名。', 考核点: {志愿者培训: 40名}}
```

```yaml
# scorecards/2014/甲.yaml
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/乙.yaml
类型: 目标绩效指标
单位: 共青团乙县委
简称: 乙
年度: 2014
模板: 例
指标值: {志愿者培训: 45名}
```

```yaml
# scorecards/2014/丙.yaml
类型: 目标绩效指标
单位: 共青团丙县委
简称: 丙
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/丁.yaml
类型: 目标绩效指标
单位: 共青团丁县委
简称: 丁
年度: 2014
模板: 例
```

```yaml
# scorecards/2014/戊.yaml
类型: 目标绩效指标
单位: 共青团戊县委
简称: 戊
年度: 2014
模板: 例
指标值: {志愿者培训: 4名}
```

**Pass**:

```diff
# scorecards/2014/戊.yaml
 模板: 例
-指标值: {志愿者培训: 4名}
+指标值: {志愿者培训: 30名}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from tuanscore.checks import Row, Standout
from tuanscore.finding import Severity
from tuanscore.grammar.target import Comparator, parse
from tuanscore.grammar.units import SAME_UNIT
from tuanscore.model.kinds.scorecard import Scorecard

CODE = "TS701"
SEVERITY = Severity.NOTE
LOOKS_AT = Scorecard

FEWEST = 5
"""How many organisations make a usual target."""
FACTOR = 2
"""How many times the median, or how small a part of it, is far."""
SPREADS = Decimal("5.19")
"""How many median absolute deviations are far: a modified z-score of 3.5, as is customary."""


Usual = tuple[Decimal, int]
"""The median of a group, and how many organisations it has."""
Written = tuple[str, str]
"""A measure, and its target as written."""
Group = tuple[str, str, bool]
"""What is compared: the measure, the unit, and whether it is written as a limit."""
_LIMITS = (Comparator.AT_MOST, Comparator.LESS_THAN)
"""A 0 alone (0起) is none: it stands among the numbers alone of the others."""


def over(rows: Sequence[Row]) -> Iterator[Standout]:
    """Compare each target with those of the same measure and unit elsewhere."""
    pairs = Counter(chain.from_iterable(zip(row.names, row.targets, strict=True) for row in rows))
    far = _far(pairs)
    for row in rows if far else ():
        for pair in zip(row.names, row.targets, strict=True):
            if pair in far:
                yield _standout(row, *pair, far[pair])


def _far(pairs: Mapping[Written, int]) -> dict[Written, Usual]:
    """Return the targets that are far from what is usual, of those that so many have."""
    groups: dict[Group, dict[Written, Decimal]] = {}
    for name, text in pairs:
        target = parse(text)
        if target.number is not None and target.comparator is not Comparator.BETWEEN:
            unit = SAME_UNIT.get(target.unit, target.unit)
            key = (name, unit, target.comparator in _LIMITS)
            groups.setdefault(key, {})[name, text] = target.number
    found: dict[Written, Usual] = {}
    for group in groups.values():
        counts: Counter[Decimal] = Counter()
        for pair, number in group.items():
            counts[number] += pairs[pair]
        usual, far = _usual(counts)
        found |= {pair: usual for pair, number in group.items() if number in far}
    return found


def _usual(counts: Counter[Decimal]) -> tuple[Usual, frozenset[Decimal]]:
    """Return what is usual in a group, and the numbers in it that are far from that."""
    size = counts.total()
    if size < FEWEST or len(counts) == 1:
        return (Decimal(0), size), frozenset()
    middle = _median(counts)
    spread = _median(_distances(counts, middle))
    far = frozenset(
        number
        for number in counts
        if (number > FACTOR * middle or number * FACTOR < middle)
        and abs(number - middle) > SPREADS * spread
    )
    return (middle, size), far


def _distances(counts: Counter[Decimal], middle: Decimal) -> Counter[Decimal]:
    distances: Counter[Decimal] = Counter()
    for number, count in counts.items():
        distances[abs(number - middle)] += count
    return distances


def _median(counts: Counter[Decimal]) -> Decimal:
    """Return the median of numbers of which each is there so many times."""
    size = counts.total()
    reached, middle = 0, []
    for number in sorted(counts):
        before, reached = reached, reached + counts[number]
        middle += [number for at in ((size - 1) // 2, size // 2) if before <= at < reached]
    return sum(middle, Decimal(0)) / 2


def _standout(row: Row, name: str, text: str, usual: Usual) -> Standout:
    middle, size = usual
    target = parse(text)
    assert target.number is not None
    less_is_better = target.comparator in _LIMITS or middle == 0
    easier = (target.number > middle) is less_is_better
    side = "容易" if easier else "难"
    return Standout(
        row.file,
        name,
        f"{name}：目标 {text}，比别的单位{side}得多"
        f"（{size} 个单位的中位数 {middle.normalize():f}{target.unit}）",
        "写错的改正；确实如此的，批准后写一份 豁免：tuanscore new 豁免 TS701",
        f"{name} {text}",
    )
