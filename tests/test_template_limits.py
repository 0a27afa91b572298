"""A team's template cannot hold the program up: each way to do so is answered with its line."""

import os
from pathlib import Path

import pytest

from conftest import Run
from tuanscore.errors import TuanscoreError
from tuanscore.faces import templating

FILE = "templates/reports/sheet.md.j2"
TIME, MEMORY, LENGTH = "0.5 秒还没有做完", "要的内存太多", "写出来的太长"
LOOP = "{% for i in range(99999) %}{% for j in range(99999) %}"
END = "{% endfor %}{% endfor %}"
DOUBLED = "{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}"
GREEDY = {
    "loops that say nothing": (f"{LOOP}{{% set a = j %}}{END}", TIME),
    "loops that say much": (f"{LOOP}{'很长' * 50}{END}", LENGTH),
    "range": ("{% for i in range(10**9) %}{% endfor %}", "数或 range 太大"),
    "recursion": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "模板引用了自己"),
    "branching macros": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) ~ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        TIME,
    ),
    "power": ("{{ 9**(9**9) }}", TIME),
    "power in a condition": ("{% if 9**(9**9) %}{% endif %}", TIME),
    "power inside a filter": ("{{ 1|round(1000000000, 'ceil') }}", TIME),
    "words by a filter": ("{{ lipsum(n=10**9) }}", TIME),
    "a text many times": ("{{ 'x' * 10**9 }}", MEMORY),
    "a text many times in a constant": ("{{ 'x' * 1000000000 }}", MEMORY),
    "a text many times in a variable": ("{% set x = 'x' * 10**9 %}", MEMORY),
    "a list many times": ("{{ [1] * 10**9 }}", MEMORY),
    "doubling": ("{% set n = namespace(s='x' * 10**6) %}" + DOUBLED, MEMORY),
    "center": ("{{ 'x'|center(1000000000) }}", MEMORY),
    "indent": ("{{ 'x'|indent(10**9, true) }}", MEMORY),
    "batch": ("{{ [1]|batch(10**9, 'x')|list }}", MEMORY),
    "width": ("{{ '%1000000000d' % 1 }}", MEMORY),
    "width by a method": ("{{ '{:>1000000000}'.format(1) }}", MEMORY),
    "width by a filter": ("{{ '%1000000000d'|format(1) }}", MEMORY),
}


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(templating, "SECONDS", 0.5)
    monkeypatch.setattr(templating, "MEGABYTES", 50)
    monkeypatch.setattr(templating, "CHARACTERS", 1_000_000)
    folder = tmp_path / "templates" / "reports"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(("source", "reason"), GREEDY.values(), ids=GREEDY)
def test_a_greedy_template_is_stopped_at_its_line(source: str, reason: str, team: Path) -> None:
    (team / "sheet.md.j2").write_text(f"一\n二\n{source}\n", encoding="utf-8")
    with pytest.raises(TuanscoreError) as caught:
        templating.fill(["sheet.md.j2"], team, {})
    assert caught.value.message.startswith(f"模板 {FILE} 第 3 行：{reason}")
    assert caught.value.hint


@pytest.mark.parametrize("included", ['{% include "片段.j2" %}', '{% extends "片段.j2" %}'])
def test_the_file_is_the_one_that_is_greedy(included: str, team: Path) -> None:
    """Chinese names are told apart though the process that is ended spells them in ASCII."""
    (team / "sheet.md.j2").write_text(included, encoding="utf-8")
    (team / "片段.j2").write_text("一\n{{ 9**(9**9) }}", encoding="utf-8")
    with pytest.raises(TuanscoreError) as caught:
        templating.fill(["sheet.md.j2"], team, {})
    assert caught.value.message == f"模板 templates/reports/片段.j2 第 2 行：{TIME}"


UNREADABLE = {"deep": ("(" * 900 + "1" + ")" * 900, "套得太深"), "long": ("1+" * 90000 + "1", TIME)}


@pytest.mark.parametrize(("source", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_template_that_cannot_even_be_read(source: str, reason: str, team: Path) -> None:
    (team / "sheet.md.j2").write_text(f"{{{{ {source} }}}}", encoding="utf-8")
    with pytest.raises(TuanscoreError) as caught:
        templating.fill(["没有.md.j2", "sheet.md.j2"], team, {})
    assert caught.value.message.startswith(f"模板 {FILE}：{reason}")


def test_what_stays_within_the_limits_is_printed_whole(team: Path) -> None:
    text = "甲" * 1000 + "\ud800\n"
    (team / "sheet.md.j2").write_text(
        "{% for i in range(900) %}{{ text }}{% endfor %}", encoding="utf-8"
    )
    assert templating.fill(["sheet.md.j2"], team, {"text": text}) == text * 900


def test_nothing_stays_behind(team: Path) -> None:
    """Neither a process nor an open file, whichever way it ended."""
    before = len(os.listdir("/proc/self/fd"))
    (team / "sheet.md.j2").write_text("好", encoding="utf-8")
    assert templating.fill(["sheet.md.j2"], team, {}) == "好"
    for source in ("9**(9**9)", "'x' * 10**9", "没有"):
        (team / "sheet.md.j2").write_text(f"{{{{ {source} }}}}", encoding="utf-8")
        with pytest.raises(TuanscoreError):
            templating.fill(["sheet.md.j2"], team, {})
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert len(os.listdir("/proc/self/fd")) == before


def test_where_nothing_can_be_forked_the_length_is_limited(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    (team / "sheet.md.j2").write_text(f"一\n{LOOP}很长{END}", encoding="utf-8")
    with pytest.raises(TuanscoreError, match=f"第 2 行：{LENGTH}"):
        templating.fill(["sheet.md.j2"], team, {})


def test_exit_code_is_that_of_a_mistake_in_a_template(shipped: Path, run: Run) -> None:
    (shipped / "templates/reports").mkdir(exist_ok=True)
    (shipped / FILE).write_text("一\n{{ 'x' * 10**9 }}", encoding="utf-8")
    ran = run("render", "苍溪", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert f"模板 {FILE} 第 2 行：{MEMORY}" in ran.err
