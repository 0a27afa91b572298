"""The scorecards of a year held against one another."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from conftest import Make, Run, found
from documents import section, template
from tuanscore import checks
from tuanscore.checks import Row

TEMPLATE = template(
    section(
        "职能指标",
        100,
        "编号: 培训, 内容: '培训志愿者{培训}名。', 考核点: {培训: 40名}",
        "编号: 宣传, 内容: '开展宣传{宣传}次。', 考核点: {宣传: ≥8次}",
        "编号: 投诉, 内容: '投诉不超过{投诉}起。', 考核点: {投诉: ≤4起}",
        "编号: 普法, 内容: 开展普法。, 考核点: {普法: 定性}",
    )
)


def overlay(name: str, more: str = "") -> str:
    return f"类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2014\n模板: 例\n{more}"


def year(changes: Mapping[str, str], names: str = "甲乙丙丁戊己") -> dict[str, str]:
    cards = {f"scorecards/2014/{n}.yaml": overlay(n, changes.get(n, "")) for n in names}
    return {"templates/例.yaml": TEMPLATE} | cards


def rows(texts: str, name: str = "培训") -> list[Row]:
    """Return one row for each target; ``-`` is a card without the measure."""
    names: list[tuple[str, ...]] = [(name,) if t != "-" else () for t in texts.split()]
    targets: list[tuple[str, ...]] = [(t,) if t != "-" else () for t in texts.split()]
    return [
        Row(f"{i}.yaml", f"{i}", 2014, names[i], targets[i], ("条目",)) for i in range(len(names))
    ]


@pytest.mark.parametrize(
    ("targets", "far"),
    [
        ("40名 40名 40名 40名 81名", ["4.yaml"]),
        ("40名 40名 40名 40名 80名", []),  # twice is not far
        ("40名 40名 40名 40名 20名", []),
        ("40名 40名 40名 40名 19名", ["4.yaml"]),
        ("40名 40名 40名 40名 0名", ["4.yaml"]),
        ("40名 40名 40名 19名", []),  # four are too few
        ("40名 40名 40名 40名 - 19名", ["5.yaml"]),
        ("40名 40名 40名 40名 19人次 19人次", []),  # another unit
        ("40名 40人 40名 40位 19人", ["4.yaml"]),  # the same unit
        ("40名 40名 40名 40名 ≤19名", []),  # another direction
        ("40名 40名 40名 40名 2-9名", []),  # a range is not compared
        ("40名 40名 40名 40名 定性", []),
        ("40名 40名 40名 40名 40名", []),
        ("10名 20名 30名 40名 50名 60名 70名", []),  # as spread as that: 10 and 20 are usual
        ("28名 30名 30名 31名 32名 33名 90名 3名", ["6.yaml", "7.yaml"]),
        ("0起 0起 0起 0起 1起", ["4.yaml"]),
    ],
)
def test_which_targets_are_far(targets: str, far: list[str]) -> None:
    assert [s.file for m, s in checks.across(rows(targets)) if m.CODE == "TS701"] == far


@pytest.mark.parametrize(
    ("usual", "one", "words"),
    [
        ("40名", "≥100名", "目标 ≥100名，比别的单位难得多（5 个单位的中位数 40名）"),
        ("40名", "4名", "目标 4名，比别的单位容易得多（5 个单位的中位数 40名）"),
        ("≤4起", "≤9起", "目标 ≤9起，比别的单位容易得多（5 个单位的中位数 4起）"),
        ("≤4起", "≤1起", "目标 ≤1起，比别的单位难得多（5 个单位的中位数 4起）"),
        ("0.50万元", "5万元", "目标 5万元，比别的单位难得多（5 个单位的中位数 0.5万元）"),
        ("<4起", "<9起", "目标 <9起，比别的单位容易得多（5 个单位的中位数 4起）"),
        ("40名", "0名", "目标 0名，比别的单位容易得多（5 个单位的中位数 40名）"),
        ("0起", "2起", "目标 2起，比别的单位容易得多（5 个单位的中位数 0起）"),
    ],
)
def test_which_way_it_is_easier(usual: str, one: str, words: str) -> None:
    ((_, standout),) = checks.across(rows(" ".join([usual] * 4 + [one])))
    assert (standout.name, standout.message) == ("培训", f"培训：{words}")


def test_years_are_kept_apart() -> None:
    before = [replace(r, year=2013) for r in rows("4名 4名 4名 4名")]
    assert checks.across([*before, *rows("40名 40名 40名 40名")]) == []


def test_target_that_is_far_is_a_note_at_the_target(make: Make) -> None:
    findings = found(make(year({"戊": "指标值: {培训: 4名, 投诉: ≤9起}\n"})))
    assert [(f.code, str(f.place), f.severity) for f in findings] == [
        ("TS701", "scorecards/2014/戊.yaml:6:11", "提示"),
        ("TS701", "scorecards/2014/戊.yaml:6:19", "提示"),
    ]


@pytest.mark.parametrize(
    ("changes", "names", "missing"),
    [
        ({"戊": "条目调整: {宣传: 删除}\n"}, "甲乙丙丁戊", [("戊", "“宣传”", 4)]),
        (
            {"戊": "条目调整: {普法: 删除, 宣传: 删除}\n"},
            "甲乙丙丁戊己",
            [("戊", "“宣传”“普法”", 5)],
        ),
        (
            {"戊": "条目调整: {普法: 删除}\n", "甲": "条目调整: {宣传: 删除}\n"},
            "甲乙丙丁戊",
            [("戊", "“普法”", 4), ("甲", "“宣传”", 4)],
        ),
        (dict.fromkeys("丁戊", "条目调整: {宣传: 删除}\n"), "甲乙丙丁戊己", []),  # two lack it
        ({"丁": "条目调整: {宣传: 删除}\n"}, "甲乙丙丁", []),  # too few to say
        ({}, "甲乙丙丁戊", []),
    ],
)
def test_item_that_only_one_lacks(
    changes: dict[str, str], names: str, missing: list[tuple[str, str, int]], make: Make
) -> None:
    findings = found(make(year(changes, names)))
    assert [(f.code, f.place.file, f.message) for f in findings] == [
        (
            "TS702",
            f"scorecards/2014/{name}.yaml",
            f"只有{name}没有条目{items}，其余 {others} 个单位都有",
        )
        for name, items, others in missing
    ]


def test_hint_of_what_stands_out_holds(make: Make, run: Run) -> None:
    """甲 has reason to differ: its 豁免, as the hints say, answers for both findings."""
    root = make(year({"甲": "指标值: {培训: 4名}\n条目调整: {普法: 删除}\n"}))
    assert [f.hint for f in found(root)] == [
        "漏了的补上；确实没有的，批准后写一份 豁免：tuanscore new 豁免 TS702",
        "写错的改正；确实如此的，批准后写一份 豁免：tuanscore new 豁免 TS701",
    ]
    assert run("validate", "--fail-on", "提示", cwd=root).code == 1
    matters = "事项: [{检查: TS701, 单位: 甲}, {检查: TS702, 单位: 甲}]\n"
    head = "类型: 豁免\n年度: 2014\n批准文号: 一号\n批准人: 书记办公会\n"
    make({"scorecards/豁免.yaml": f"{head}原因: 只有两名干部\n到期: 9999-12-31\n{matters}"})
    ran = run("validate", "--fail-on", "提示", cwd=root)
    assert (ran.code, "2 处已豁免" in ran.out) == (0, True)
