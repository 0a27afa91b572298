"""TS572: what the 其中 of a row ask for, and what was done of them, beside the row itself."""

from __future__ import annotations

import pytest

from conftest import Make, found

TABLE = """类型: 预算项目绩效目标表
预算单位: 甲县林业站
年度: 2023
项目编码: P1
项目名称: 庭院绿化
绩效目标: [把庭院绿化起来]
绩效指标:
  产出指标:
    数量指标:
      - 名称: 绿化面积
        指标值: {whole}
        其中: [{parts}]
"""
REPORT = """类型: 项目自评
年度: 2023
项目编码: P1
完成: {{绿化面积: {whole}{parts}}}
"""


def parts(*values: str) -> str:
    rows = (f"{{名称: 其中{at}, 指标值: {v}}}" for at, v in enumerate(values, 1))
    return ", ".join(rows)


@pytest.mark.parametrize(
    ("whole", "inner", "told"),
    [
        ("36亩", ("20亩", "16亩"), False),
        ("36亩", ("20亩", "15亩"), True),
        ("36亩", ("20亩", "17亩"), True),
        ("≥36亩", ("≥20亩", "≥10亩"), True),
        ("36亩", ("20亩",), False),  # only one of several is printed
        ("36亩", ("40亩",), True),
        ("36亩", ("20亩", "及时"), False),
        ("36亩", ("20亩", "10-14亩"), False),
        ("36亩", ("20亩", "9棵"), False),  # nothing to add up
        ("3600克", ("2公斤", "1600克"), False),
        ("3600克", ("2公斤", "1500克"), True),
        ("36亩", ("20", "16"), False),  # the unit is the row's
        ("36亩", ("20", "15"), True),
        ("36", ("20", "15"), True),
        ("36-40亩", ("20亩", "10亩"), False),
        ("90%", ("80%", "20%"), False),
    ],
)
def test_what_is_asked(make: Make, whole: str, inner: tuple[str, ...], told: bool) -> None:
    root = make({"scorecards/2023/甲/P1.yaml": TABLE.format(whole=whole, parts=parts(*inner))})
    assert ("TS572" in [f.code for f in found(root)]) is told


@pytest.mark.parametrize(
    ("whole", "done", "told"),
    [
        ("36亩", {"其中1": "20亩", "其中2": "16亩"}, False),
        ("36亩", {"其中1": "20亩", "其中2": "15亩"}, True),
        ("36亩", {"其中1": "20亩", "其中2": "17亩"}, True),
        ("36亩", {"其中1": "20亩"}, False),  # the other is not reported
        ("36亩", {"其中1": "20亩", "其中2": "完成"}, False),
        ("完成", {"其中1": "20亩", "其中2": "16亩"}, False),
        ("{自评: 30亩, 审核: 36亩}", {"其中1": "20亩", "其中2": "16亩"}, False),
        ("{自评: 36亩, 审核: 30亩}", {"其中1": "20亩", "其中2": "16亩"}, True),
    ],
)
def test_what_was_done(make: Make, whole: str, done: dict[str, str], told: bool) -> None:
    table = TABLE.format(whole="36亩", parts=parts("20亩", "16亩"))
    inner = "".join(f", {name}: {value}" for name, value in done.items())
    report = REPORT.format(whole=whole, parts=inner)
    root = make({"scorecards/2023/甲/P1.yaml": table, "scorecards/2023/甲/P1.自评.yaml": report})
    assert ("TS572" in [f.code for f in found(root)]) is told
