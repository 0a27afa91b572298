"""Shape 13: a long-term and an annual set before the year; only the annual one has points."""

from typing import Any

from conftest import Run
from shapes.specimen import found, scored

SHAPE = "13-long-and-annual"


def rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    classes = [c for c in told["project"]["classes"] if c["level"] == "class"]
    return [row for c in classes for group in c["groups"] for row in group["indicators"]]


def test_shares_of_the_annual_set(run: Run) -> None:
    annual = rows(scored(run, SHAPE, "2023", "--project", "镇区校舍加固"))
    shares = {row["name"]: f"{row['points']:.2f}" for row in annual}
    assert shares["加固教学楼"] == "12.50"
    assert shares["受益学生"] == "10.00"
    assert shares["家长满意度"] == "10.00"
    assert (len(annual), sum(row["points"] for row in annual)) == (8, 90)


def test_findings(run: Run) -> None:
    codes = {code for code, _, _ in found(run, SHAPE)}
    assert {"TS550", "TS542"} <= codes
    assert "TS516" not in codes  # the same names in both sets are no fault
