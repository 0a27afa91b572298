"""What a finding is known by: its code, its file, what it is about, and the words there."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Make, Run, found
from documents import section, template
from sifted import CARD, CARD_TEXT, REPORT, UNEVEN, WARNED
from tuanscore import checks
from tuanscore.checks import manual
from tuanscore.finding import fingerprints

pytestmark = pytest.mark.repeated

OVERLAY = (
    "类型: 目标绩效指标\n单位: 共青团{name}区委\n简称: {name}区\n年度: {year}\n模板: 例\n{more}"
)
TEMPLATE = template(
    section(
        "职能指标",
        100,
        "编号: 培训, 内容: '培训志愿者{志愿者培训}名。', 考核点: {志愿者培训: 40名}",
        "编号: 宣传, 内容: '开展宣传{宣传}次。', 考核点: {宣传: ≥8次}",
    )
)


def overlay(name: str, more: str = "", year: int = 2014) -> str:
    return OVERLAY.format(name=name, more=more, year=year)


def marks(root: Path) -> set[str]:
    return set(fingerprints(found(root)))


@pytest.mark.parametrize("module", checks.all_modules(), ids=lambda m: m.CODE)
def test_neighbours_and_lines_change_nothing(module: ModuleType, make: Make) -> None:
    """The example of every check, moved down, and with more organisations beside it."""
    files = manual.read(module).fail
    before = marks(make(files))
    assert before
    assert marks(make({name: f"# 一行\n\n{text}" for name, text in files.items()})) == before
    others = [("templates/例.yaml", TEMPLATE)] if "templates/例.yaml" not in files else []
    others += [(f"scorecards/2014/新{n}.yaml", overlay(n)) for n in "子丑寅"]
    others += [("scorecards/2013/新子.yaml", overlay("子", year=2013))]
    for name, text in others:  # one after another
        assert before <= marks(make({name: text}))


TEN = {"templates/例.yaml": TEMPLATE} | {
    f"scorecards/2014/{n}.yaml": overlay(n, more)
    for n, more in {
        **dict.fromkeys("甲乙丙丁戊己庚", ""),
        "辛": "指标值: {志愿者培训: 45名}\n",
        "壬": "指标值: {志愿者培训: 4名}\n条目调整: {宣传: 删除}\n",
        "癸": "别名: [甲区]\n",
    }.items()
}
UNRELATED = {
    "组织": {"scorecards/2014/子.yaml": overlay("子", "指标值: {志愿者培训: 30名}\n")},
    "又一个同名的": {"scorecards/2014/丑.yaml": overlay("丑", "别名: [甲区]\n")},
    "前面的文件": {"scorecards/2014/0.yaml": overlay("寅")},
    "别的年度": {"scorecards/2013/甲.yaml": overlay("甲", year=2013)},
}


@pytest.mark.parametrize("files", UNRELATED.values(), ids=UNRELATED.keys())
def test_a_baseline_stays_when_others_come(files: Mapping[str, str], make: Make, run: Run) -> None:
    root = make(TEN)
    assert {f.code for f in found(root)} >= {"TS321", "TS701", "TS702"}
    run("-C", root, "validate", "--write-baseline", "基线.json")
    make(files)
    ran = run("-C", root, "validate", "--baseline", "基线.json", "--format", "json")
    told = json.loads(ran.out)
    assert told["baseline"]["gone"] == 0
    assert {f["place"]["file"] for f in told["findings"]} <= {*files}


def test_gitlab_sarif_and_the_baseline_know_it_by_the_same(make: Make, run: Run) -> None:
    root = make(TEN)
    run("-C", root, "validate", "--write-baseline", "基线.json")
    lines = json.loads((root / "基线.json").read_bytes())["findings"]
    issues = json.loads(run("-C", root, "validate", "--format", "gitlab").out)
    (log,) = json.loads(run("-C", root, "validate", "--format", "sarif").out)["runs"]
    known = {line["fingerprint"] for line in lines}
    assert known == {issue["fingerprint"] for issue in issues}
    assert known == {r["partialFingerprints"]["tuanscore/v2"] for r in log["results"]}
    assert len(known) == len(lines) == len(issues) == len(log["results"]) > 3


UNNAMED = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: {total}
部分:
  - 名称: 职能指标
    分值: {total}
    类别:
{first}      - 分值: 20
        条目:
          - {{编号: 乙, 分值: 4, 内容: '办实事{{乙}}件。', 考核点: {{乙: 3件}}}}
"""
BEFORE = """\
      - 分值: 10
        条目:
          - {编号: 甲, 内容: '开展活动{甲}次。', 考核点: {甲: 3次}}
"""
SHORT = "类型: 目标绩效指标\n单位: 甲\n简称: 甲\n年度: 2014\n总分: 1\n部分:\n{first}  - 甲\n"


@pytest.mark.parametrize(
    ("text", "first", "code"), [(UNNAMED, BEFORE, "TS401"), (SHORT, "  - {名称: 乙}\n", "TS204")]
)
def test_a_place_among_others_is_no_part_of_it(
    text: str, first: str, code: str, make: Make
) -> None:
    """Entries without a name are told by their number, which changes with one put before them."""
    found_of = [f for f in found(make({CARD: text.format(first="", total=20)})) if f.code == code]
    after = [f for f in found(make({CARD: text.format(first=first, total=30)})) if f.code == code]
    assert after[-1].message != found_of[-1].message
    assert fingerprints(after[-1:]) == fingerprints(found_of[-1:])


def test_what_it_is_about_tells_findings_of_one_line_apart(make: Make) -> None:
    line = "指标值: {没有的: 3次, 也没有的: 4次}\n"
    files = {"templates/例.yaml": TEMPLATE, CARD: overlay("甲", line)}
    both = marks(make(files))
    assert len(both) == 2
    (left,) = marks(make({CARD: overlay("甲", "指标值: {没有的: 3次}\n")}))
    assert left not in both  # its line is another one now


FORMER = """\
{
  "schema": "tuanscore.baseline/1",
  "findings": [
    {"file": "scorecards/2014/完成情况/甲.yaml", "code": "TS311", "message": "评分表没有设加分，这里的加分不计入", "fingerprint": "0f7a730b4b677e5a5ac24f92f323497e"},
    {"file": "scorecards/2014/甲.yaml", "code": "TS401", "message": "“总分”写明 110 分，下一级加起来是 85 + 15 = 100 分", "fingerprint": "53a154d8e06a832b6ec0588d64dfc108"}
  ]
}
"""  # noqa: E501
"""As version 0.1 wrote it."""


def test_a_baseline_of_the_former_version_is_read(make: Make, run: Run) -> None:
    root = make({**WARNED, CARD: UNEVEN, "基线.json": FORMER})
    options = ["--baseline", "基线.json", "--format", "json"]
    told = json.loads(run("-C", root, "validate", *options).out)
    assert (told["findings"], told["baseline"]) == ([], {"known": 2, "gone": 0})
    (root / CARD).write_text(CARD_TEXT, encoding="utf-8")
    told = json.loads(run("-C", root, "validate", *options).out)
    assert (told["findings"], told["baseline"]) == ([], {"known": 1, "gone": 1})
    run("-C", root, "validate", "--write-baseline", "基线.json")
    written = json.loads((root / "基线.json").read_bytes())
    assert (written["schema"], [f["file"] for f in written["findings"]]) == (
        "tuanscore.baseline/2",
        [REPORT],
    )
