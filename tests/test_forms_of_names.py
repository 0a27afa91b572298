"""A name is the same name however it was typed: decomposed, wide, or as a compatibility form."""

from unicodedata import normalize

import pytest

import neighbours
from conftest import Make, Run
from tuanscore.model.messages import did_you_mean

pytestmark = pytest.mark.repeated

LONG = "隆\u00e9"
"""A 汉字 that has a compatibility form, and a letter that can be taken apart."""
OTHER = "\uf9dc" + normalize("NFD", "\u00e9")
"""The same for Unicode: 隆 (U+F9DC), and e with U+0301 behind it."""
CARD = f"""\
类型: 目标绩效指标
单位: 共青团{LONG}县委
简称: {LONG}
年度: 2021
模板: {LONG}模板
指标值: {{{LONG}数: ≥10次}}
条目调整: {{次{LONG}: 删除}}
"""
TEMPLATE = f"""\
类型: 目标绩效指标模板
名称: {LONG}模板
年度: 2021
总分: 100
部分:
  - 名称: 职能
    分值: 100
    类别:
      - 名称: 一类
        条目:
          - {{编号: 甲{LONG}, 内容: '开展{{{LONG}数}}次。', 考核点: {{{LONG}数: ≥5次}}}}
          - {{编号: 次{LONG}, 内容: '另开展{{次数}}次。', 考核点: {{次数: ≥5次}}}}
"""
REPORT = f"类型: 完成情况\n单位: {LONG}\n年度: 2021\n截至: 2021-12-31\n完成: {{{LONG}数: 5}}\n"
FILES = {
    f"templates/{LONG}.yaml": TEMPLATE,
    "scorecards/2021/a.yaml": CARD,
    "scorecards/2021/完成情况/a.yaml": REPORT,
}


def test_the_two_are_one_for_unicode() -> None:
    assert OTHER != LONG
    assert normalize("NFC", OTHER) == LONG


@pytest.mark.parametrize("other", FILES)
@pytest.mark.parametrize("escaped", [False, True])
def test_names_in_files(other: str, escaped: bool, make: Make, run: Run) -> None:
    """5 of 10: half of 100 points, whichever of the files is written otherwise."""
    text = FILES[other].replace(LONG, OTHER)
    if escaped:  # in quotes, behind a backslash
        told = "".join(f"\\u{ord(c):04x}" for c in OTHER)
        for name in (
            f"{OTHER}模板",
            f"共青团{OTHER}县委",
            f"甲{OTHER}",
            f"次{OTHER}",
            f"{OTHER}数",
        ):
            quoted = name.replace(OTHER, told)
            text = text.replace(f"{{{name}}}", f"{{{LONG}数}}")
            text = text.replace(f" {name}", f' "{quoted}"').replace(f"{{{name}", f'{{"{quoted}"')
        text = text.replace(f" {OTHER}\n", f' "{told}"\n').replace("内容: '开", "内容: '开")
    root = make({**FILES, other: text})
    assert run("validate", "--format", "concise", cwd=root).code == 0
    for path in FILES:
        assert run("validate", path, cwd=root).code == 0
    ran = run("score", "2021", "--org", LONG, cwd=root)
    assert (ran.code, ran.err, "总分 50.00 / 100.00" in ran.out) == (0, "", True)


@pytest.mark.parametrize("typed", [OTHER, LONG.upper(), f" {LONG}"])
@pytest.mark.parametrize(
    "command",
    [
        "show|{}",
        "score|2021|--org|{}",
        "score|2021|--org|{}|--explain|{}数",
        "score|2021|--org|{}|--what-if|{}数=7",
        "progress|{}",
        "render|{}模板",
        "rebase|{}模板",
        "new|评分表|乙|--unit|共青团乙县委|--template|{}模板|--year|2021",
    ],
)
def test_names_as_they_are_typed(command: str, typed: str, make: Make, run: Run) -> None:
    ran = run(*command.format(typed, typed).split("|"), cwd=make(FILES))
    assert (ran.code, ran.err) == (0, "")


def test_what_is_not_seen_is_no_part_of_a_name(make: Make, run: Run) -> None:
    ran = run("show", "\u200b".join(LONG), cwd=make(FILES))
    assert (ran.code, ran.err) == (0, "")


def test_codes_of_projects(make: Make, run: Run) -> None:
    root = make(neighbours.files())
    code = neighbours.code("山海关", 2021)
    wide = code.translate({ord(c): ord(c) + 0xFEE0 for c in code})
    (told,) = root.glob("scorecards/2021/山海关/*自评.yaml")
    told.write_text(told.read_text(encoding="utf-8").replace(code, wide), encoding="utf-8")
    assert run("validate", told, cwd=root).code == 0
    for typed in (code, wide):
        ran = run("score", "2021", "--project", typed, cwd=root)
        assert (ran.code, "截至 2021-12-31" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("苍\u200b溪", "苍溪", "是不是“苍溪”？看着像，字不同：写的有 U+200B。"),
        ("ａ", "a", "是不是“a”？看着像，字不同：写的有 U+FF41（ａ），它有 U+0061（a）。"),
        ("苍西县", "苍溪县", "是不是“苍溪县”？"),
    ],
)
def test_words_that_look_alike_are_told_by_their_code_points(
    word: str, known: str, hint: str
) -> None:
    assert did_you_mean(word, [known]) == hint
