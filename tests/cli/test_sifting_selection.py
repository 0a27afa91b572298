"""`validate --select --ignore --fail-on`: which findings a run is about, and which fail it."""

import pytest

from conftest import Make, Run
from sifted import CARD, CARD_TEXT, REPORT, UNEVEN, UNREADABLE, WARNED, brief
from tuanscore.triage.severities import GROUPS, known_codes

BONUS, SUM = f"TS311 {REPORT}:6", f"TS401 {CARD}:6"
BOTH = {**WARNED, CARD: UNEVEN}
TEMPLATE = "templates/例.yaml"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], [BONUS, SUM]),
        (["--select", "TS311"], [BONUS]),
        (["--select", "TS4"], [SUM]),
        (["--select", "ts4"], [SUM]),
        (["--select", "TS"], [BONUS, SUM]),
        (["--select", "TS4,TS311"], [BONUS, SUM]),
        (["--select", "TS4， TS311"], [BONUS, SUM]),
        (["--select", "TS4", "--select", "TS311"], [BONUS, SUM]),
        (["--select", ""], [BONUS, SUM]),
        (["--ignore", "TS311"], [SUM]),
        (["--ignore", "TS3,TS4"], []),
        (["--select", "TS3", "--ignore", "TS311"], []),
        (["--select", "TS311", "--ignore", "TS3"], [BONUS]),
        (["--select", "TS311", "--ignore", "TS311"], []),
        (["--select", "TS4", "--ignore", "TS3"], [SUM]),
    ],
    ids=" ".join,
)
def test_codes(options: list[str], shown: list[str], make: Make, run: Run) -> None:
    """The longer of two that speak of a code decides, and of two alike the ignoring one."""
    ran = run("validate", "--format", "json", *options, cwd=make(BOTH))
    assert brief(ran) == shown
    assert ran.code == (1 if SUM in shown else 0)


@pytest.mark.parametrize("options", [["--select", "TS311"], ["--ignore", "TS"]], ids=" ".join)
def test_unusable_file_is_always_told(options: list[str], make: Make, run: Run) -> None:
    root = make({**WARNED, "scorecards/2014/乙.yaml": UNREADABLE.replace("甲", "乙")})
    ran = run("validate", "--format", "json", *options, cwd=root)
    assert ran.code == 1
    assert "TS205 scorecards/2014/乙.yaml:6" in brief(ran)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("TS4O1", "TS401"),
        ("TS401，TS0", "TS1 读文件，TS2 写法，TS3 互相引用，TS4 分值和等次"),
        ("TS099", "TS8 完成情况"),
        ("甲", "TS8 完成情况"),
        ("401", "TS401"),
        ("S4", ""),
        ("weights_do_not_add_up", "写 TS402"),
    ],
)
def test_unknown_code(option: str, code: str, hint: str, make: Make, run: Run) -> None:
    ran = run("validate", option, code, cwd=make(WARNED))
    assert (ran.code, ran.out) == (2, "")
    assert "这个检查编号" in ran.err
    assert hint in ran.err.splitlines()[1]


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        ("错误", "错误", 1),
        ("警告", "错误", 0),
        ("提示", "错误", 0),
        ("错误", "警告", 1),
        ("警告", "警告", 1),
        ("提示", "警告", 0),
        ("错误", "提示", 1),
        ("警告", "提示", 1),
        ("提示", "提示", 1),
        ("关", "提示", 0),
    ],
)
def test_fail_on(level: str, fail_on: str, code: int, make: Make, run: Run) -> None:
    root = make({**WARNED, "tuanscore.yaml": f"检查: {{TS311: {level}}}\n"})
    ran = run("validate", "--fail-on", fail_on, cwd=root)
    assert ran.code == code
    assert ran.out.splitlines()[-1].startswith("×" if code else ("√" if level == "关" else "!"))


def test_groups_are_those_of_the_codes() -> None:
    """What is offered for a beginning that no code has is what all codes begin with."""
    assert {code[:3] for code in known_codes()} == set(GROUPS)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("--fail-on 警告", "“--fail-on 警告”连成了一个词，选项和值要分开写，或写成 --fail-on=警告"),
        ("--as-of 2014 年", "“--as-of 2014 年”连成了一个词"),
        ("--fail 警告", "或写成 --fail=警告，是不是 --fail-on？"),
    ],
)
def test_option_and_value_in_one_word(word: str, said: str, make: Make, run: Run) -> None:
    ran = run("validate", word, cwd=make(WARNED))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.splitlines()[0]


@pytest.mark.parametrize(
    ("broken", "more", "total"),
    [
        (CARD, [], "× 1 个文件，1 个有问题：1 处错误\n"),
        (CARD, [REPORT], "× 2 个文件，2 个有问题：1 处错误，1 处警告\n"),
        (TEMPLATE, [], "! 1 个文件，没有问题，另有 1 个相关文件有问题：1 处警告\n"),
        (TEMPLATE, ["tuanscore.yaml"], "! 1 个文件，没有问题，另有 2 个相关文件有问题：2 处警告\n"),
    ],
)
def test_files_that_others_build_on_are_counted_apart(
    broken: str, more: list[str], total: str, make: Make, run: Run
) -> None:
    files = {**BOTH, "tuanscore.yaml": "检查: {TS099: 关}\n" if "tuanscore.yaml" in more else ""}
    if broken == TEMPLATE:
        card = "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 例\n"
        template = CARD_TEXT.replace(
            "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n别名: [甲县]\n",
            "类型: 目标绩效指标模板\n名称: 例\n",
        )
        loose = template.replace(
            "内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}", "内容: 开展活动。"
        )
        files |= {CARD: card, TEMPLATE: loose}
    files = {name: text for name, text in files.items() if text}
    paths = [CARD, *(name for name in more if name == REPORT)]
    assert run("validate", *paths, cwd=make(files)).out.endswith(total)


def test_fail_on_something_else(make: Make, run: Run) -> None:
    ran = run("validate", "--fail-on", "严重", cwd=make(WARNED))
    assert (ran.code, ran.out) == (2, "")
