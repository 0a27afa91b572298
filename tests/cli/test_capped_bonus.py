"""`score --org`: bonuses of which not all counts say so beside their sum."""

import pytest

from conftest import Make, Run
from documents import results

CARD = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
加分: {上限: 3}
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - {名称: 服务, 条目: [{编号: 活动, 内容: '开展{次数}次。', 考核点: {次数: ≥100次}}]}
"""
REPORT = results("{次数: {done}}", rest="加分:\n{claims}")


@pytest.mark.parametrize(
    ("done", "claims", "said", "gain"),
    [
        ("90", {"省级": "2.5"}, "", "2.50"),
        ("90", {"省级": "3", "市级": "1.5"}, "应加 4.5 分，最多加 3 分", "3.00"),
        ("98", {"省级": "2.5"}, "加到满分为止", "2.00"),
        ("90", {"省级": "2", "市级": None}, "1 项没有佐证，不计", "2.00"),
        (
            "99",
            {"省级": "3", "市级": "1", "县级": None},
            "应加 4 分，最多加 3 分；1 项没有佐证，不计；加到满分为止",
            "1.00",
        ),
    ],
)
def test_the_row_of_the_sum(
    make: Make, run: Run, done: str, claims: dict[str, str | None], said: str, gain: str
) -> None:
    lines = "".join(
        f"  - {{项目: {name}, 分值: {points or 1}{', 佐证: [a.md]' if points else ''}}}\n"
        for name, points in claims.items()
    )
    files = {
        "scorecards/2014/甲.yaml": CARD,
        "scorecards/2014/完成情况/甲.yaml": REPORT.format(done=done, claims=lines),
    }
    root = make({**files, "scorecards/2014/完成情况/a.md": "表彰决定"})
    ran = run("-C", root, "score", "2014", "--org", "甲")
    (row,) = (line.split() for line in ran.out.splitlines() if line.split()[:1] == ["加分"])
    assert row == ["加分", *said.split(), gain]
    printed = run("-C", root, "render", "甲", "--scored")
    matters = "、".join(claims)
    assert f"| {matters}{f'（{said}）' if said else ''} |  | {gain} |" in printed.out
