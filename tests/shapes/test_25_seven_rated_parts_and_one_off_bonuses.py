"""县级团委年度考核: seven parts by seven raters, bonuses that count once, a veto, a title."""

from decimal import Decimal

import pytest

import page
from conftest import Run
from shapes.specimen import HERE, found, scored, scores

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


@pytest.mark.parametrize("form", ["目标绩效得分表", "团委目标绩效考核表"])
def test_a_category_that_is_judged_as_a_whole_is_a_row(form: str, run: Run) -> None:
    asked = ("render", "岚桥", "--scored", "--form", form, "--format", "html")
    ran = run(*asked, cwd=HERE / SHAPE)
    assert ran.code == 0, ran.err
    rows = [page.texts(row) for row in page.read(ran.out).tables[0]]
    (rated,) = [row for row in rows if "由组织部打分。" in row]
    assert {"组织（100分）", "88.50"} <= {*rated}
