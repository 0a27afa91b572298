"""Made-up scorecards, scored twice: by the program, and by tests/naive.py."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat
from typing import Any

import pytest
import yaml

import generated
import naive
from scoring import scored, summary
from thorough import times
from tuanscore import checks
from tuanscore.model.load import load
from tuanscore.shelf import Repository
from tuanscore.source.read import read

CARDS = times(500)
BATCH = 250


def by_hand(card: str, reports: list[str]) -> dict[str, Any]:
    """Score the same texts naively."""
    return naive.score(_plain(card), [_plain(report) for report in reports])


def _plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)


def first_difference(ours: Any, theirs: Any, at: str = "") -> str:
    """Return where two trees part, and what stands there in each."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        name = f"{at}/{ours.get('name', '')}"
        keys = sorted(ours, key="parts".__ne__)  # the deepest difference says most
        pairs = [(f"{name}.{key}", ours[key], theirs[key]) for key in keys]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = [(at, a, b) for a, b in zip(ours, theirs, strict=True)]
    else:
        return f"{at}: {ours} is not {theirs}"
    return next((first_difference(a, b, where) for where, a, b in pairs if a != b), "")


@pytest.mark.repeated
@pytest.mark.parametrize("start", range(0, CARDS, BATCH))
def test_agrees_with_the_naive_scorer(start: int) -> None:
    for seed in range(start, start + BATCH):
        card, reports = generated.texts(seed)
        ours, theirs = summary(scored(card, reports)), by_hand(card, reports)
        if ours != theirs:
            documents = "\n---\n".join([card, *reports])
            shown = f"program:\n{pformat(ours)}\n\nnaive:\n{pformat(theirs)}"
            where = first_difference(ours, theirs)
            pytest.fail(f"seed {seed}: {where}\n{documents}\n{shown}", pytrace=False)


def test_the_generated_points_add_up(tmp_path: Path) -> None:
    for seed in range(times(100)):
        document, _ = read(generated.texts(seed)[0].encode(), "甲.yaml")
        assert document is not None
        model, _ = load(document)
        assert model is not None
        assert checks.errors(model, document, Repository(tmp_path)) == []


def test_the_generator_covers_the_rules() -> None:
    """Every method and every kind of entry appears often among the first thousand cards."""
    everything = "".join("".join([c, *r]) for c, r in map(generated.texts, range(1000)))
    words = "扣分 评议 分档 对比 两级目标 名次 达标 定性 不适用 审核 加分 一票否决 情形 次数 酌情"
    counts = {
        word: everything.count(word) for word in (*words.split(), "底前", "万元", "≤0", ": 40-")
    }
    assert {word: count for word, count in counts.items() if count < 10} == {}
