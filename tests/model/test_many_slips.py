"""Documents of slips only: a hint for the first hundred, then none, and no long wait."""

import pytest

from conftest import Make, found

TEMPLATE = """\
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: '开展活动{活动次数}次。', 考核点: {活动次数: 3次}}
"""
OVERLAY = "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 例\n"


@pytest.mark.parametrize(
    ("key", "name", "value", "code", "near"),
    [
        ("指标值", "活动次次", "4次", "TS302", "活动次数"),
        ("条目调整", "活东动", "{分值: 1}", "TS303", "活动"),
    ],
)
def test_changes_of_what_is_not_there(
    key: str, name: str, value: str, code: str, near: str, make: Make
) -> None:
    lines = "".join(f"  {name}{n}: {value}\n" for n in range(120))
    card = f"{OVERLAY}{key}:\n{lines}"
    findings = found(make({"templates/例.yaml": TEMPLATE, "scorecards/2014/甲.yaml": card}))
    assert [f.code for f in findings] == [code] * 120
    assert [f.hint for f in findings] == [f"是不是“{near}”？"] * 100 + [""] * 20


def test_words_that_nothing_explains(make: Make) -> None:
    items = "".join(
        f"          - {{编号: 条{n}, 内容: '做{{活动次次}}次。', 分值: 0.5}}\n" for n in range(120)
    )
    findings = found(make({"templates/例.yaml": TEMPLATE + items}))
    hints = [f.hint for f in findings if f.code == "TS208"]
    otherwise = "写考核点的名称，或在 变量 里加上它"
    assert hints == ["是不是“活动次数”？"] * 100 + [otherwise] * 20
