"""曾用名: an organisation that was renamed is found and compared under its old names, too."""

import json

import pytest
from test_tracing import BASE, OVERLAY, TEMPLATE

from conftest import Make, Run, found

pytestmark = pytest.mark.repeated

CARD = "scorecards/2014/新区.yaml"
RENAMED = OVERLAY.replace("苍溪", "新区").replace("年度", "曾用名: [苍溪, 老县]\n年度")
REPORT = (
    "类型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 2014-12-31\n完成: {比武次数: 3, 培训人数: 50}\n"
)
FILES = {BASE: TEMPLATE, CARD: RENAMED, "scorecards/2014/完成情况/苍溪.yaml": REPORT}


@pytest.mark.parametrize("name", ["新区", "苍溪", "老县"])
def test_found_and_scored_by_any_name(name: str, make: Make, run: Run) -> None:
    root = make(FILES)
    assert [f for f in found(root) if f.code.startswith("TS3")] == []
    ran = run("-C", root, "score", "2014", "--org", name, "--format", "json")
    assert ran.code == 0
    assert "共青团新区县委" in ran.out
    assert run("-C", root, "show", name).out.startswith("共青团新区县委")


def test_own_name_of_another_comes_first(make: Make, run: Run) -> None:
    """A new 苍溪 may come up beside the one that gave the name away; its reports are its own."""
    root = make({**FILES, "scorecards/2014/苍溪.yaml": OVERLAY})
    assert [f for f in found(root) if f.code.startswith("TS3")] == []
    assert run("-C", root, "show", "苍溪").out.startswith("共青团苍溪县委")
    ran = run("-C", root, "score", "2014", "--org", "新区", "--format", "json")
    assert json.loads(ran.out)["low"] == 0
    assert "还没有填报" in ran.out


def test_years_under_two_names(make: Make, run: Run) -> None:
    earlier = OVERLAY.replace("2014\n", "2013\n").replace("模板: 县区-2013", "模板: 县区-2014")
    root = make({**FILES, "scorecards/2013/苍溪.yaml": earlier})
    for name in ("新区", "苍溪"):
        ran = run("-C", root, "diff", "2013", "2014", "--org", name)
        assert (ran.code, ran.err) == (0, "")
        assert "苍溪 2013 → 新区 2014" in ran.out


def test_new_card_keeps_it_in_its_place(make: Make, run: Run) -> None:
    root = make(FILES)
    for argv in (["--template", "县区-2014"], ["--template", "县区-2014", "--from", "新区"]):
        ran = run("-C", root, "new", "评分表", "老县", "--year", "2015", *argv)
        assert ran.code == 0, ran
        made = root / "scorecards/2015/新区.yaml"
        text = made.read_text(encoding="utf-8")
        assert "简称: 新区\n曾用名: [苍溪, 老县]\n年度: 2015\n" in text
        made.unlink()


def test_order_of_keys(make: Make, run: Run) -> None:
    root = make({**FILES, CARD: "曾用名: [苍溪, 老县]\n" + OVERLAY.replace("苍溪", "新区")})
    assert run("-C", root, "fmt").code == 0
    assert (root / CARD).read_text(encoding="utf-8") == RENAMED


def test_schema_knows_it(run: Run) -> None:
    assert '"曾用名"' in run("schema").out
