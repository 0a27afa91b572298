"""`score --what-if`: the card as it would be, marked in every format."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson

D = Decimal
CARD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: 100
等次标准: 团区委绩效标准
部分:
  - 名称: 职能
    分值: 80
    类别:
      - 名称: 一类
        条目:
          - {编号: 活动, 内容: 活动3次。, 分值: 30, 考核点: {活动: ≥3次}}
          - {编号: 制度, 内容: 制度。, 分值: 30, 考核点: {制度: 定性}}
          - 编号: 犯罪率
            内容: 低于。
            分值: 20
            考核点: {犯罪率: {计分: 对比, 基数: 全省, 要求: 低于}}
          - {编号: 事故, 内容: 每起扣5分。, 考核点: {事故: {计分: 扣分, 每次: 5}}}
  - {名称: 评价, 分值: 20, 计分: 评议}
"""
TOLD = """\
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
样例: true
完成:
  活动: 2
  犯罪率: {自评: 5, 基数: 4, 基数来源: 公报}
评议: [{来源: 群众, 得分: 90}]
"""
FILES = {"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": TOLD}


def score(run: Any, root: Path, *pairs: str, more: tuple[str, ...] = ()) -> Any:
    words = [word for pair in pairs for word in ("--what-if", pair)]
    return run("-C", root, "score", "2014", "--org", "甲", *words, *more)


def test_the_difference_to_the_real_score_is_said(make: Any, run: Any) -> None:
    """Really 20 + 16 + 18 = 54, 制度 0 to 30; with 活动 3 and 制度 80%: 30 + 24 + 16 + 18 = 88."""
    ran = score(run, make(FILES), "活动=3", "制度=基本完成")
    assert (ran.code, ran.err) == (0, "")
    assert "【假设】甲县委2014年度目标绩效指标" in ran.out
    assert "假设 活动 2 → 3、制度 未报 → 基本完成；不是真实结果" in ran.out
    assert (
        "真实 54.00–84.00 分（54.00%–84.00%，差–中） → 假设 88.00 分（88.00%，良），"
        "相差 最低 +34.00，最高 +4.00"
    ) in ran.out
    assert "样例数据" in ran.out
    ran.out.encode("gbk")


def test_nothing_is_written(make: Any, run: Any) -> None:
    root = make(FILES)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    score(run, root, "活动=3")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_json_has_the_real_score_beside_it(make: Any, run: Any) -> None:
    ran = score(run, make(FILES), "制度=完成", more=("--format", "json"))
    value = simplejson.loads(ran.out, use_decimal=True)
    assert value["supposed"]["values"] == [{"measure": "制度", "was": None, "value": "完成"}]
    assert value["supposed"]["real"]["low"] == D("54.00")
    assert value["supposed"]["difference"] == {"low": D("30.00"), "high": D("0.00")}
    assert (value["score"], value["grades"]) == (D("84.00"), ["中"])


def test_a_real_score_has_no_such_key(make: Any, run: Any) -> None:
    ran = score(run, make(FILES), more=("--format", "json"))
    assert "supposed" not in simplejson.loads(ran.out)


def test_markdown_is_marked(make: Any, run: Any) -> None:
    ran = score(run, make(FILES), "活动=3", more=("--format", "md"))
    assert "# 【假设】甲县委" in ran.out
    assert "**假设 活动 2 → 3；不是真实结果**" in ran.out


def test_an_explanation_is_marked(make: Any, run: Any) -> None:
    root = make(FILES)
    ran = score(run, root, "活动=3", more=("--explain", "活动"))
    assert "【假设】" in ran.out
    assert "假设 活动 2 → 3" in ran.out
    ran = score(run, root, "活动=3", more=("--explain", "活动", "--format", "json"))
    assert simplejson.loads(ran.out)["supposed"]["values"][0]["value"] == "3"


def test_the_base_of_a_comparison_stays(make: Any, run: Any) -> None:
    """4 ÷ 5 of 20 is 16 now; 4 against the base of 4 is full."""
    ran = score(run, make(FILES), "犯罪率=4", more=("--format", "json"))
    assert simplejson.loads(ran.out, use_decimal=True)["low"] == D("58.00")


def test_the_day_of_the_last_report_stays(make: Any, run: Any) -> None:
    ran = score(run, make({"scorecards/2014/甲.yaml": CARD}), "活动=3")
    assert "还没有完成情况" in ran.out
    assert "假设 活动 未报 → 3" in ran.out


def test_a_full_width_sign_and_quotes_are_taken(make: Any, run: Any) -> None:
    root = make({"scorecards/2014/甲.yaml": CARD.replace("活动", "活'动")})
    ran = score(run, root, "活'动＝3")
    assert ran.code == 0
    assert "假设 活'动 未报 → 3" in ran.out


@pytest.mark.parametrize(
    ("pair", "message", "hint"),
    [
        ("活=3", "没有考核点“活”", "是不是“活动”？"),
        ("事故=1", "考核点“事故”是扣分项，不能假设完成值", ""),
        ("活动=三五次", "--what-if 活动：完成值“三五次”看不懂", ""),
        ("活动=-3", "--what-if 活动：完成值“-3”看不懂", ""),
        ("制度=好", "--what-if 制度：定性的完成值“好”看不懂", "写 完成、基本完成"),
        ("活动", "--what-if “活动”看不懂", "写成 考核点=完成值，例如 技能比武=4"),
        ("活动=", "--what-if “活动=”看不懂", ""),
        ("=3", "--what-if “=3”看不懂", ""),
        ("活动=3\n次", "值里有不能显示的字符", ""),
    ],
)
def test_what_cannot_be_supposed(make: Any, run: Any, pair: str, message: str, hint: str) -> None:
    ran = score(run, make(FILES), pair)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err


def test_one_value_for_one_measure(make: Any, run: Any) -> None:
    ran = score(run, make(FILES), "活动=3", "活动=4")
    assert ran.code == 2
    assert "把“活动”写了两次" in ran.err


def test_it_needs_an_organisation(make: Any, run: Any) -> None:
    ran = run("-C", make(FILES), "score", "2014", "--what-if", "活动=3")
    assert ran.code == 2
    assert "--what-if 要和 --org 一起用" in ran.err


def test_a_card_with_errors_is_not_supposed(make: Any, run: Any) -> None:
    root = make({"scorecards/2014/甲.yaml": CARD.replace("团区委绩效标准", "没有的")})
    assert score(run, root, "活动=3").code == 1


def test_a_gate_looks_at_the_supposed_score(make: Any, run: Any) -> None:
    """30 + 30 + 16 + 18 = 94."""
    root = make(FILES)
    assert score(run, root, more=("--fail-under", "优")).code == 1
    assert score(run, root, "活动=3", "制度=完成", more=("--fail-under", "优")).code == 0


def test_the_words_of_the_only_item_that_says_them(shipped: Path, run: Any) -> None:
    """青年技能大比武 stands in the text of 技能比武 alone, which has one 考核点."""
    ran = run("score", "2014", "--org", "苍溪", "--what-if", "青年技能大比武=1", cwd=shipped)
    assert ran.code == 0
    assert "技能比武 3 → 1" in ran.out  # 3.00 × 1 ÷ 3 = 1.00, two points less
    assert "相差 -2.00" in ran.out


def test_words_of_several_items_mean_none_of_them(shipped: Path, run: Any) -> None:
    ran = run("score", "2014", "--org", "苍溪", "--what-if", "活动=1", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert "没有考核点“活动”" in ran.err
