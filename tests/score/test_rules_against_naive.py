"""Made-up rows with rules of their own, scored twice: by the program and by naive_rules."""

from __future__ import annotations

from typing import Any

import pytest

import generated_rules
from generated import write
from naive import cents, half_up
from naive_rules import RULES
from scoring import cents as in_cents
from scoring import scored
from thorough import times

ROWS = times(600)
BATCH = 60


def ours(numbered: dict[int, generated_rules.Row]) -> dict[str, tuple[int, int]]:
    """Score one card of all rows by the program: low and high of each, in cents."""
    total = sum(cents(generated_rules.points(seed)) for seed in numbered)
    items = [
        {
            "编号": f"第{seed}条",
            "内容": "照规则。",
            "分值": generated_rules.points(seed),
            "考核点": {f"行{seed}": measure},
        }
        for seed, (measure, _) in numbered.items()
    ]
    card = {
        "类型": "目标绩效指标", "单位": "甲县委", "简称": "甲", "年度": "2024",
        "总分": f"{total // 100}.{total % 100:02}",
        "部分": [{"名称": "部分", "类别": [{"名称": "类别", "条目": items}]}],
    }  # fmt: skip
    told = {f"行{seed}": said for seed, (_, said) in numbered.items()}
    report = {
        "类型": "完成情况", "单位": "甲", "年度": "2024", "截至": "2024-12-31", "完成": told,
    }  # fmt: skip
    score = scored(write(card), [write(report)])
    return {
        leaf.name: (in_cents(leaf.low), in_cents(leaf.high), leaf.rule)  # type: ignore[misc]
        for leaf in score.card.leaves()
    }


def naively(seed: int, measure: dict[str, Any], told: Any) -> tuple[int, int]:
    """Score one row by the second reading of the rules."""
    whole = cents(generated_rules.points(seed))
    low, high = RULES[measure["计分"]](measure, told, whole)
    return half_up(low), half_up(high)


@pytest.mark.repeated
@pytest.mark.parametrize("start", range(0, ROWS, BATCH))
def test_agrees_with_the_naive_rules(start: int) -> None:
    numbered = {seed: generated_rules.row(seed) for seed in range(start, start + BATCH)}
    found = ours(numbered)
    for seed, (measure, told) in numbered.items():
        low, high, rule = found[f"行{seed}"]  # type: ignore[misc]
        expected = naively(seed, measure, told)
        assert (low, high) == expected, f"{seed}: {measure}, {told}: {rule}"


def test_the_generator_covers_the_rules() -> None:
    everything = "".join(str(generated_rules.row(seed)) for seed in range(600))
    words = "每次 每低 每高 差距 首档 算一档 按比例 倒扣 减分最多 增分最多 基础分 等次 评分人 参评"
    words += " 系数 不得分 以小为好 ± 晚10 容差 其余 /120 1-6"
    counts = {word: everything.count(word) for word in words.split()}
    assert {word: count for word, count in counts.items() if count < 5} == {}
