"""Formats of validate for CI servers, on a repository whose names and values are hostile."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from conftest import CHECKOUT, Make, Run
from thorough import times
from tuanscore import faces as views
from tuanscore.commands.validate.command import FORMS
from tuanscore.commands.validate.report import Examination
from tuanscore.finding import Finding, Place, Related, Severity

pytestmark = pytest.mark.repeated

CARD = "类型: 目标绩效指标\n单位: 共青团{0}县委\n简称: {0}\n年度: 2014\n模板: {1}\n"
REPORT = "类型: 完成情况\n单位: {0}\n年度: 2014\n截至: 2014-12-31\n"
BONUS = "加分: [{项目: 先进集体, 分值: 1, 佐证: [佐证/通报.md]}]\n"

HOSTILE = 'scorecards/2014/::error title=甲::x,y%0A|`<b>&"]\x1b\n::warning::](z).yaml'
KEY = "::error file=a,line=1::注入%0A|<b>##[error]](x)"
BROKEN = "scorecards/2014/丙.yaml"
NOTED = "scorecards/2014/完成情况/丙.yaml"
WARNED = "scorecards/2014/完成情况/乙.yaml"
FILES = {
    "tuanscore.yaml": "检查: {TS4: 关, TS5: 关, TS6: 关, TS7: 关, TS8: 关}\n",
    HOSTILE: CARD.format("甲", "县区团委-2014") + f"'{KEY}': 1\n",
    "scorecards/2014/乙.yaml": CARD.format("乙", "县区团委-2014"),
    BROKEN: CARD.format("丙", "没有的模板"),
    NOTED: REPORT.format("丙"),
    WARNED: REPORT.format("乙") + BONUS,
    "佐证/通报.md": "通报\n",
}
FOUND = [
    (HOSTILE, 6, "TS203", "错误"),
    (BROKEN, 5, "TS301", "错误"),
    (NOTED, 2, "TS312", "提示"),
    (WARNED, 5, "TS311", "警告"),
]
"""File, line, code and level of everything that is wrong, in the order of the files."""

CLEAN = {name: FILES[name] for name in ("scorecards/2014/乙.yaml", "tuanscore.yaml")}
COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def unescaped(text: str) -> str:
    """Undo what a workflow command escapes, as GitHub's runner does."""
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def commands(out: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does; every line must be one."""
    found = []
    for line in out.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        properties = {key: unescaped(value) for key, value in pairs}
        found.append((match[1], properties, unescaped(match[3])))
    return found


@pytest.mark.parametrize("form", FORMS)
def test_exit_code_is_that_of_the_findings(form: str, make: Make, run: Run) -> None:
    assert run("validate", "--format", form, cwd=make(FILES)).code == 1


@pytest.mark.parametrize("form", FORMS)
def test_nothing_found(form: str, make: Make, run: Run) -> None:
    ran = run("validate", "--format", form, cwd=make(CLEAN))
    assert ran.code == 0
    if form in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(ran.out)
    if form in ("concise", "github"):
        assert (ran.out, ran.err) == ("", "tuanscore：1 个文件，没有问题（目标绩效指标 1）\n")


def test_concise(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "concise", cwd=make(FILES))
    shown = HOSTILE.replace("\n", "\\n").replace("\x1b", "\\x1b")
    first, second, third, fourth = ran.out.splitlines()
    assert first.startswith(f"{shown}:6:")
    assert f" TS203 错误 不认识的键“{KEY}”" in first
    assert second == f"{BROKEN}:5:5: TS301 错误 模板“没有的模板”找不到"
    assert third.startswith(f"{NOTED}:2:5: TS312 提示 ")
    assert fourth == f"{WARNED}:5:1: TS311 警告 评分表没有设加分，这里的加分不计入"
    assert ran.err == "tuanscore：5 个文件，4 个有问题：2 处错误，1 处警告，1 处提示\n"


def test_concise_names_files_from_where_one_is(make: Make, run: Run) -> None:
    root = make(FILES)
    inside = run("validate", "--format", "concise", cwd=root / "scorecards" / "2014")
    assert inside.out.splitlines()[1].startswith("丙.yaml:5:5: ")
    above = run("-C", root, "validate", "--format", "concise", cwd=root.parent)
    assert above.out.splitlines()[1].startswith(f"{root.name}/{BROKEN}:5:5: ")


def test_a_file_outside_keeps_its_name(
    make: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "丁.yaml"
    other.write_text("类型: 目标\n", encoding="utf-8")
    root = make(FILES)
    env = {"GITHUB_WORKSPACE": str(root.parent)}
    ran = run("validate", other, "--format", "concise", cwd=root / "scorecards")
    assert ran.out.startswith(f"{other}:1:5: TS201 ")
    sarif = run("validate", other, "--format", "sarif", cwd=root, env=env)
    uri = json.loads(sarif.out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert uri["artifactLocation"]["uri"].startswith("file:///")
    assert "uriBaseId" not in uri["artifactLocation"]


def test_github_commands_hold_whatever_the_names_are(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "github", cwd=make(FILES))
    found = commands(ran.out)
    assert [level for level, _, _ in found] == ["error", "error", "warning", "notice"]
    _, properties, message = found[0]
    assert properties["file"] == HOSTILE.replace("\x1b", "\\x1b")
    assert (properties["line"], properties["title"]) == ("6", "tuanscore TS203")
    assert message.startswith(f"不认识的键“{KEY}”")
    assert [p["file"] for _, p, _ in found[1:]] == [BROKEN, WARNED, NOTED]
    assert ran.err == "tuanscore：5 个文件，4 个有问题：2 处错误，1 处警告，1 处提示\n"


PATHS = {"github": "file=", "gitlab": '"path": "', "sarif": '"uri": "', "rdjson": '"path": "'}


@pytest.mark.parametrize("form", PATHS)
@pytest.mark.parametrize("below", ["", "a b/c"])
@pytest.mark.parametrize("linked", [False, True], ids=["", "worktree"])
def test_ci_names_files_from_the_top_of_the_checkout(
    form: str, below: str, linked: bool, make: Make, run: Run
) -> None:
    """Whatever the variables of the server say, and whomever git trusts."""
    top = make({f"检出/{below}/{name}": text for name, text in FILES.items()}) / "检出"
    if linked:
        (top / ".git").write_text("gitdir: /elsewhere\n", encoding="utf-8")
    else:
        subprocess.run(["git", "init", "-q", top], check=True)
    (top / below / "scorecards/.git").mkdir()  # nothing that git would take for one
    plain = run("-C", top / below, "validate", "--format", form, cwd=top)
    assert PATHS[form] in plain.out
    start = quote("a b/c/") if form == "sarif" else "a b/c/"
    named = [line for line in plain.out.splitlines() if f"{PATHS[form]}" in line]
    if below:
        assert [line for line in named if f"{PATHS[form]}{start}scorecards/" in line]
    assert not [line for line in named if f"{PATHS[form]}scorecards/" in line and below]
    for env in (
        {"GITHUB_WORKSPACE": str(top.parent), "CI_PROJECT_DIR": str(top.parent)},
        {"GITHUB_WORKSPACE": "/github/workspace"},
        {"GITHUB_WORKSPACE": str(top / below / "scorecards")},
    ):
        cwd = top.parent if linked else top / below / "scorecards"
        ran = run("-C", top / below, "validate", "--format", form, cwd=cwd, env=env)
        assert ran == plain


def test_github_by_itself_with_a_summary(
    make: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a workflow nothing has to be asked for; paths start at the checkout."""
    root = make(FILES)
    summary = tmp_path_factory.mktemp("step") / "摘要.md"
    summary.write_text("前面一步的摘要\n", encoding="utf-8")
    env = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(root.parent),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    ran = run("validate", cwd=root, env=env)
    assert ran.code == 1
    assert commands(ran.out)[1][1]["file"] == f"{root.name}/{BROKEN}"
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("前面一步的摘要\n# 校验结果\n\n5 个文件，4 个有问题：")
    assert f"\n## {BROKEN}\n" in text
    assert "| 5 | 5 | TS301 | 错误 |" in text
    assert "没有列出" not in text
    plain = run("validate", "--format", "text", cwd=root, env=env)
    assert plain.out.startswith("scorecards/")
    assert summary.read_text(encoding="utf-8") == text
    asked = run("validate", "--format", "github", cwd=root, env=env | {"GITHUB_ACTIONS": ""})
    assert asked.out == ran.out
    assert summary.read_text(encoding="utf-8").count("# 校验结果") == 2


def test_summary_leaves_out_the_lightest_when_there_is_no_room(
    make: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """GitHub shows nothing of a summary above 1 MiB."""
    limit = 1024 * 1024
    lines = "".join(f"  没有{number}: 1\n" for number in range(40))
    root = make({**FILES, WARNED: REPORT.format("乙") + BONUS + f"完成:\n{lines}"})
    summary = tmp_path_factory.mktemp("step") / "摘要.md"
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}

    summary.write_bytes(b"x" * (limit - 7000))
    ran = run("validate", cwd=root, env=env)
    assert len(commands(ran.out)) == 44
    written = summary.read_bytes()[limit - 7000 :].decode()
    assert 1500 < len(written.encode()) <= 7000
    match = re.search(r"还有 (\d+) 处，这里写不下，没有列出。\n$", written)
    assert match
    rows = [line for line in written.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) + int(match[1]) == 44
    assert not [row for row in rows if "| 错误 |" not in row]

    summary.write_bytes(b"x" * limit)
    assert run("validate", cwd=root, env=env).code == 1
    assert summary.stat().st_size == limit


def test_summary_that_cannot_be_written_fails_nothing_else(make: Make, run: Run) -> None:
    root = make(FILES)
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(root)}
    ran = run("validate", cwd=root, env=env)
    assert ran.code == 1
    assert "步骤摘要写不进去：这是一个文件夹" in ran.err


def sarif_run(text: str) -> Any:
    log = json.loads(text)
    schema = json.loads((CHECKOUT / "tests/data/sarif-schema-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    (only,) = log["runs"]
    return only


def test_sarif(make: Make, run: Run) -> None:
    only = sarif_run(run("validate", "--format", "sarif", cwd=make(FILES)).out)
    assert only["columnKind"] == "unicodeCodePoints"
    results = only["results"]
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TS203", "TS301", "TS311", "TS312"]
    assert [rules[r["ruleIndex"]]["id"] for r in results] == [code for _, _, code, _ in FOUND]
    assert [r["level"] for r in results] == ["error", "error", "note", "warning"]
    assert rules[1]["shortDescription"]["text"] == "模板或引用的模板找不到。"
    assert "**错的写法**" in rules[1]["help"]["markdown"]
    places = [r["locations"][0]["physicalLocation"] for r in results]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert [unquote_to_bytes(uri).decode() for uri in uris] == [file for file, *_ in FOUND]
    assert all(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) for uri in uris)
    assert {place["artifactLocation"]["uriBaseId"] for place in places} == {"SRCROOT"}
    assert "SRCROOT" in only["originalUriBaseIds"]
    assert [place["region"]["startLine"] for place in places] == [line for _, line, *_ in FOUND]
    assert "](" not in results[0]["message"]["text"].replace("\\](", "")
    assert len({r["partialFingerprints"]["tuanscore/v2"] for r in results}) == 4
    assert all("suppressions" not in r for r in results)


def test_sarif_without_findings(make: Make, run: Run) -> None:
    only = sarif_run(run("validate", "--format", "sarif", cwd=make(CLEAN)).out)
    assert (only["results"], only["tool"]["driver"]["rules"]) == ([], [])


def test_sarif_related_places(make: Make, run: Run) -> None:
    card = FILES["scorecards/2014/乙.yaml"]
    root = make({**CLEAN, "scorecards/2014/乙县.yaml": card})
    _, result = sarif_run(run("validate", "--format", "sarif", cwd=root).out)["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "另一份"
    uri = related["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri).decode() == "scorecards/2014/乙.yaml"


def gitlab(run: Run, root: Path, **options: Any) -> list[dict[str, Any]]:
    issues = json.loads(run("validate", "--format", "gitlab", cwd=root, **options).out)
    assert isinstance(issues, list)
    return issues


def test_gitlab(make: Make, run: Run) -> None:
    root = make(FILES)
    issues = gitlab(run, root)
    assert [
        (i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"]) for i in issues
    ] == [(file, line, code) for file, line, code, _ in FOUND]
    assert [i["severity"] for i in issues] == ["major", "major", "info", "minor"]
    assert all(i["description"] for i in issues)
    below = gitlab(run, root, env={"CI_PROJECT_DIR": str(root.parent)})
    assert below[1]["location"]["path"] == f"{root.name}/{BROKEN}"
    elsewhere = gitlab(run, root, env={"CI_PROJECT_DIR": str(CHECKOUT)})
    assert elsewhere[1]["location"]["path"] == BROKEN


@pytest.mark.parametrize("form", ["github", "sarif", "gitlab", "junit", "rdjson"])
def test_below_the_folder_one_is_in(form: str, make: Make, run: Run) -> None:
    """On servers that name no checkout, it is where the program is started."""
    root = make({f"sub/{name}": text for name, text in FILES.items()})
    paths = [unquote_to_bytes(BROKEN).decode()]
    below = run("-C", "sub", "validate", "--format", form, cwd=root)
    inside = run("validate", "--format", form, cwd=root / "sub")
    beside = run(
        "-C", "../sub", "validate", "--format", form, cwd=root / "sub" / "scorecards" / ".."
    )
    for path in paths:
        shown = quote(path) if form == "sarif" else path
        assert f"sub/{shown}" in below.out
        assert f"sub/{shown}" not in inside.out
        assert shown in inside.out
        assert f"sub/{shown}" not in beside.out


def test_gitlab_fingerprints_are_unique_and_do_not_move_with_the_lines(
    make: Make, run: Run
) -> None:
    twice = "扣分:\n" + "  - {指标: 没有, 分值: 1, 原因: 虚报}\n" * 2
    again = "简称: 丙\n简称: 丁\n"  # its message names the line of the first
    report = REPORT.format("乙") + twice
    files = {**FILES, WARNED: report, BROKEN: FILES[BROKEN] + again}
    before = gitlab(run, make(files))
    marks = [i["fingerprint"] for i in before]
    assert [i["check_name"] for i in before].count("TS307") == 2
    assert [i["check_name"] for i in before].count("TS105") == 2
    assert len(set(marks)) == len(marks)
    moved = {WARNED: f"# 说明\n\n{report}", BROKEN: f"# 说明\n{files[BROKEN]}"}
    after = gitlab(run, make({**files, **moved}))
    assert [i["fingerprint"] for i in after] == marks
    assert [i["location"]["lines"] for i in after] != [i["location"]["lines"] for i in before]


def test_junit(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "junit", cwd=make(FILES))
    suites = ET.fromstring(ran.out)
    assert (suites.get("tests"), suites.get("failures")) == ("5", "2")
    cases = {case.get("name"): case for case in suites.iter("testcase")}
    assert set(cases) == {
        *(HOSTILE.replace("\n", "\\n").replace("\x1b", "\\x1b"), BROKEN, NOTED, WARNED),
        "scorecards/2014/乙.yaml",
    }
    failure = cases[BROKEN].find("failure")
    assert failure is not None
    assert failure.get("message") == "模板“没有的模板”找不到"
    assert failure.get("type") == "TS301"
    assert failure.text is not None
    assert failure.text.startswith(f"{BROKEN}:5:5 TS301 错误 模板“没有的模板”找不到\n")
    assert cases[WARNED].find("failure") is None
    assert "TS311 警告" in (cases[WARNED].findtext("system-out") or "")
    assert list(cases["scorecards/2014/乙.yaml"]) == []


def test_junit_fails_as_the_run_does(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "junit", "--fail-on", "提示", cwd=make(FILES))
    assert ET.fromstring(ran.out).get("failures") == "4"


def test_junit_names_several_failures_of_a_file(make: Make, run: Run) -> None:
    text = REPORT.format("乙") + "完成: {没有: 1, 也没有: 2}\n"
    ran = run("validate", "--format", "junit", cwd=make({**FILES, WARNED: text}))
    failures = {f.get("message"): f.get("type") for f in ET.fromstring(ran.out).iter("failure")}
    assert failures["2 处不能通过"] == "TS306"


def test_rdjson_counts_columns_in_bytes(make: Make, run: Run) -> None:
    card = FILES["scorecards/2014/乙.yaml"]
    files = {**FILES, "scorecards/2014/乙县.yaml": card}
    value = json.loads(run("validate", "--format", "rdjson", cwd=make(files)).out)
    assert value["source"] == {"name": "tuanscore"}
    found = {d["location"]["path"]: d for d in value["diagnostics"]}
    broken = found[BROKEN]
    assert broken["location"]["range"]["start"] == {"line": 5, "column": 9}  # 模板: is 3+3+1+1
    assert (broken["code"], broken["severity"]) == ({"value": "TS301"}, "ERROR")
    assert (found[NOTED]["severity"], found[WARNED]["severity"]) == ("INFO", "WARNING")
    assert HOSTILE in found
    (related,) = found["scorecards/2014/乙县.yaml"]["related_locations"]
    assert related["location"]["path"] == "scorecards/2014/乙.yaml"


def test_md_shows_values_as_they_are(make: Make, run: Run) -> None:
    out = run("validate", "--format", "md", cwd=make(FILES)).out
    rows = [line for line in out.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == 4
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert not re.search(r"^::|<b>", out, re.MULTILINE)


@pytest.fixture
def waived() -> Examination:
    """Return an examination with a waived error between two that are not."""
    from datetime import date

    from tuanscore.finding import Waiver

    waiver = Waiver("团发〔2014〕3号", "团市委", "机构撤并", date(2014, 12, 31), Place("豁免.yaml"))
    findings = (
        Finding("TS301", "甲", Place("a.yaml"), "改", related=(Related(Place("b.yaml"), "乙"),)),
        Finding("TS302", "乙", Place("a.yaml", 2), waiver=waiver),
        Finding("TS303", "丙", Place("a.yaml", 3), severity=Severity.NOTE),
    )
    return Examination(1, {"目标绩效指标": 1}, findings, names=("a.yaml",))


def test_waived_findings(waived: Examination) -> None:
    """They are shown where a format has a word for it, and left out where it has none."""
    out: Callable[[str], str] = lambda form: views.render(waived, form)  # noqa: E731
    assert "a.yaml:2:1: TS302 豁免 乙\n" in out("concise")
    assert len(commands(out("github"))) == 2
    assert [i["check_name"] for i in json.loads(out("gitlab"))] == ["TS301", "TS303"]
    assert len(json.loads(out("rdjson"))["diagnostics"]) == 2
    assert "| 2 | 1 | TS302 | 豁免 | 乙 |" in out("md")
    (case,) = ET.fromstring(out("junit")).iter("testcase")
    assert "TS301" in (case.findtext("failure") or "")
    assert "TS302 豁免 乙" in (case.findtext("system-out") or "")
    first, second, third = sarif_run(out("sarif"))["results"]
    assert (first["suppressions"], third["suppressions"]) == ([], [])
    (suppressed,) = second["suppressions"]
    assert (suppressed["kind"], suppressed["status"]) == ("external", "accepted")
    assert "机构撤并" in suppressed["justification"]
    assert "团发〔2014〕3号" in suppressed["justification"]


@pytest.mark.repeated
@pytest.mark.parametrize("form", [f for f in FORMS if f != "text"])
def test_thousands_of_findings(form: str) -> None:
    findings = tuple(
        Finding(
            "TS306",
            f"评分表里没有考核点“{number}”",
            Place(f"scorecards/2014/{number // 50}.yaml", number + 1, 3),
            "检查名称",
            excerpt=f"  {number}: 1",
        )
        for number in range(times(2_000))
    )
    start = time.process_time()
    text = views.render(Examination(400, {}, findings), form)
    assert text.count("TS306") >= times(2_000)
    assert time.process_time() - start < times(5)


@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_is_no_text(form: str, make: Make, run: Run) -> None:
    """A file name may be bytes that no encoding knows; the output is UTF-8 all the same."""
    root = make(FILES)
    name = os.fsdecode(b"scorecards/2014/\xff.yaml")
    (root / name).write_text(CARD.format("丁", "没有的模板"), encoding="utf-8")
    ran = run("validate", "--format", form, cwd=root)
    assert ran.code == 1
    ran.out.encode()
    if form == "sarif":
        assert "/%FF.yaml" in ran.out
    else:
        assert re.search(r"2014/\\+udcff\.yaml", ran.out)
