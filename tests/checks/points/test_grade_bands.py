"""Grade bands as people write them: how they are read, and what is wrong with them."""

import pytest

from conftest import Make, Run, found, unmark
from tuanscore.shelf import Repository

SCHEME = """\
类型: 计分方案
名称: 本县
年度: 2014
满分: 100
分值: {职能指标: 70, 绩效评价: 30}
"""
DEPARTMENT = """\
类型: 部门整体绩效目标
单位: 共青团甲区委
简称: 甲
年度: 2021
年度发展规划目标: {标题: 目标, 内容: [做好工作。]}
职责分类绩效目标:
  标题: 职责
  职责:
    - 职责描述: 领导全区共青团工作。
      职责目标: 加强自身建设。
      绩效目标: 服务能力提高。
      绩效指标: 活动的完成率。
      绩效标准:
        等次标准: 团区委绩效标准
        内容: ▲%s
工作保障措施: {标题: 措施, 内容: [健全制度。]}
"""


def scheme(bands: str) -> tuple[dict[str, str], list[str]]:
    return unmark({"templates/计分方案/本县.yaml": f"{SCHEME}等次标准: {{{bands}}}\n"})


@pytest.mark.parametrize(
    "bands",
    [
        "优: 90, 良: 85, 中: 60",
        "优: 90%, 良: 85%, 中: 60%",
        "优: ≥90%, 良: ≥85, 中: '>=60'",
        "优: 90分以上, 良: 85及以上, 中: 不低于60",
        "优: '90-100', 良: '[85, 90)', 中: '[60, 85)', 差: '<60'",
        "优: '[90, 100]', 良: '[85, 90)', 中: '[60，85）', 差: '[0, 60)'",
        "优: 90%以上, 良: 85（含）-90, 中: 60%（含）～85%（不含）, 差: 60以下",
        "优: 不少于90, 良: 85(含)—90(不含), 中: 60(含)至85(不含), 差: 低于60%",
        "优: 90, 良: 85, 中: 60, 差: 0",
    ],
)
def test_every_way_of_writing_the_same_bands(bands: str, make: Make) -> None:
    files, _ = scheme(bands)
    root = make(files)
    assert found(root) == ()
    read = Repository(root).scheme("本县")
    assert read is not None
    assert {grade: str(bound) for grade, bound in read.bounds.items()} == {
        "优": "90",
        "良": "85",
        "中": "60",
    }


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        ("优: ▲'>90', 良: 85", "不含下限"),
        ("优: 90, 良: ▲'(85, 90]'", "不含下限"),
        ("优: 90, 良: ▲超过85", "不含下限"),
        ("优: 90, 良: ▲'90-85'", "前一个数应当小于后一个数"),
        ("优: 90, 良: ▲'[85, 90'", "括号没有成对"),
        ("优: 90, 良: ▲'85-90)'", "括号没有成对"),
        ("优: 90, 良: ▲八十五", "“八十五”不是百分数"),
        ("优: 90, 良: ▲[85]", "应当是百分数"),
        ("优: 90, 良: ▲''", "没有填写"),
        ("优: 90, 良: ▲", "没有填写"),
        ("▲优: 85, 良: 90", "从高到低"),
        ("▲优: 90, 良: '<90', 中: 60", "从高到低"),
        ("▲优: 90, 不合格: '<90'", "只有最低的“差”"),
        ("▲差: '<60'", "只有最低的“差”"),
    ],
)
def test_bands_that_are_refused(bands: str, message: str, make: Make) -> None:
    if bands.startswith("▲"):  # the scale as a whole, at its opening brace
        files, places = unmark(
            {"templates/计分方案/本县.yaml": f"{SCHEME}等次标准: ▲{{{bands[1:]}}}\n"}
        )
    else:
        files, places = scheme(bands)
    (finding,) = found(make(files))
    assert finding.severity == "错误"
    assert str(finding.place) == places[0]
    assert message in finding.message


GAP, OVERLAP, UNCLEAR, ABOVE = "TS409", "TS410", "TS411", "TS412"


@pytest.mark.parametrize(
    ("bands", "codes", "message"),
    [
        ("优: '90-100', 良: ▲'80-85'", [GAP], "“良”到 85 为止，“优”从 90 起"),
        ("优: '90-100', 良: ▲'80-88'", [GAP], "“良”到 88 为止"),  # closed, and 2 apart
        ("优: '90-100', 良: ▲'80-89.5'", [GAP], "“良”到 89.5 为止"),  # closed, and half of 1 apart
        ("优: '90-100', 良: ▲'80-90.5'", [OVERLAP], "90 到 90.5 之间"),
        ("优: '[90, 100]', 良: 80, 中: ▲'[0, 79.5)'", [GAP], "“中”到 79.5 为止，“良”从 80 起"),
        ("优: ▲'120-150', 良: 80", [ABOVE], "“优”的界限 120 超过 100"),  # the lower one of both
        ("优: '90-100', 良: ▲'[80, 89)'", [GAP], "“良”到 89 为止"),
        ("优: ▲'90-99', 良: 80", [GAP], "“优”到 99 为止，满分没有等次"),
        ("优: ▲'[90, 100)', 良: 80", [GAP], "满分没有等次"),
        ("优: 90, 良: 80, 差: ▲60", [GAP], "“差”从 60 起，再低的没有等次"),
        ("优: 90, 良: 80, 差: ▲'<70'", [GAP], "“差”到 70 为止，“良”从 80 起"),
        ("优: '90-100', 良: ▲'80-92'", [OVERLAP], "90 到 92 之间，又是“优”又是“良”"),
        ("优: 90, 良: 80, 差: ▲'<85'", [OVERLAP], "80 到 85 之间"),
        ("优: 90, 良: ▲'85-90'", [UNCLEAR], "90 又在“优”又在“良”；读作满 90 为“优”"),
        ("优: 90, 差: ▲≤90", [UNCLEAR], "90 又在“优”又在“差”"),
        ("优: 90, 差: ▲90及以下", [UNCLEAR], "90 又在“优”又在“差”"),
        ("优: '90-100', 良: ▲'80-89'", [UNCLEAR], "中间的小数哪一档都不在"),
        ("优: 90, 良: ▲'85-90', 中: ▲'60-85', 差: '<60'", [UNCLEAR, UNCLEAR], "90 又在"),
        ("优: ▲135, 良: 90", [ABOVE], "“优”的界限 135 超过 100"),
        ("优: ▲'90-150', 良: 80", [ABOVE], "“优”的界限 150 超过 100"),
    ],
)
def test_what_is_wrong_with_bands(bands: str, codes: list[str], message: str, make: Make) -> None:
    files, places = scheme(bands)
    findings = found(make(files))
    assert [(f.code, str(f.place)) for f in findings] == list(zip(codes, places, strict=True))
    assert message in findings[0].message


@pytest.mark.parametrize(
    ("bands", "cures"),
    [
        ("优: 90, 差: ≤90", ["写成 差: '<90'"]),
        ("优: 90, 良: '0-90'", ["写成 良: '[0, 90)'"]),
        ("优: '90-99', 良: 80", ["写成 '90-100' 或 ≥90"]),
        ("优: 90, 差: 60", ["写成 差: '<…'，或不写这一档"]),
        ("优: '[90, 100]', 良: '[80, 90)', 中: '[60, 80)', 差: '[0, 60)'", []),
        ("优: '[90, 100]', 良: '[80, 90)', 合格: 60", []),  # the lowest by another name
    ],
)
def test_how_bands_are_mended(bands: str, cures: list[str], make: Make) -> None:
    assert [f.hint for f in found(make(scheme(bands)[0]))] == cures


def test_bands_of_the_settings(make: Make, run: Run) -> None:
    """Two bands that meet are a warning; a gap is an error."""
    files, (unclear, gap) = unmark(
        {
            "tuanscore.yaml": "等次标准:\n  本县: {优: 90, 良: ▲'85-90', 中: ▲'60-80'}\n",
            "templates/计分方案/例.yaml": SCHEME + "等次标准: {优: 90}\n",
        }
    )
    root = make(files)
    assert [(f.code, str(f.place)) for f in found(root)] == [(UNCLEAR, unclear), (GAP, gap)]
    ran = run("validate", cwd=root)
    assert ran.code == 1
    assert "写成 良: '[85, 90)'" in ran.out


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "达到90%以上的为优；达到85%-90%的为良；达到60%-85%的为中；60%的为差。",
            "85%、90% 各在两档里，“差”没有写以上还是以下",
        ),
        ("90%及以上为优，85%至90%为良。90%以上的为优；60%—90%的为差。", None),
        ("90%以上的，评为“优”；85％～90％的为良；85%以下的为中。", "90% 在两档里"),
        (
            "90%以上的为优；85%（含）-90%（不含）为良；60%（含）-85%（不含）的为中；低于60%的为差。",
            None,
        ),
        ("完成90%以上的为优秀；80%及以上的为良好；80%及以下的为一般。", "80% 在两档里"),
        ("完成得好的为优；完成85%-90%的为良。", None),
        ("按完成率评定。", None),
        ("100%的为优；其余的另行规定。", None),
        ("90%以上的为优；85%-88%的为良。", None),  # closed, and not at the bound above
        ("90%以上的为优；85%以上的为良；60%的为差。", "“差”没有写以上还是以下"),
    ],
)
def test_standard_in_words(sentence: str, message: str | None, make: Make) -> None:
    files, (place,) = unmark({"scorecards/2021/甲/部门.yaml": DEPARTMENT % sentence})
    findings = [(f.code, str(f.place), f.message) for f in found(make(files))]
    if message is None:
        assert findings == []
    else:
        ((code, where, said),) = findings
        assert (code, where) == ("TS413", place)
        assert said.startswith(message)


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        (
            "95%以上的为优；85%以上的为良；60%以下的为差。",
            "“优”从 95% 起，等次标准“团区委绩效标准”里是 90%",
        ),
        (
            "90%以上的为优；80%以上的为良；60%以下的为差。",
            "“良”从 80% 起，等次标准“团区委绩效标准”里是 85%",
        ),
    ],
)
def test_standard_that_is_not_the_scale(sentence: str, message: str, make: Make) -> None:
    files, (place,) = unmark({"scorecards/2021/甲/部门.yaml": DEPARTMENT % sentence})
    (finding,) = found(make(files))
    assert (finding.code, str(finding.place)) == ("TS414", place)
    assert message in finding.message
