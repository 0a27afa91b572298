"""Overlays and references: what comes out of several files, and where each value stands."""

import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

import documents
from conftest import CHECKOUT, Make, found, unmark
from tuanscore.commands.show import presenting
from tuanscore.commands.show.provenance import Line, Resolution
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.resolve import resolve
from tuanscore.shelf import Card, Repository
from tuanscore.source.read import read
from tuanscore.source.tree import Document, walk

BASE, CARD = "templates/例.yaml", "scorecards/2014/乙.yaml"
TEMPLATE = """\
类型: 目标绩效指标模板
名称: 例-2014
年度: 2014
总分: 100
变量: {区划: 县, 届: 十八}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        分值: 85
        条目:
          - 编号: 比武
            内容: 成立{区划}队，比武{技能比武}次，学习{届}大。
            考核点:
              技能比武: ▲≥3次
          - 编号: 培训
            内容: 培训{志愿者培训}名，出勤{出勤率}%。
            考核点:
              志愿者培训: ▲{目标: 40名, 计分: 达标, 分值: 10}
              出勤率: ▲≥90%
  - 名称: 绩效评价
    分值: 15
    计分: 评议
"""
OVERLAY = documents.overlay(org="乙", on="例-2014")
FILES, (CONTEST_PLACE, TRAINING_PLACE, ATTENDANCE_PLACE) = unmark({BASE: TEMPLATE})


def resolved(make: Make, more: str, template: str = FILES[BASE]) -> tuple[Resolution, list[str]]:
    """Return the card of an overlay with more lines, and where its marks stood."""
    files, places = unmark({CARD: OVERLAY + more})
    root = make({BASE: template} | files)
    assert found(root) == ()
    return presenting.show(Repository(root), "乙", None), places


def line(card: Resolution, measure: str) -> Line:
    """Return the one line of a measure."""
    (wanted,) = (entry for entry in card.lines if entry.measure == measure)
    return wanted


def said(entry: Line) -> tuple[str, str, str, str, bool]:
    """Return what is printed of a line: target, method, points, place, and whose it is."""
    return entry.target, entry.method, str(entry.points), str(entry.place), entry.own


def test_overlay_without_changes_is_its_template(make: Make) -> None:
    card, _ = resolved(make, "")
    assert card.template == "例-2014"
    assert card.title == "共青团乙县委2014年度目标绩效指标"
    assert card.total == 100
    # 85 points over two items; 培训's 42.50 less the 10 that are given leaves 32.50.
    assert [said(entry) for entry in card.lines if entry.measure] == [
        ("≥3次", "比例", "42.50", CONTEST_PLACE, False),
        ("40名", "达标", "10.00", TRAINING_PLACE, False),
        ("≥90%", "比例", "32.50", ATTENDANCE_PLACE, False),
    ]
    assert [entry.text for entry in card.lines if entry.measure] == [
        "成立县队，比武3次，学习十八大。",
        "培训40名，出勤90%。",
        "培训40名，出勤90%。",
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "  技能比武: ▲≥5次\n",
            ("技能比武", "≥5次", "比例", "42.50", "比武5次"),
            id="short over short",
        ),
        pytest.param(
            "  技能比武: ▲定性\n",
            ("技能比武", "定性", "定性", "42.50", "比武{技能比武}次"),
            id="another form, so another method",
        ),
        pytest.param(
            "  志愿者培训: ▲50名\n",
            ("志愿者培训", "50名", "达标", "10.00", "培训50名"),
            id="short over long keeps 计分 and 分值",
        ),
        pytest.param(
            "  技能比武: ▲{目标: ≥5次, 计分: 达标}\n",
            ("技能比武", "≥5次", "达标", "42.50", "比武5次"),
            id="long over short",
        ),
        pytest.param(
            "  技能比武: ▲{计分: 达标}\n",
            ("技能比武", "≥3次", "达标", "42.50", "比武3次"),
            id="a method alone keeps the target",
        ),
        pytest.param(
            "  志愿者培训: ▲{目标: 30名, 分值: 20}\n",
            ("志愿者培训", "30名", "达标", "20.00", "培训30名"),
            id="long over long, key by key",
        ),
    ],
)
def test_target(written: str, expected: tuple[str, str, str, str, str], make: Make) -> None:
    name, target, method, points, text = expected
    if "{技能比武}" in text:  # a word that stands for no number is an error
        written += "条目调整: {比武: {内容: '比武。'}}\n"
        text = "比武。"
    card, (place,) = resolved(make, "指标值:\n" + written)
    changed = line(card, name)
    assert said(changed) == (target, method, points, place, True)
    assert text in changed.text
    others = {"技能比武": CONTEST_PLACE, "志愿者培训": TRAINING_PLACE, "出勤率": ATTENDANCE_PLACE}
    assert {e.measure: str(e.place) for e in card.lines if e.measure and not e.own} == {
        other: where for other, where in others.items() if other != name
    }


def test_target_leaves_the_rest_of_its_item_to_the_others(make: Make) -> None:
    card, _ = resolved(make, "指标值:\n  志愿者培训: {分值: 20}\n")
    assert line(card, "志愿者培训").points == Decimal("20.00")
    assert line(card, "出勤率").points == Decimal("22.50")


def test_text_of_an_item(make: Make) -> None:
    card, _ = resolved(make, "条目调整:\n  比武: {内容: '{区划}里比武{技能比武}场。'}\n")
    assert line(card, "技能比武").text == "县里比武3场。"
    assert said(line(card, "技能比武")) == ("≥3次", "比例", "42.50", CONTEST_PLACE, False)


def test_measures_of_an_item(make: Make) -> None:
    more = """\
指标值:
  擂台: ▲4场
条目调整:
  比武:
    内容: 摆擂{擂台}场，出队{出队}支。
    考核点:
      擂台: 2场
      出队: ▲1支
"""
    make({"tuanscore.yaml": "检查: {TS609: 关}\n"})  # 擂台 is given twice on purpose
    card, (stage_place, team_place) = resolved(make, more)
    assert [entry.measure for entry in card.lines if entry.item == "比武"] == ["擂台", "出队"]
    assert said(line(card, "擂台")) == ("4场", "比例", "21.25", stage_place, True)
    assert said(line(card, "出队")) == ("1支", "比例", "21.25", team_place, True)
    assert line(card, "出队").text == "摆擂4场，出队1支。"


@pytest.mark.parametrize("key", ["考核点", "内容", "分值"])
def test_key_of_an_adjusted_item_without_a_value(key: str, make: Make) -> None:
    """An editor is often left like this; the item stays as the template has it."""
    files, (place,) = unmark({CARD: OVERLAY + f"条目调整:\n  比武: {{{key}: ▲}}\n"})
    told = [f for f in found(make(FILES | files)) if f.place.file == CARD]
    assert [f.code for f in told] == ["TS116"]
    assert str(told[0].place) == place


def test_points_of_an_item(make: Make) -> None:
    card, _ = resolved(make, "条目调整:\n  比武: {分值: 20}\n")
    assert line(card, "技能比武").points == Decimal("20.00")
    assert line(card, "志愿者培训").points == Decimal("10.00")
    assert line(card, "出勤率").points == Decimal("55.00")  # 85 - 20 - 10


def test_dropped_item_leaves_its_points_and_number(make: Make) -> None:
    card, _ = resolved(make, "条目调整:\n  比武: 删除\n")
    assert [entry.item for entry in card.lines] == ["培训", "培训", ""]
    assert [entry.printed for entry in card.lines] == ["", "", ""]
    assert line(card, "志愿者培训").points == Decimal("10.00")
    assert line(card, "出勤率").points == Decimal("75.00")
    assert said(line(card, "出勤率"))[3] == ATTENDANCE_PLACE


def test_item_after_a_dropped_one_stands_where_it_did(make: Make) -> None:
    repository = Repository(make({BASE: FILES[BASE], CARD: OVERLAY + "条目调整:\n  比武: 删除\n"}))
    entry = repository.card_in(CARD)
    assert entry is not None
    card, _ = repository.card(entry)
    assert card is not None
    assert str(card.document.place(("部分", 0, "类别", 0, "条目", 0))) == f"{BASE}:17:13"


def test_variables_are_merged(make: Make) -> None:
    card, _ = resolved(make, "变量: {届: 十九}\n")
    assert line(card, "技能比武").text == "成立县队，比武3次，学习十九大。"


def test_variables_where_the_template_has_none(make: Make) -> None:
    template = FILES[BASE].replace("变量: {区划: 县, 届: 十八}\n", "").replace("{区划}", "")
    template = template.replace("{届}", "")
    card, _ = resolved(
        make, "变量: {方: 东}\n条目调整:\n  比武: {内容: '{方}队{技能比武}次。'}\n", template
    )
    assert line(card, "技能比武").text == "东队3次。"


@pytest.mark.parametrize(
    ("of_template", "of_overlay", "title"),
    [
        ("标题: '{单位}{年度}年指标'\n", "", "共青团乙县委2014年指标"),
        ("标题: '{单位}{年度}年指标'\n", "标题: '{简称}{区划}{年度}'\n", "乙县2014"),
        ("", "标题: 乙县指标\n", "乙县指标"),
    ],
)
def test_title(of_template: str, of_overlay: str, title: str, make: Make) -> None:
    card, _ = resolved(make, of_overlay, FILES[BASE] + of_template)
    assert card.title == title


@pytest.mark.parametrize(
    ("more", "code", "message", "hint"),
    [
        ("指标值:\n  ▲技能比舞: ≥5次\n", "TS302", "没有考核点“技能比舞”", "“技能比武”"),
        ("指标值:\n  ▲比武: ≥5次\n", "TS302", "没有考核点“比武”", "“技能比武”"),
        ("条目调整:\n  ▲比舞: 删除\n", "TS303", "没有条目“比舞”", "“比武”"),
        ("条目调整:\n  ▲技能比武: {内容: 比武。}\n", "TS303", "没有条目“技能比武”", "“比武”"),
        (
            "指标值:\n  ▲技能比武: ≥5次\n条目调整:\n  比武: 删除\n",
            "TS302",
            "没有考核点“技能比武”",
            "可用的有：志愿者培训、出勤率",
        ),
        (
            "指标值:\n  ▲技能比武: ≥5次\n条目调整:\n  比武: {内容: 比。, 考核点: {擂台: 2场}}\n",
            "TS302",
            "没有考核点“技能比武”",
            "可用的有：擂台、志愿者培训、出勤率",
        ),
    ],
)
def test_change_of_what_is_not_there(
    more: str, code: str, message: str, hint: str, make: Make
) -> None:
    files, (place,) = unmark({CARD: OVERLAY + more})
    (finding,) = found(make(FILES | files))
    assert (finding.code, str(finding.place)) == (code, place)
    assert message in finding.message
    assert hint in finding.hint


OPEN = {
    "other measures": (
        "条目调整: {培训: {▲考核点: {志愿者: 40名, 出勤率: ≥90%}}}\n",
        "模板的内容要用“{志愿者培训}”的数字，换了考核点就没有了",
        "在 条目调整 里给“培训”另写 内容；或者考核点沿用模板里的名称",
        (
            "条目调整: {培训: {内容: '培训{志愿者}名。', 考核点: {志愿者: 40名}}}\n",
            "条目调整: {培训: {考核点: {志愿者培训: 30名, 出勤率: ≥80%}}}\n",
        ),
    ),
    "several words": (
        "条目调整: {培训: {▲考核点: {志愿者: 40名}}}\n",
        "模板的内容要用“{志愿者培训}”、“{出勤率}”的数字，换了考核点就没有了",
        "在 条目调整 里给“培训”另写 内容；或者考核点沿用模板里的名称",
        (),
    ),
    "no number by 指标值": (
        "指标值: {▲志愿者培训: {目标: 定性, 计分: 定性}}\n",
        "模板的内容要用“{志愿者培训}”的数字，改成这样就没有了",
        "在 条目调整 里给“培训”另写 内容；或者写有数字的目标，如 ≥3次",
        ("指标值: {志愿者培训: 定性}\n条目调整: {培训: {内容: '出勤{出勤率}%。'}}\n",),
    ),
    "no number by 条目调整": (
        "条目调整: {培训: {考核点: {▲志愿者培训: 定性, 出勤率: ≥90%}}}\n",
        "模板的内容要用“{志愿者培训}”的数字，改成这样就没有了",
        "在 条目调整 里给“培训”另写 内容；或者写有数字的目标，如 ≥3次",
        (),
    ),
    "an item gone that another speaks of": (
        "条目调整: {▲考勤: 删除}\n",
        "模板的内容要用“{打卡}”的数字，删除这一条就没有了",
        "在 条目调整 里给“培训”另写 内容；或者留下这一条",
        ("条目调整: {考勤: 删除, 培训: {内容: '培训{志愿者培训}名，出勤{出勤率}%。'}}\n",),
    ),
    "an item gone that the title speaks of": (
        "条目调整: {▲比武: 删除}\n",
        "模板的标题要用“{技能比武}”的数字，删除这一条就没有了",
        "另写 标题；或者留下这一条",
        ("条目调整: {比武: 删除}\n标题: 指标\n",),
    ),
}
WITHOUT = ("TS601", "TS607")
"""What else may be said of these cards: a full stop, a variable."""


def speaking(name: str) -> dict[str, str]:
    """Return the template, in which another text may speak of a measure as well."""
    text = FILES[BASE]
    if name.endswith("another speaks of"):
        item = "          - {编号: 考勤, 内容: '打卡{打卡}次。', 考核点: {打卡: ≥9次}}\n"
        text = text.replace("出勤{出勤率}%", "打卡{打卡}次，出勤{出勤率}%")
        text = text.replace("  - 名称: 绩效评价", item + "  - 名称: 绩效评价")
    if name.endswith("title speaks of"):
        text = text.replace("总分: 100", "总分: 100\n标题: 比武{技能比武}次")
    return {BASE: text}


@pytest.mark.parametrize("name", OPEN)
def test_word_of_the_template_that_an_overlay_leaves_open(name: str, make: Make) -> None:
    """The template is right by itself: the overlay is told, with cures that help."""
    more, message, hint, cured = OPEN[name]
    files, (place,) = unmark({CARD: OVERLAY + more})
    base = speaking(name)
    (finding,) = [f for f in found(make(base | files)) if f.code not in WITHOUT]
    assert (finding.code, str(finding.place)) == ("TS208", place)
    assert (finding.message, finding.hint) == (message, hint)
    (related,) = finding.related
    line = base[BASE].splitlines()[related.place.line - 1]
    assert line[related.place.column - 1 :].startswith(message.split("“")[1].split("”")[0])
    for cure in cured:
        root = make(base | {CARD: OVERLAY + cure})
        assert [f for f in found(root) if f.severity == "错误"] == []


def test_name_that_an_overlay_gives_to_a_second_measure(make: Make) -> None:
    """The other one comes later in the template, and is right there."""
    more = "条目调整: {比武: {内容: 比武。, 考核点: {▲出勤率: ≥3次}}}\n"
    files, (place,) = unmark({CARD: OVERLAY + more})
    finding = next(f for f in found(make(FILES | files)) if f.severity == "错误")
    assert (finding.code, str(finding.place)) == ("TS207", place)
    (related,) = finding.related
    assert (str(related.place)) == str(ATTENDANCE_PLACE).rsplit(":", 1)[0] + ":15"
    assert related.message == "另一个“出勤率”"


def test_template_that_does_not_exist(make: Make) -> None:
    files, (place,) = unmark({CARD: OVERLAY.replace("模板: 例-2014", "模板: ▲例2014")})
    (finding,) = found(make(FILES | files))
    assert (finding.code, str(finding.place)) == ("TS301", place)
    assert "“例2014”找不到" in finding.message
    assert "“例-2014”" in finding.hint


def overlays(*names: str) -> dict[str, str]:
    """Return overlays that are told apart by their names, with 模板 marked."""
    return {
        f"scorecards/2014/{name}.yaml": OVERLAY.replace("乙", name).replace("模板: ", "模板: ▲")
        for name in names
    }


def test_broken_template_is_told_once_and_its_overlays_only_refer_to_it(make: Make) -> None:
    """A template that nobody can build on: the same 编号 twice, and an unknown word."""
    template = FILES[BASE].replace("- 编号: 培训", "- 编号: ▲比武").replace("{届}", "▲{界}")
    files, places = unmark({BASE: template} | overlays("乙", "丙"))
    findings = found(make(files))
    own = [f for f in findings if f.place.file == BASE]
    assert [f.code for f in own] == ["TS208", "TS207"]
    others = [f for f in findings if f.place.file != BASE]
    assert [(f.code, str(f.place)) for f in others] == [("TS304", p) for p in places[:2]]
    assert all("“例-2014”有错误" in f.message and f"先改好 {BASE}" in f.hint for f in others)


def test_invalid_template_is_told_once_and_its_overlays_only_refer_to_it(make: Make) -> None:
    template = FILES[BASE].replace("≥90%", "▲九成")
    files, places = unmark({BASE: template} | overlays("乙", "丙"))
    findings = found(make(files))
    assert [str(f.place) for f in findings] == places
    assert [f.code for f in findings if f.place.file == BASE] == ["TS206"]
    assert all("例-2014" in f.message for f in findings if f.place.file != BASE)


GUARANTEE = """\
类型: 目标绩效指标模板
名称: 保障
年度: 2014
部分:
  - 名称: 保障指标
    计分: 扣分
    类别:
      - 名称: 党的建设
        条目:
          - ▲{编号: 组织建设, 内容: 组织建设, 分值: 1}
          - ▲{编号: 人才工作, 内容: 人才工作, 分值: 1}
"""
REFERRING = """\
  - 名称: 保障指标
    分值: 15
    计分: 扣分
    引用: ▲保障
"""
WITH_REFERENCE = FILES[BASE].replace("分值: 85", "分值: 70") + REFERRING


def test_reference_is_expanded(make: Make) -> None:
    files, (_, *places) = unmark(
        {BASE: WITH_REFERENCE, "templates/保障.yaml": GUARANTEE, CARD: OVERLAY}
    )
    root = make(files)
    assert found(root) == ()
    card = presenting.show(Repository(root), "乙", None)
    lines = [entry for entry in card.lines if entry.section == "保障指标"]
    assert [(e.category, e.item, e.at_most, e.method) for e in lines] == [
        ("党的建设", "组织建设", Decimal(1), "扣分"),
        ("党的建设", "人才工作", Decimal(1), "扣分"),
    ]
    assert [str(e.place) for e in lines] == places


def test_reference_of_a_whole_card(make: Make) -> None:
    """A file without 模板 may refer to shared lines just as a template may."""
    whole = OVERLAY.replace("模板: 例-2014\n", "总分: 15\n部分:\n") + REFERRING
    files, _ = unmark({CARD: whole, "templates/保障.yaml": GUARANTEE})
    root = make(files)
    assert found(root) == ()
    card = presenting.show(Repository(root), "乙", None)
    assert card.template is None
    assert [entry.item for entry in card.lines] == ["组织建设", "人才工作"]
    assert {entry.place.file for entry in card.lines} == {"templates/保障.yaml"}


def test_reference_takes_the_section_of_its_name(make: Make) -> None:
    other = GUARANTEE.replace("部分:\n", "部分:\n  - 名称: 别的\n    计分: 评议\n")
    files, _ = unmark({BASE: WITH_REFERENCE, "templates/保障.yaml": other, CARD: OVERLAY})
    root = make(files)
    assert found(root) == ()
    card = presenting.show(Repository(root), "乙", None)
    assert [e.item for e in card.lines if e.section == "保障指标"] == ["组织建设", "人才工作"]


def test_reference_takes_the_only_section_whatever_its_name(make: Make) -> None:
    other = GUARANTEE.replace("名称: 保障指标", "名称: 别的")
    files, _ = unmark({BASE: WITH_REFERENCE, "templates/保障.yaml": other, CARD: OVERLAY})
    root = make(files)
    assert found(root) == ()
    card = presenting.show(Repository(root), "乙", None)
    assert [e.item for e in card.lines if e.section == "保障指标"] == ["组织建设", "人才工作"]


def test_reference_beside_lines_of_its_own(make: Make) -> None:
    referring = WITH_REFERENCE.replace("引用: ▲保障", "引用: 保障") + (
        "    ▲类别: [{名称: 别的, 条目: [{编号: 维稳, 内容: 维稳。, 分值: 1}]}]\n"
    )
    shared, _ = unmark({"templates/保障.yaml": GUARANTEE})
    plain, (place,) = unmark({BASE: referring})
    (finding,) = found(make(plain | shared))
    assert (finding.code, str(finding.place), finding.hint) == ("TS301", place, "只留一样")


def test_reference_that_leads_nowhere(make: Make) -> None:
    files, (of_card, reference) = unmark({BASE: WITH_REFERENCE} | overlays("乙"))
    missing, building = sorted(found(make(files)), key=lambda f: f.code)
    assert (missing.code, str(missing.place)) == ("TS301", reference)
    assert "“保障”找不到" in missing.message
    assert "templates/" in missing.hint
    assert (building.code, str(building.place)) == ("TS304", of_card)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        pytest.param("例-2014", {}, id="itself"),
        pytest.param(
            "保障",
            {"templates/保障.yaml": GUARANTEE
             .replace("部分:\n", "部分:\n  - {名称: 别的, 计分: 评议}\n")
             .replace("名称: 保障指标", "名称: 其他")},
            id="no section of that name",
        ),
        pytest.param(
            "保障",
            {"templates/保障.yaml": GUARANTEE[: GUARANTEE.index("    类别")]},
            id="a section without lines",
        ),
    ],
)  # fmt: skip
def test_reference_without_lines(name: str, files: dict[str, str], make: Make) -> None:
    referring = WITH_REFERENCE.replace("引用: ▲保障", f"引用: ▲{name}")
    texts, _ = unmark(files)
    plain, (place,) = unmark({BASE: referring})
    (finding,) = found(make(plain | texts))
    assert (finding.code, str(finding.place)) == ("TS301", place)
    assert f"“{name}”里没有“保障指标”的条目" in finding.message
    assert "名称" in finding.hint


def test_templates_that_refer_to_each_other(make: Make) -> None:
    second = WITH_REFERENCE.replace("例-2014", "另一份").replace("引用: ▲保障", "引用: ▲例-2014")
    first = WITH_REFERENCE.replace("引用: ▲保障", "引用: ▲另一份")
    files, places = unmark({"templates/一.yaml": first, "templates/二.yaml": second})
    findings = found(make(files))
    assert {f.code for f in findings} == {"TS301"}
    assert sorted({str(f.place) for f in findings}) == places


BUILT_IN_CARD = OVERLAY.replace("例-2014", "县区团委-2014")


def test_template_that_comes_with_the_program(make: Make) -> None:
    root = make({CARD: BUILT_IN_CARD})
    assert [(f.place.file, f.code, f.place.line) for f in found(root)] == [
        ("<内置>/县区团委-2014.yaml", *told)
        for told in (
            ("TS408", 105), ("TS407", 178), ("TS407", 188), ("TS407", 197), ("TS406", 207),
        )
    ]  # fmt: skip
    card = presenting.show(Repository(root), "乙", None)
    assert str(line(card, "技能比武").place) == "<内置>/县区团委-2014.yaml:22:21"
    assert line(card, "技能比武").target == "≥3次"
    assert sum(1 for e in card.lines if e.section == "保障指标") == 25


def test_own_template_wins_over_the_one_that_comes_with_the_program(make: Make) -> None:
    """Whatever its file is called: a template is known by its 名称."""
    own = FILES[BASE].replace("名称: 例-2014", "名称: 县区团委-2014")
    root = make({"templates/本市.yaml": own, CARD: BUILT_IN_CARD})
    assert found(root) == ()
    card = presenting.show(Repository(root), "乙", None)
    assert str(line(card, "技能比武").place) == "templates/本市.yaml:16:21"
    assert card.total == 100


WHOLE = """\
类型: 目标绩效指标
单位: 共青团乙县委
简称: 乙
别名: [乙县]
年度: 2014
标题: '{单位}{年度}年指标'
总分: 100
变量: {区划: 区, 届: 十八}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        分值: 85
        条目:
          - 编号: 培训
            内容: 培训{志愿者培训}名，到课{出勤率}%。
            分值: 30
            考核点:
              志愿者培训: {目标: 50名, 计分: 达标, 分值: 10}
              出勤率: {目标: ≥90%, 计分: 达标}
          - 编号: 调研
            内容: 调研{调研}次。
            考核点:
              调研: 6次
  - 名称: 绩效评价
    分值: 15
    计分: 评议
"""


def test_overlay_is_the_same_card_written_whole(make: Make) -> None:
    template = FILES[BASE].replace(
        "  - 名称: 绩效评价",
        """\
          - 编号: 调研
            内容: 调研{走访}次。
            考核点:
              走访: 4次
  - 名称: 绩效评价""",
    )
    overlay = """\
别名: [乙县]
标题: '{单位}{年度}年指标'
变量: {区划: 区}
指标值:
  志愿者培训: 50名
  出勤率: {计分: 达标}
  调研: 6次
条目调整:
  比武: 删除
  培训: {内容: '培训{志愿者培训}名，到课{出勤率}%。', 分值: 30}
  调研: {内容: '调研{调研}次。', 考核点: {调研: 5次}}
"""
    root = make({f"甲/{BASE}": template, f"甲/{CARD}": OVERLAY + overlay, f"乙/{CARD}": WHOLE})
    make({"甲/tuanscore.yaml": "检查: {TS609: 关}\n"})  # 调研 is given twice on purpose
    assert found(root / "甲") == found(root / "乙") == ()
    assert card_of(root / "甲", "乙").model == card_of(root / "乙", "乙").model


def test_resolving_leaves_both_documents_as_they_were() -> None:
    """Else the next card of the template would have what this one adjusts."""
    more = (
        "变量: {区划: 区}\n指标值: {比赛: 5场, 出勤率: {计分: 达标}}\n"
        "条目调整: {比武: {内容: '比{比赛}场。', 考核点: {比赛: 4场}}, 培训: {分值: 30}}\n"
    )
    template, overlay = document(BASE, FILES[BASE]), document(CARD, OVERLAY + more)
    before = deepcopy(template.root), deepcopy(overlay.root)
    first, _ = resolve(overlay, template)
    assert (template.root, overlay.root) == before
    again, _ = resolve(overlay, template)
    assert again.root == first.root
    items = first.root["部分"][0]["类别"][0]["条目"]
    assert items[0]["考核点"] == {"比赛": "5场"}
    assert items[1]["考核点"]["出勤率"] == {"目标": "≥90%", "计分": "达标"}


def document(name: str, text: str) -> Document:
    """Return the document of a text that can be read."""
    read_, findings = read(text.encode(), name)
    assert read_ is not None, findings
    return read_


def card_of(root: Path, name: str) -> Card:
    repository = Repository(root)
    entry = repository.find_card(name, 2014)
    assert entry is not None
    card, findings = repository.card(entry)
    assert card is not None
    assert findings == []
    assert isinstance(card.model, Scorecard)
    return card


def test_places_of_a_shipped_card(shipped: Path) -> None:
    """Counted by hand in the files."""
    card = presenting.show(Repository(shipped), "旺苍", 2014)
    own, base = "scorecards/2014/旺苍.yaml", "templates/县区团委-2014.yaml"
    assert {name: str(line(card, name).place) for name in ("技能比武", "班子配备率")} == {
        "技能比武": f"{base}:22:21",
        "班子配备率": f"{base}:163:22",
    }
    assert {e.measure: str(e.place) for e in card.lines if e.own} == {
        "西部计划志愿者": f"{own}:9:12",
        "辅导员培训": f"{own}:10:10",
        "星级留守学生之家": f"{own}:11:13",
    }
    assert str(line(card, "青少年案事件").place) == f"{base}:113:23"
    lines = {e.item or e.section: str(e.place) for e in card.lines if not e.measure}
    assert lines["交办工作"] == f"{base}:206:17"
    assert lines["综治工作"] == "templates/保障指标-2014.yaml:43:13"
    assert lines["绩效评价"] == f"{base}:213:5"
    document = card_of(shipped, "旺苍").document
    text = ("部分", 0, "类别", 4, "条目", 5, "内容")
    assert str(document.place(text)) == f"{own}:14:9"
    assert str(document.place((*text[:-1], "编号"))) == f"{base}:156:17"


SHIPPED = sorted((CHECKOUT / "scorecards" / "2014").glob("*.yaml"))


def values(card: Card) -> Iterator[tuple[str, str]]:
    """Yield each value of a resolved card, and what its file has at its place."""
    files: dict[str, list[str]] = {}
    for route, node in walk(card.document.root):
        if isinstance(node, str):
            place = card.document.place(route)
            if place.file not in files:
                text = (CHECKOUT / place.file).read_text(encoding="utf-8")
                files[place.file] = text.split("\n")
            yield node, files[place.file][place.line - 1][place.column - 1 :].lstrip("'\"")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_every_value_stands_where_it_is_said_to_stand(path: Path) -> None:
    card = card_of(CHECKOUT, path.stem)
    pairs = list(values(card))
    assert len(pairs) > 200
    assert [pair for pair in pairs if not pair[1].startswith(pair[0])] == []
    assert all(re.match(r"\S", there) for _, there in pairs)
