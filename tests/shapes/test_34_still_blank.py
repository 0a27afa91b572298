"""Shape 34: a form still blank, with instructions left in its cells."""

from decimal import Decimal
from pathlib import Path

import page
from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "34-still-blank"
HERE = Path(__file__).parent / SHAPE
CODE = "33000023R000000045678"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", CODE)
    right = {"预算执行率": "9.60", "发放覆盖": "0.00–50.00", "参保": "0.00–40.00"}
    assert {name: scores(told)[name] for name in right} == right
    assert (told["low"], told["high"]) == (Decimal("9.60"), Decimal("99.60"))
    assert told["grades"] == ["优", "良", "中", "差"]
    assert told["missing"] == ["发放覆盖", "参保"]


def test_funds(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", CODE)
    assert told["spending"]["rate"] == 96
    assert told["spending"]["budget"] - told["funds"]["initial"] == 63500
    rates = [(row["name"], row["stated_rate"], row["rate"]) for row in told["funds"]["rows"]]
    assert rates == [
        ("财政资金", "96.00%", 96),
        ("财政专户管理资金", "0.00%", None),
        ("单位资金", "0.00%", None),
        ("其他资金", None, None),
    ]


def test_the_form(run: Run) -> None:
    ran = run("render", CODE, "--scored", "--format", "html", cwd=HERE)
    rows = ["|".join(page.texts(row)) for table in page.read(ran.out).tables for row in table]
    assert any("财政专户管理资金|0.00|0.00|0.00|/|0.00%|/" in row for row in rows)
    assert any("其他资金||||/||/" in row for row in rows)
    assert any("报表编号" in row and "330000_0021zp" in row for row in rows)


def test_findings(run: Run) -> None:
    codes = [code for code, _, _ in found(run, SHAPE)]
    assert codes == ["TS576", "TS575", "TS554", "TS547", "TS553"]
