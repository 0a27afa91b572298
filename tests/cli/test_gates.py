"""`score --fail-under`: a grade, points or a rate that nobody may fall short of."""

from __future__ import annotations

from typing import Any

import pytest
import simplejson

from documents import results

CARD = """\
类型: 目标绩效指标
单位: {name}县委
简称: {name}
年度: 2014
总分: 200
等次标准: 团区委绩效标准
一票否决: [{{事项: 安全事故, 最高等次: 中}}]
部分:
  - 名称: 职能
    类别:
      - 名称: 一类
        条目:
          - {{编号: 活动, 内容: 活动。, 分值: 180, 考核点: {{活动: 100次}}}}
          - {{编号: 制度, 内容: 制度。, 分值: 20, 考核点: {{制度: 定性}}}}
"""
TOLD = results("{{done}}", org="{name}")


def files(**done: str) -> dict[str, str]:
    found = {}
    for name, text in done.items():
        found[f"scorecards/2014/{name}.yaml"] = CARD.format(name=name)
        found[f"scorecards/2014/完成情况/{name}.yaml"] = TOLD.format(name=name, done=text)
    return found


SURE = files(甲="活动: 100, 制度: 完成", 乙="活动: 80, 制度: 完成", 丙="活动: 75")
"""甲 200 (100%, 优); 乙 144 + 20 = 164 (82%, 中); 丙 135 to 155 (67.5% to 77.5%, 中)."""


@pytest.mark.parametrize(
    ("gate", "short"),
    [
        ("中", ""),
        ("良", "乙（等次 中）；丙（等次 中）"),
        ("135", ""),
        ("135.01", "丙（得分 135.00–155.00，还有 1 项没有报，按最低 135.00 算）"),
        ("160", "丙（得分 135.00–155.00）"),
        ("67.50%", ""),
        ("82%", "丙（得分率 67.50%–77.50%）"),
        ("82.01％", "乙（得分率 82.00%）；丙（得分率 67.50%–77.50%）"),
        ("70%", "丙（得分率 67.50%–77.50%，还有 1 项没有报，按最低 67.50% 算）"),
    ],
)
def test_a_ranking_at_a_gate(make: Any, run: Any, gate: str, short: str) -> None:
    ran = run("-C", make(SURE), "score", "2014", "--fail-under", gate)
    assert ran.code == (1 if short else 0)
    assert ran.err == (f"tuanscore：没有达到 {gate}：{short}\n" if short else "")
    assert (f"要求 {gate}：都达到了" in ran.out) == (not short)


def test_what_is_not_certain_falls_short(make: Any, run: Any) -> None:
    """164 is 中, 184 良."""
    root = make(files(甲="活动: 91.2"))
    ran = run("-C", root, "score", "2014", "--org", "甲", "--fail-under", "良")
    assert ran.code == 1
    assert "没有达到 良：甲（等次 中–优，还有 1 项没有报，按最低 中 算）" in ran.err
    assert "  甲：等次 中–优，还有 1 项没有报，按最低 中 算" in ran.out
    ran.out.encode("gbk")


def test_a_veto_falls_short_whatever_the_score(make: Any, run: Any) -> None:
    texts = files(甲="活动: 100, 制度: 完成")
    texts["scorecards/2014/完成情况/甲.yaml"] += "一票否决: [{事项: 安全事故, 原因: 事故}]\n"
    root = make(texts)
    ran = run("-C", root, "score", "2014", "--org", "甲", "--fail-under", "良")
    assert ran.code == 1
    assert "甲（等次 中（一票否决））" in ran.err
    assert run("-C", root, "score", "2014", "--org", "甲", "--fail-under", "199").code == 0


def test_json_names_who_falls_short(make: Any, run: Any) -> None:
    root = make(SURE)
    ran = run("-C", root, "score", "2014", "--fail-under", "135.01", "--format", "json")
    assert simplejson.loads(ran.out)["gate"] == {
        "fail_under": "135.01",
        "met": False,
        "short": [
            {
                "org": "丙",
                "reason": "得分 135.00–155.00，还有 1 项没有报，按最低 135.00 算",
                "certain": False,
            }
        ],
    }
    ran = run("-C", root, "score", "2014", "--org", "甲", "--fail-under", "优", "--format", "json")
    assert simplejson.loads(ran.out)["gate"] == {"fail_under": "优", "met": True, "short": []}


@pytest.mark.parametrize("more", [(), ("--org", "丙")])
def test_markdown_names_who_falls_short(make: Any, run: Any, more: tuple[str, ...]) -> None:
    root = make(SURE)
    ran = run("-C", root, "score", "2014", "--fail-under", "160", "--format", "md", *more)
    assert ran.code == 1
    assert "## 要求\n\n- 要求 160：1 个单位没有达到\n- 丙：得分 135.00–155.00\n" in ran.out


@pytest.mark.parametrize("gate", ["甲等", "-5", "1e3", "90%%", ""])
def test_what_is_no_gate(make: Any, run: Any, gate: str) -> None:
    ran = run("-C", make(SURE), "score", "2014", f"--fail-under={gate}")
    assert ran.code == 2
    assert ran.out == ""
    assert "或写分数 120、得分率 90%" in ran.err
