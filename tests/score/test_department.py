"""部门整体绩效目标: 完成数 ÷ 计划数 × 100 to 0.01 half up, graded in half-open bands."""

from __future__ import annotations

from decimal import Decimal

import pytest

import documents
from conftest import CHECKOUT, Make, found
from tuanscore.commands.score import budgeting
from tuanscore.scoring.department import DepartmentScore
from tuanscore.shelf import Repository

FILE = "scorecards/2021/甲/部门整体绩效目标.yaml"
GOALS = documents.department(also="别名: [甲区]\n")


def of(make: Make, numbers: str = "", settings: str = "") -> DepartmentScore:
    goals = GOALS.replace("工作保障措施", f"{numbers}工作保障措施")
    root = make({FILE: goals, "tuanscore.yaml": settings or "{}\n"})
    assert found(root) == ()
    department = budgeting.score_office(Repository(root), "甲", 2021).department
    assert department is not None
    return department


@pytest.mark.parametrize(
    ("planned", "done", "rate", "grade"),
    [
        ("10", "9", "90.00", "优"),  # 90 is in two bands of the text: the lower bound is inclusive
        ("10000", "8999", "89.99", "良"),
        ("20", "17", "85.00", "良"),
        ("10000", "8499", "84.99", "中"),
        ("10", "6", "60.00", "中"),
        ("10000", "5999", "59.99", "差"),
        ("3", "2", "66.67", "中"),  # 66.666…
        ("16000", "9999", "62.49", "中"),  # 62.49375
        ("200000", "179999", "90.00", "优"),  # 89.9995 is printed as 90.00, and graded as printed
        ("10", "12", "120.00", "优"),
        ("10", "0", "0.00", "差"),
        ("1,000", "900", "90.00", "优"),
    ],
)
def test_rate_and_grade(planned: str, done: str, rate: str, grade: str, make: Make) -> None:
    numbers = f"      计划数: {planned}\n      完成数: {done}\n"
    (duty,) = of(make, numbers).duties
    assert (duty.rate, duty.grades, duty.certain) == (Decimal(rate), (grade,), True)
    assert duty.rule.endswith(f"× 100 = {rate}%")
    assert [str(i.place) for i in duty.inputs] == [f"{FILE}:15:12", f"{FILE}:16:12"]


@pytest.mark.parametrize(
    ("numbers", "rule"),
    [
        ("", "还没有填报计划数和完成数"),
        ("      计划数: 10\n", "还没有填报完成数"),
        ("      完成数: 10\n", "还没有填报计划数"),
        ("      计划数: 0\n      完成数: 0\n", "按未报计：计划数是 0，完成率算不出来"),
    ],
)
def test_without_numbers_the_grade_is_open(numbers: str, rule: str, make: Make) -> None:
    department = of(make, numbers)
    (duty,) = department.duties
    assert (duty.rate, duty.rule, duty.certain) == (None, rule, False)
    assert duty.grades == ("优", "良", "中", "差")
    assert department.missing == 1


def test_how_the_bands_are_read_is_said(make: Make) -> None:
    department = of(make)
    assert department.assumptions == (
        "等次按印出的完成率，各档含下限、不含上限：原文的界限同时写在两档里，这样读作一档",
    )
    assert department.duties[0].scale == "优≥90 良≥85 中≥60 差<60"


def test_the_repository_may_set_the_standard(make: Make) -> None:
    numbers = "      计划数: 10\n      完成数: 9\n"
    settings = "等次标准:\n  团区委绩效标准: {优: 95, 良: 80}\n"
    assert of(make, numbers, settings).duties[0].grades == ("良",)


def test_the_shipped_document_has_no_numbers() -> None:
    report = budgeting.score_office(Repository(CHECKOUT), "山海关", 2021)
    assert report.department is not None
    assert [duty.rate for duty in report.department.duties] == [None]
    assert [project.name for project in report.projects] == ["团委活动经费及宣教业务费"]
    assert report.sample
