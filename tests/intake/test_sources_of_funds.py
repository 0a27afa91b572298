"""Funds by source on a printed 自评表: what is a source, what a part of one, what is no amount."""

from __future__ import annotations

import pytest
import yaml

from conftest import Make, Run

HEAD = (
    "2023年项目支出绩效自评表\n"
    "项目名称\t渡口维修\t主管部门\t甲县交通局\t实施单位\t甲县航道站\n"
    "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t执行率\n"
)
ROWS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t检修渡船\t≥24艘\t24艘\t50\t50\n"
)


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        (
            ["年度资金总额\t40\t40\t36\t90%", "其中：财政拨款\t30\t30\t27\t90%",
             "其他资金\t10\t10\t9\t90%"],
            {"财政拨款": ("30", "27", {}), "其他资金": ("10", "9", {})},
        ),
        (
            ["年度资金总额\t40\t40\t36\t90%", "财政拨款\t30\t30\t27\t90%",
             "其中：中央资金\t20\t20\t18\t90%", "其他资金\t10\t10\t9\t90%"],
            {"财政拨款": ("30", "27", {"中央资金": "20"}), "其他资金": ("10", "9", {})},
        ),
    ],
)  # fmt: skip
def test_sources_and_their_parts(
    make: Make, run: Run, funds: list[str], expected: dict[str, tuple[str, str, dict[str, str]]]
) -> None:
    root = make({"tuanscore.yaml": "", "粘贴.txt": HEAD + "\n".join(funds) + "\n" + ROWS})
    ran = run("import", "粘贴.txt", cwd=root)
    assert ran.code == 0, ran.err
    (file,) = root.glob("scorecards/2023/*/*.自评.yaml")
    told = yaml.safe_load(file.read_text("utf-8"))["执行"]["资金来源"]
    found = {
        name: (
            str(row["全年预算数"]),
            str(row["全年执行数"]),
            {inner: str(part["全年预算数"]) for inner, part in row.get("其中", {}).items()},
        )
        for name, row in told.items()
    }
    assert found == expected
