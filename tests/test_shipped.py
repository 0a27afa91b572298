"""The shipped data: complete, without findings, and the base holds what most organisations have."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tuanscore import pipeline
from tuanscore.model.kinds.scorecard import Overlay
from tuanscore.repository import Repository

ROOT = Path(__file__).parents[1]
ORGS = {"苍溪", "旺苍", "剑阁", "青川", "利州", "昭化", "朝天", "经开区"}


def test_everything_is_there_and_nothing_is_wrong() -> None:
    report = pipeline.examine(Repository(ROOT))
    assert report.findings == ()
    assert report.kinds == {
        "完成情况": 9, "目标绩效指标": 8, "目标绩效指标模板": 2, "计分方案": 4,
        "部门整体绩效目标": 1, "项目自评": 1, "预算项目绩效目标表": 1,
    }  # fmt: skip


def test_every_organisation_is_an_overlay() -> None:
    repository = Repository(ROOT)
    overlays = [e.model for e in repository.cards(2014)]
    assert all(isinstance(o, Overlay) for o in overlays)
    assert {o.short_name for o in overlays if isinstance(o, Overlay)} == ORGS


def test_an_overlay_holds_only_what_differs() -> None:
    repository = Repository(ROOT)
    base = repository.template("县区团委-2014")
    assert base is not None
    usual = {name: m.target for _, _, name, m in base.model.measures()}
    for entry in repository.cards(2014):
        assert isinstance(entry.model, Overlay)
        for name, measure in entry.model.targets.items():
            assert measure.target != usual[name], (entry.document.file, name)


def test_the_base_holds_the_usual_value() -> None:
    repository = Repository(ROOT)
    base = repository.template("县区团委-2014")
    assert base is not None
    values: dict[str, Counter[str]] = {}
    for entry in repository.cards(2014):
        card, _ = repository.card(entry)
        assert card is not None
        for _, _, name, measure in card.model.measures():
            if measure.target is not None:
                values.setdefault(name, Counter())[measure.target.text] += 1
    for _, _, name, measure in base.model.measures():
        if measure.target is not None:
            assert values[name][measure.target.text] == max(values[name].values()), name
