"""Shape 14: last year's values beside the targets of this one."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored

SHAPE = "14-prior-year"


def test_changes(run: Run) -> None:
    told = scored(run, SHAPE, "2024", "--project", "班次教学")
    rows = {
        row["name"]: row
        for class_ in told["project"]["classes"]
        for group in class_.get("groups", ())
        for row in group["indicators"]
    }
    changes = {
        name: (row["prior"]["change"], row["prior"]["unit"], row["prior"]["easier"])
        for name, row in rows.items()
        if "prior" in row
    }
    assert changes == {
        "开设班次": (Decimal("7.14"), "%", False),
        "招生人次": (Decimal("-6.25"), "%", True),
        "外聘课时": (Decimal("0.00"), "%", False),
        "结业率": (Decimal("-6.00"), "个百分点", True),
        "开课及时率": (Decimal("0.00"), "个百分点", False),
        "生均成本": (Decimal("-2.54"), "%", False),
        "学员满意度": (Decimal("-2.00"), "个百分点", True),
    }
    assert [name for name, row in rows.items() if "prior" not in row] == ["到课率"]


def test_findings(run: Run) -> None:
    codes = [(code, line) for code, _, line in found(run, SHAPE)]
    assert [c for c in codes if c[0] == "TS573"] == [("TS573", 16), ("TS573", 19), ("TS573", 27)]
    assert ("TS504", 12) in codes
