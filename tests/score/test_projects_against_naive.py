"""Made-up projects and departments, scored by the program and by tests/naive_projects.py."""

from __future__ import annotations

from decimal import Decimal
from pprint import pformat
from typing import Any

import pytest
import yaml

import generated_projects
import naive_projects
from conftest import CHECKOUT
from scoring import FOUR, cents, tree
from thorough import times
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.load import load
from tuanscore.scoring import department, project, weights
from tuanscore.shelf import Assessment
from tuanscore.source.read import read
from tuanscore.source.tree import Document

PROJECTS = times(150)
BATCH = 150


def opened(text: str, name: str = "甲.yaml") -> tuple[Any, Document]:
    document, findings = read(text.encode(), name)
    assert document is not None, findings
    model, findings = load(document)
    assert model is not None, findings
    assert not findings
    return model, document


def built_in(name: str) -> str:
    return (CHECKOUT / f"templates/计分方案/{name}.yaml").read_text(encoding="utf-8")


def ours(table: str, reports: list[str], scheme: str) -> dict[str, Any]:
    """Score the texts by the program; what it says in numbers."""
    model, document = opened(table)
    assert isinstance(model, Project)
    plan, _ = opened(scheme)
    assert isinstance(plan, Scheme)
    assert weights.examine(model, document, plan) == []
    told = []
    for number, text in enumerate(reports):
        assessment, where = opened(text, f"甲{number}.yaml")
        assert isinstance(assessment, SelfAssessment)
        told.append(Assessment(where, assessment))
    told.sort(key=lambda report: report.model.as_of)
    scored = project.score(model, document, told, plan, FOUR)
    rates = [None if r is None else cents(r) for r in (scored.rate_low, scored.rate_high)]
    assert cents(scored.full) == tree(scored.tree)["points"]
    return {"tree": tree(scored.tree), "rates": rates, "grades": list(scored.grades)}


def plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)


@pytest.mark.repeated
@pytest.mark.parametrize("start", range(0, PROJECTS, BATCH))
def test_projects(start: int) -> None:
    for seed in range(start, start + BATCH):
        table, reports, own = generated_projects.texts(seed)
        named = plain(table).get("计分方案", "财政项目自评")
        program = ours(table, reports, own or built_in(named))
        naive = naive_projects.project(
            plain(table), [plain(report) for report in reports], plain(own) if own else None
        )
        if program != naive:
            documents = "\n---\n".join([table, *reports, own or ""])
            shown = f"program:\n{pformat(program)}\n\nnaive:\n{pformat(naive)}"
            pytest.fail(f"seed {seed}:\n{documents}\n{shown}", pytrace=False)


@pytest.mark.repeated
def test_departments() -> None:
    for seed in range(times(100)):
        text, scales = generated_projects.department(seed)
        model, document = opened(text)
        assert isinstance(model, Department)
        bounds = {n: {g: Decimal(b) for g, b in scale.items()} for n, scale in scales.items()}
        scored = [
            {"rate": None if d.rate is None else cents(d.rate), "grades": list(d.grades)}
            for d in department.score(model, document, bounds).duties
        ]
        assert scored == naive_projects.department(plain(text), dict(scales)), f"{seed}\n{text}"


def test_the_generator_covers_the_rules() -> None:
    everything = generated_projects.covered()
    words = ["定性", "底前", "不适用", "审核", "成本指标", "经济成本指标", "财政项目自评-成本"]
    words += ["本市", "分值: ", "全年执行数", "万元", "≥", "≤", "社会成本指标", "达标率", "节约额"]
    assert {w: everything.count(w) for w in words if everything.count(w) < 50} == {}
