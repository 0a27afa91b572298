"""Events of one measure: what was said of one is never said of another after a merge."""

import random
from typing import Any

import pytest

from thorough import times
from tuanscore.commands.merge.merging import merge
from tuanscore.commands.merge.versions import Versions
from tuanscore.source.read import read

pytestmark = pytest.mark.repeated

HEAD = "类型: 完成情况\n单位: 城关\n"
Event = dict[str, str]
VALUES = {"指标": "违信迟", "次数": "123", "说明": "甲乙", "分值": "12"}


def written(events: list[Event]) -> bytes:
    lines = ["  - {" + ", ".join(f"{k}: {v}" for k, v in event.items()) + "}\n" for event in events]
    return (HEAD + ("扣分:\n" if lines else "扣分: []\n") + "".join(lines)).encode()


def events_of(data: bytes) -> list[Event]:
    document, findings = read(data, "f")
    assert document is not None
    assert findings == []
    return [dict(event) for event in document.root["扣分"]]


def changed(source: random.Random, base: list[Event], word: str) -> list[Event]:
    """Return what one person makes of some events; 原因 stays with the event it belongs to."""
    events = [dict(event) for event in base]
    for number in range(source.randint(1, 4)):
        what = source.choice(["set", "set", "set", "drop", "add", "replace", "move"])
        at = source.randrange(len(events)) if events else 0
        if what == "add" or not events:
            reason = source.choice([f"{word}{number}", f"都{number}"])
            if all(event["原因"] != reason for event in events):
                events.insert(at, {"指标": "违", "次数": "1", "原因": reason})
        elif what == "set":
            key = source.choice(list(VALUES)[events[at]["原因"][0] != "原" :])
            events[at][key] = source.choice(VALUES[key])
        elif what == "drop":
            del events[at]
        elif what == "replace":
            events[at]["原因"] = f"{word}换{number}"
        else:
            events.insert(source.randrange(len(events)), events.pop(at))
    return events


def by_reason(events: list[Event]) -> dict[str, Event]:
    named = {event["原因"]: event for event in events}
    assert len(named) == len(events)
    return named


def agreed(base: Any, ours: Any, theirs: Any) -> tuple[Any, bool]:
    """Return what two people made of one thing, and whether they agree."""
    if ours == theirs or theirs == base:
        return ours, True
    if ours == base:
        return theirs, True
    if not all(isinstance(event, dict) for event in (base, ours, theirs)):
        return None, False
    keys = [*base, *ours, *theirs]
    fields = {key: agreed(base.get(key), ours.get(key), theirs.get(key)) for key in keys}
    merged = {key: value for key, (value, _) in fields.items() if value is not None}
    return merged, all(fine for _, fine in fields.values())


@pytest.mark.repeated
@pytest.mark.parametrize("seed", range(times(40)))
def test_no_event_gets_what_was_said_of_another(seed: int) -> None:
    source = random.Random(seed)
    base = [
        {key: source.choice(values) for key, values in VALUES.items() if source.random() < 0.8}
        | {"指标": source.choice("违违信"), "原因": f"原{number}"}
        for number in range(source.randint(1, 5))
    ]
    ours, theirs = changed(source, base, "我"), changed(source, base, "你")
    was, mine, yours = map(by_reason, (base, ours, theirs))
    settled = {
        reason: agreed(was.get(reason), mine.get(reason), yours.get(reason))
        for reason in {**was, **mine, **yours}
    }
    merged = merge(Versions(written(base), written(ours), written(theirs)))
    if merged.clean:
        assert all(fine for _, fine in settled.values())
        expected = {reason: event for reason, (event, _) in settled.items() if event is not None}
        assert by_reason(events_of(merged.data)) == expected
        return
    assert merged.conflicts
    assert b"\n<<<<<<< " in merged.data
    moved = any(
        was[r]["指标"] != side[r]["指标"] for side in (mine, yours) for r in was & side.keys()
    )
    both_dropped = was.keys() - mine.keys() - yours.keys()
    assert moved or both_dropped or not all(fine for _, fine in settled.values())


def entry(times: int, reason: str, more: str = "") -> str:
    return f"  - {{指标: 违规问题, 次数: {times}, 原因: {reason}{more}}}\n"


REST = entry(1, "乙") + entry(3, "戊")
BASE = HEAD + "扣分:\n" + entry(1, "甲") + REST
THEIRS = HEAD + "扣分:\n" + entry(2, "甲") + REST
MERGED = {
    "an event before the one that they change": (
        entry(1, "丙") + entry(1, "甲", ", 说明: 我们") + REST,
        entry(1, "丙") + entry(2, "甲", ", 说明: 我们") + REST,
    ),
    "an event in place of the one that they change": (
        entry(1, "丙") + REST,
        entry(1, "丙")
        + "<<<<<<< 我们\n||||||| 原来\n"
        + entry(1, "甲")
        + "=======\n"
        + entry(2, "甲")
        + ">>>>>>> 对方\n"
        + REST,
    ),
    "the event that they change, last": (REST + entry(1, "甲"), REST + entry(2, "甲")),
    "the event that they change, of another measure": (
        entry(1, "甲").replace("违规问题", "信访") + REST,
        None,
    ),
    "an event of the same reason beside it, no way to tell": (
        entry(1, "甲", ", 说明: 一") + entry(1, "甲", ", 说明: 二") + REST,
        None,
    ),
    "a likelier event of the same reason beside it": (
        entry(4, "甲") + entry(1, "甲", ", 说明: 二") + REST,
        entry(4, "甲") + entry(2, "甲", ", 说明: 二") + REST,
    ),
}


@pytest.mark.parametrize(("ours", "expected"), MERGED.values(), ids=MERGED)
def test_an_event_stays_itself(ours: str, expected: str | None) -> None:
    merged = merge(Versions(BASE.encode(), f"{HEAD}扣分:\n{ours}".encode(), THEIRS.encode()))
    text = merged.data.decode()
    if expected is not None:
        assert text == f"{HEAD}扣分:\n{expected}"
    assert merged.clean == ("<<<" not in text)
    assert merged.clean == (expected is not None and "<<<" not in expected)


TWICE = HEAD + "扣分:\n" + entry(1, "甲") * 2
UNSURE = {
    "one of two equal ones": (TWICE, TWICE.replace(entry(1, "甲"), "", 1), entry(2, "甲")),
    "an event that both put another in place of": (
        BASE,
        BASE.replace("甲", "丙"),
        entry(1, "丁") + REST,
    ),
    "an event that both add": (
        HEAD + "扣分:\n" + REST,
        HEAD + "扣分:\n" + entry(1, "丙") + REST,
        REST + entry(2, "丙"),
    ),
    "a veto for another reason": (
        HEAD + "扣分:\n  - {事项: 违纪, 原因: 甲}\n",
        HEAD + "扣分:\n  - {事项: 违纪, 原因: 丙}\n",
        "  - {事项: 违纪, 原因: 甲, 决定人: 张三}\n",
    ),
}


@pytest.mark.parametrize(("base", "ours", "theirs"), UNSURE.values(), ids=UNSURE)
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_not_sure_is_left_to_people(
    base: str, ours: str, theirs: str, turned: bool
) -> None:
    if base == TWICE:
        theirs = entry(1, "甲") + theirs
    sides = [ours.encode(), f"{HEAD}扣分:\n{theirs}".encode()]
    merged = merge(Versions(base.encode(), *(reversed(sides) if turned else sides)))
    assert not merged.clean
    assert len(merged.conflicts) == 1
    assert b"\n<<<<<<< " in merged.data
