"""Conditions of several terms: each row makes one term true alone, worked out by hand."""

from datetime import date

import pytest

from tuanscore.finding import Finding, Place, Severity, Waiver
from tuanscore.model.kinds.waiver import KIND
from tuanscore.model.settings import Settings
from tuanscore.triage.selection import Selection
from tuanscore.triage.severities import hides_others, hint_for, is_fixed, known_codes, weigh
from tuanscore.triage.waivers import Run

PLACE = Place("scorecards/2014/甲.yaml", 1, 1)
WAIVED = Waiver("豁免〔1〕", "书记", "已说明", date(2030, 1, 1), PLACE)
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def finding(code: str, severity: Severity = ERROR, waiver: Waiver | None = None) -> Finding:
    return Finding(code, "不对", PLACE, severity=severity, waiver=waiver)


@pytest.mark.parametrize(
    ("code", "severity", "waiver", "fixed", "hides"),
    [
        ("TS101", ERROR, None, True, True),
        ("TS101", WARNING, None, False, False),  # of an unusable file, but no error
        ("TS401", ERROR, None, False, False),  # an error of a file that can be used
        ("TS305", ERROR, None, False, True),  # a report of nobody
        ("TS305", WARNING, None, False, True),
        ("TS305", ERROR, WAIVED, False, False),  # answered for
    ],
)
def test_what_may_hide_others(
    code: str, severity: Severity, waiver: Waiver | None, fixed: bool, hides: bool
) -> None:
    one = finding(code, severity, waiver)
    assert (is_fixed(one), hides_others(one)) == (fixed, hides)


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), True),
        (("TS4",), (), True),
        (("TS3",), (), False),
        (("TS3", "TS401"), (), True),
        ((), ("TS3",), True),
        ((), ("TS4",), False),
        (("TS4",), ("TS3",), True),
        (("TS4",), ("TS4",), False),  # of the same length the ignoring one decides
        (("TS401",), ("TS4",), True),
        (("TS4",), ("TS401",), False),
        (("TS3",), ("TS5",), False),
    ],
)
def test_what_a_run_is_about(select: tuple[str, ...], ignore: tuple[str, ...], kept: bool) -> None:
    assert Selection(select, ignore).keeps(finding("TS401")) is kept
    assert Selection(select, ignore).keeps(finding("TS101"))  # whatever is asked for


@pytest.mark.parametrize(
    ("checks", "by_file", "severity"),
    [
        ({}, {}, ERROR),
        ({"TS401": "提示"}, {}, NOTE),
        ({"TS4": "提示"}, {}, NOTE),
        ({"ts4": "提示"}, {}, NOTE),
        ({"TS3": "提示"}, {}, ERROR),
        ({"TS4": "提示", "TS401": "警告"}, {}, WARNING),  # the longer one
        ({"TS401": "警告", "TS4": "提示"}, {}, WARNING),
        ({"TS401": "关"}, {}, None),
        ({}, {"scorecards/2014/**": {"TS4": "提示"}}, NOTE),
        ({}, {"scorecards/2015/**": {"TS4": "提示"}}, ERROR),
        ({"TS401": "警告"}, {"scorecards/2014/**": {"TS4": "提示"}}, NOTE),  # before 检查
        ({"TS401": "警告"}, {"scorecards/2014/**": {"TS3": "提示"}}, WARNING),
        ({}, {"scorecards/**": {"TS4": "提示"}, "**/甲.yaml": {"TS4": "警告"}}, WARNING),  # later
    ],
)  # fmt: skip
def test_how_much_a_finding_weighs(
    checks: dict[str, str], by_file: dict[str, dict[str, str]], severity: Severity | None
) -> None:
    settings = Settings.model_validate({"检查": checks, "分文件检查": by_file})
    assert weigh(finding("TS401"), settings) is severity
    assert weigh(finding("TS101"), settings) is ERROR


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("TS0", "开头有：TS1"),  # cut short, of no group
        ("TS40", "开头有：TS1"),  # cut short, of a group
        ("TS099", "开头有：TS1"),  # whole, of no group
        ("TS499", "是不是“TS4"),  # whole, of a group
        ("TS4O1", "是不是“TS401”？"),
        ("说不清", "开头有：TS1"),
    ],
)
def test_what_to_write_instead_of_an_unknown_code(code: str, hint: str) -> None:
    assert hint_for(code, known_codes()).startswith(hint)


@pytest.mark.parametrize(
    ("kinds", "whole", "findings", "expected"),
    [
        ((), True, [], False),
        ((KIND,), True, [], True),  # a decision was looked at
        ((), False, [], False),  # some files, and nothing wrong with them
        ((), False, [finding("TS401")], True),
        ((), True, [finding("TS401")], False),  # all files, and none is a decision
    ],
)
def test_whether_decisions_are_looked_for(
    kinds: tuple[str, ...], whole: bool, findings: list[Finding], expected: bool
) -> None:
    assert Run(frozenset(), whole, kinds).may_meet_decisions(findings) is expected
