"""The day of a report lies in its year."""

import pytest

from conftest import Make, found, unmark
from reporting import ASSESSMENT, REPORT, TABLES, assessment, report


@pytest.mark.parametrize(
    ("day", "outside"),
    [("2014-01-01", False), ("2014-12-31", False), ("2013-12-31", True), ("2015-01-10", True)],
)
def test_of_results(day: str, outside: bool, make: Make) -> None:
    files, (place,) = unmark({REPORT: report("活动次数: 4", f"▲{day}")})
    findings = found(make(TABLES | files))
    assert [(f.code, str(f.place)) for f in findings] == ([("TS808", place)] if outside else [])
    for finding in findings:
        assert finding.message == f"截至 {day} 不在 2014 年"
        assert "2014-12-31" in finding.hint
        assert [r.message for r in finding.related] == ["年度 2014"]


def test_of_a_project(make: Make) -> None:
    root = make(TABLES | {ASSESSMENT: assessment("活动次数: 5", "2022-01-10")})
    assert [f.code for f in found(root)] == ["TS808"]


def test_a_year_without_a_table_is_said_once(make: Make) -> None:
    text = report("活动次数: 4").replace("年度: 2014", "年度: 2013")
    assert [f.code for f in found(make(TABLES | {REPORT: text}))] == ["TS305"]
