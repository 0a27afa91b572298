"""县级团委年度考核: seven parts by seven raters, bonuses that count once, a veto, a title."""

from decimal import Decimal

import pytest

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "25-seven-rated-parts-and-one-off-bonuses"


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        (
            "岚桥",
            {"基本工作": "631.50", "基础工作": "30.00", "交办事项": "40.00", "岚桥": "701.50"},
        ),
        (
            "柏渡",
            {"基本工作": "635.50", "基础工作": "12.00", "交办事项": "50.00", "柏渡": "697.50"},
        ),
        (
            "杉岭",
            {
                "基本工作": "509.00–609.00", "青年发展": "0.00–100.00", "交办事项": "0.00",
                "杉岭": "509.00–609.00",
            },
        ),
    ],
)  # fmt: skip
def test_every_part(run: Run, org: str, expected: dict[str, str]) -> None:
    told = scores(scored(run, SHAPE, "2023", "--org", org))
    assert {name: told[name] for name in expected} == expected


def test_ranks_and_the_title(run: Run) -> None:
    lines = scored(run, SHAPE, "2023")["ranking"]
    assert [
        (line["short_name"], line["rank"]["best"], line["rank"]["worst"], line["title"])
        for line in lines
    ] == [("岚桥", 1, 1, "红旗"), ("柏渡", 2, 2, "取消红旗"), ("杉岭", 3, 3, "")]
    assert lines[0]["full"] == Decimal("750.00")


def test_a_matter_told_twice_and_missing_evidence_are_found(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS802", "岚桥.yaml", 16),
        ("TS803", "岚桥.yaml", 17),
        ("TS802", "岚桥.yaml", 18),
        ("TS802", "柏渡.yaml", 16),
    ]
