"""`tuanscore explain` and `tuanscore checks`: what a code means, for people and for programs."""

from __future__ import annotations

import json
import pickle
import re

import pytest

from conftest import Make, Run, found
from tuanscore import checks
from tuanscore import faces as views
from tuanscore.checks import manual
from tuanscore.commands.explain import guiding
from tuanscore.manual import Manual, changed, changes, manuals
from tuanscore.model import codes
from tuanscore.source import codes as source_codes

EVERY = manual.every()
CARRIED = [*manuals(vars(source_codes)), *manuals(vars(codes))]
CARD = "scorecards/2014/甲.yaml"
TEXT = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2014\n模板: 县区团委-2014\n"


def test_every_code_has_its_manual() -> None:
    assert set(EVERY) == checks.codes() | codes.all_codes() | source_codes.all_codes()
    assert list(EVERY) == sorted(EVERY)
    assert len({known.name for known in EVERY.values()}) == len(EVERY)


@pytest.mark.parametrize("known", EVERY.values(), ids=lambda k: k.code)
def test_manual_says_something(known: Manual) -> None:
    assert known.sentence.endswith("。")
    assert "\n" not in known.sentence
    assert known.why
    for text in (known.plain(), known.markdown()):
        text.encode("gbk")
    assert bool(known.fail) == bool(known.passes)


@pytest.mark.parametrize(
    "known", [known for known in CARRIED if known.fail], ids=lambda known: known.code
)
def test_examples_of_a_code_fail_and_pass(known: Manual, make: Make) -> None:
    """They are kept short: other findings may stand beside the one they are about."""
    wrong = {(f.code, f.severity) for f in found(make(known.fail))}
    assert (known.code, known.severity) in wrong
    make(dict.fromkeys(known.fail, "类型: 备注\n"))
    assert known.code not in {f.code for f in found(make(known.passes))}


OLD = "甲: 1\n乙: 2\n丙: 3\n"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("甲: 1\n乙: 4\n丙: 3\n", " 甲: 1\n-乙: 2\n+乙: 4\n"),
        ("乙: 2\n丙: 3\n丁: 4\n", "-甲: 1\n 丙: 3\n+丁: 4\n"),
        ("", "-甲: 1\n-乙: 2\n-丙: 3\n"),
    ],
)
def test_what_changes_is_said_and_applied(new: str, told: str) -> None:
    assert changes(OLD, new) == told
    assert changed(OLD, told) == new
    assert changed("", changes("", OLD)) == OLD


@pytest.mark.parametrize(
    ("old", "told"),
    [
        (OLD, "-乙: 3\n+乙: 4\n"),
        (OLD, " 甲: 1\n-丙: 3\n"),
        (OLD, "乙: 4\n"),
        (OLD, " 乙: 2\n"),
        (OLD, "+丁: 4\n"),
        ("- 甲\n- 乙\n- 甲\n", " - 甲\n+- 丙\n"),
    ],
    ids=["nowhere", "not below", "no mark", "no change", "place open", "twice"],
)
def test_what_does_not_fit_in_one_place_is_refused(old: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        changed(old, told)


def test_a_code_travels_as_text() -> None:
    copy = pickle.loads(pickle.dumps(codes.NO_TEMPLATE))
    assert (type(copy), copy) == (str, "TS301")


def test_explain(run: Run, make: Make) -> None:
    ran = run("explain", "TS402", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "TS402 weights_do_not_add_up　错误"
    assert lines[1] == "计分方案的各项分值加起来不等于满分。"
    told = lines.index("对的写法（去掉 - 的行，加上 + 的行，其余不变）")
    assert lines.index("为什么") < lines.index("错的写法") < told
    assert "    分值: {预算执行率: 20, 产出指标: 50, 效益指标: 30, 满意度指标: 10}" in lines[:told]
    assert lines[told + 1 : told + 5] == [
        "  scorecards/例1.yaml",
        "     满分: 100",
        "    -分值: {预算执行率: 20, 产出指标: 50, 效益指标: 30, 满意度指标: 10}",
        "    +分值: {预算执行率: 20, 产出指标: 40, 效益指标: 30, 满意度指标: 10}",
    ]
    assert lines[-1] == "  检查: {TS402: 关}"


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("警告", "警告（tuanscore.yaml 改的，原来是 错误）"),
        ("关", "关（tuanscore.yaml 改的，原来是 错误）"),
    ],
)
def test_explain_says_what_the_settings_made_of_it(
    level: str, shown: str, run: Run, make: Make
) -> None:
    root = make({CARD: TEXT, "tuanscore.yaml": f"检查: {{TS402: {level}}}\n"})
    assert run("explain", "TS402", cwd=root).out.startswith(
        f"TS402 weights_do_not_add_up　{shown}\n"
    )
    told = json.loads(run("explain", "TS402", "--format", "json", cwd=root).out)
    expected = {"警告": "warning", "关": None}[level]
    assert (told["severity"], told["default_severity"]) == (expected, "error")
    listed = json.loads(run("checks", "--format", "json", cwd=root).out)["checks"]
    assert [c["severity"] for c in listed if c["code"] == "TS402"] == [expected]
    line = next(x for x in run("checks", cwd=root).out.splitlines() if x.startswith("TS402"))
    assert line.split()[1] == level


def test_explain_a_code_that_nothing_switches_off(run: Run, make: Make) -> None:
    out = run("explain", "TS105", cwd=make({CARD: TEXT})).out
    assert out.endswith("这种错误让文件没法用，关不掉，也不能改级别。\n")
    assert "不能改级别" in run("explain", "TS105", "--format", "md", cwd=make({})).out


@pytest.mark.parametrize(
    "written", ["ts402", " TS402", "weights_do_not_add_up", "Weights-Do-Not-Add-Up"]
)
def test_explain_by_any_way_of_writing_it(written: str, run: Run, make: Make) -> None:
    ran = run("explain", written, cwd=make({CARD: TEXT}))
    assert ran.code == 0
    assert ran.out.startswith("TS402 weights_do_not_add_up　错误\n")


def test_explain_without_examples(run: Run, make: Make) -> None:
    out = run("explain", "TS103", cwd=make({CARD: TEXT})).out
    assert "文件太大，不读。" in out
    assert "写法" not in out


@pytest.mark.parametrize("code", EVERY)
def test_every_code_in_every_format(code: str) -> None:
    report = guiding.guide(code)
    assert code in views.render(report, "text", width=80, color=True)
    assert code in views.render(report, "md")
    assert json.loads(views.render(report, "json"))["schema"] == "tuanscore.check/1"


def test_explain_as_markdown(run: Run, make: Make) -> None:
    out = run("explain", "TS402", "--format", "md", cwd=make({CARD: TEXT})).out
    assert out.startswith("# TS402 weights\\_do\\_not\\_add\\_up（错误）\n\n计分方案的各项分值")
    assert out.count("```yaml\n类型: 计分方案\n") == 1
    assert out.count("```diff\n 满分: 100\n-分值: {") == 1
    assert "`检查: {TS402: 关}`" in out


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("TS41", "有 TS410、TS411、TS412、TS413、TS414、TS415\n"),
        ("TS0", "开头有：TS1 读文件，"),
        ("TS4O2", "是不是“TS402”？"),
        ("weights_do_not_ad_up", "是不是“TS402”？"),
        ("分值", "所有编号：tuanscore checks"),
    ],
)
def test_unknown_code(code: str, hint: str, run: Run, make: Make) -> None:
    ran = run("explain", code, cwd=make({CARD: TEXT}))
    assert (ran.code, ran.out) == (2, "")
    assert f"没有“{code}”这个检查编号" in ran.err
    assert hint in ran.err


def test_checks(run: Run, make: Make) -> None:
    ran = run("checks", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines[:-2]] == list(EVERY)
    (line,) = (line for line in lines if line.startswith("TS401"))
    assert line.split() == [
        "TS401",
        "错误",
        "points_do_not_add_up",
        "分值加起来不等于上一级写明的分值。",
    ]
    ran.out.encode("gbk")


def test_checks_as_a_table(run: Run, make: Make) -> None:
    lines = run("checks", "--format", "md", cwd=make({})).out.splitlines()
    assert lines[:2] == ["| 编号 | 名称 | 级别 | 说明 |", "| --- | --- | --- | --- |"]
    assert len(lines) == len(EVERY) + 2
    assert lines[2].startswith("| TS101 | unreadable | 错误 | ")


def test_checks_as_json(run: Run, make: Make) -> None:
    told = json.loads(run("checks", "--format", "json", cwd=make({})).out)
    assert told["schema"] == "tuanscore.checks/1"
    first = told["checks"][0]
    assert first == {
        "code": "TS101",
        "name": "unreadable",
        "severity": "error",
        "default_severity": "error",
        "fixed": True,
        "sentence": "文件读不了。",
    }


def test_completion_offers_codes(run: Run, make: Make) -> None:
    env = {
        "_TUANSCORE_COMPLETE": "complete_bash",
        "COMP_WORDS": "tuanscore explain TS40",
        "COMP_CWORD": "2",
    }
    assert set(run(cwd=make({}), env=env).out.split()) == {c for c in EVERY if c[:4] == "TS40"}
