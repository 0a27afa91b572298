"""What is wrong with a file does not depend on which others are named with it, nor how."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from conftest import Make, Run
from documents import section, template
from tuanscore.commands.validate.examining import examine
from tuanscore.finding import Finding
from tuanscore.shelf import Loaded, Repository, crew

pytestmark = pytest.mark.repeated

TEMPLATE = template(
    section(
        "职能指标",
        100,
        "{编号: 培训, 内容: '培训志愿者{{志愿者培训}}名。', 考核点: {{志愿者培训: 40名}}}",
        "{编号: 宣传, 内容: '开展宣传{{宣传}}次、', 考核点: {{宣传: ≥8次}}}",
    ),
    name="{name}",
)
REFERRING = template("{名称: 职能指标, 分值: 100, 引用: {other}}", name="{name}")
CARD = "类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2014\n模板: {base}\n{more}"
REPORT = "类型: 完成情况\n单位: {org}\n年度: 2014\n截至: {day}\n完成: {{{name}: 10}}\n"
PROJECT = """\
类型: 预算项目绩效目标表
预算单位: 共青团甲县委
简称: 甲
年度: 2014
项目编码: '{code}'
项目名称: 宣传
预算: {{预算数: 100.00, 财政资金: 90.00, 其他资金: 0}}
绩效目标: [宣传]
绩效指标:
  产出指标:
    数量指标:
      - {{名称: 宣传次数, 指标值: 5次}}
"""
ASSESSMENT = "类型: 项目自评\n项目编码: '{code}'\n年度: 2014\n截至: 2014-12-31\n完成: {{次数: 3}}\n"
WAIVER = """\
类型: 豁免
年度: 2014
批准文号: 团办〔2014〕12号
批准人: 团市委书记办公会
批准日期: 2014-03-01
原因: 机构改革
到期: 2014-12-31
事项:
  - {检查: TS701, 文件: scorecards/2014/戊.yaml}
"""


def card(name: str, more: str = "", base: str = "例") -> str:
    return CARD.format(name=name, more=more, base=base)


def report(org: str, day: str = "2014-12-31", name: str = "志愿者培训") -> str:
    return REPORT.format(org=org, day=day, name=name)


FILES = {
    "templates/例.yaml": TEMPLATE.format(name="例"),
    "templates/坏.yaml": TEMPLATE.format(name="坏").replace("总分: 100", "总分: 一百"),
    "templates/坏二.yaml": TEMPLATE.format(name="坏").replace("总分: 100", "总分："),
    "templates/双一.yaml": TEMPLATE.format(name="双"),
    "templates/双二.yaml": TEMPLATE.format(name="双"),
    "templates/环一.yaml": REFERRING.format(name="环一", other="环二"),
    "templates/环二.yaml": REFERRING.format(name="环二", other="环三"),
    "templates/环三.yaml": REFERRING.format(name="环三", other="环一"),
    "scorecards/2014/甲.yaml": card("甲", "别名: [甲县]\n"),
    "scorecards/2014/乙.yaml": card("乙", "指标值: {志愿者培训: 45名}\n"),
    "scorecards/2014/丙.yaml": card("丙"),
    "scorecards/2014/丁.yaml": card("丁", "别名: [甲县, 丙]\n"),
    "scorecards/2014/戊.yaml": card("戊", "指标值: {志愿者培训: 4名}\n条目调整: {宣传: 删除}\n"),
    "scorecards/2014/己.yaml": card("己", "指标值: {没有的: 4名}\n"),
    "scorecards/2014/己2.yaml": card("己", "指标值: {志愿者培训: 42名}\n"),
    "scorecards/2014/0己.yaml": card("己", "指标值: {志愿者培训: 41名}\n"),
    "scorecards/2014/庚.yaml": card("庚", base="坏"),
    "scorecards/2014/辛.yaml": card("辛", base="双"),
    "scorecards/2014/壬.yaml": card("壬", base="环一"),
    "scorecards/2014/癸.yaml": card("癸", base="没有的"),
    "scorecards/2014/子.yaml": card("子").replace("单位:", "单位："),
    "scorecards/2014/完成情况/甲.yaml": report("甲"),
    "scorecards/2014/完成情况/甲补.yaml": report("共青团甲县委"),
    "scorecards/2014/完成情况/甲早.yaml": report("甲", "2014-06-30"),
    "scorecards/2014/完成情况/甲县.yaml": report("甲县"),
    "scorecards/2014/完成情况/乙.yaml": report("乙", name="人数"),
    "scorecards/2014/完成情况/己.yaml": report("己"),
    "scorecards/2014/完成情况/子.yaml": report("子"),
    "scorecards/2014/完成情况/庚.yaml": report("庚"),
    "scorecards/2014/完成情况/丑.yaml": report("丑"),
    "scorecards/2014/甲/11.yaml": PROJECT.format(code="11"),
    "scorecards/2014/甲/11抄.yaml": PROJECT.format(code="11"),
    "scorecards/2014/甲/11.自评.yaml": ASSESSMENT.format(code="11"),
    "scorecards/2014/甲/12.自评.yaml": ASSESSMENT.format(code="12"),
    "scorecards/豁免/12号.yaml": WAIVER,
}
CODES = {"TS111", "TS205", "TS301", "TS304", "TS305", "TS310", "TS701", "TS702"}
"""Those that speak of other files, and what may keep one from being held against others."""


def told(root: Path, names: Iterable[str], jobs: int = 1) -> list[str]:
    """Return all that there is to a finding."""
    found = examine(Repository(root), [root / name for name in names], jobs).findings
    return [repr(finding) for finding in found]


def together(parts: Iterable[list[str]]) -> set[str]:
    return {line for part in parts for line in part}


@pytest.fixture
def each(make: Make) -> tuple[Path, dict[str, list[str]]]:
    """Return a repository with what is wrong with each of its files, named alone."""
    root = make(FILES)
    return root, {name: told(root, [name]) for name in FILES}


def test_all_that_could_differ_is_there(make: Make) -> None:
    found = examine(Repository(make(FILES))).findings
    assert {f.code for f in found} >= CODES


@pytest.mark.repeated
def test_random_batches(each: tuple[Path, dict[str, list[str]]]) -> None:
    root, alone = each
    random = Random(7)
    for _ in range(40):
        names = random.sample([*FILES], random.randint(1, len(FILES)))
        assert sorted(told(root, names)) == sorted(together(alone[n] for n in names)), names


def test_all_at_once(each: tuple[Path, dict[str, list[str]]]) -> None:
    root, alone = each
    assert sorted(told(root, [])) == sorted(together(alone.values()))


def test_with_helping_processes(
    each: tuple[Path, dict[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, alone = each
    random = Random(8)
    monkeypatch.setattr(crew, "FEWEST", 2)
    monkeypatch.setattr(crew, "EACH", 1)
    for size in (3, 11, len(FILES)):
        monkeypatch.setattr(crew, "SMALLEST", random.randint(1, 4))
        names = random.sample([*FILES], size)
        assert sorted(told(root, names, jobs=3)) == sorted(together(alone[n] for n in names)), names


@pytest.mark.parametrize("where", ["", "scorecards", "scorecards/2014", ".."])
def test_from_wherever_and_however_written(where: str, make: Make, run: Run) -> None:
    root = make({f"库/{name}": text for name, text in FILES.items()}) / "库"
    names = ["scorecards/2014/戊.yaml", "templates/双二.yaml", "scorecards/2014/完成情况/甲.yaml"]
    expected = run("-C", root, "validate", *names, "--format", "json").out
    here = root / where
    relative = [os.path.relpath(root / name, here) for name in names]
    assert run("validate", *relative, "--format", "json", cwd=here).out == expected
    mixed = [root / names[2], relative[0], here / relative[1], root / names[0]]
    assert run("validate", *mixed, "--format", "json", cwd=here).out == expected
    assert [f["code"] for f in json.loads(expected)["findings"]].count("TS701") == 1


def test_on_the_command_line_with_waivers(make: Make, run: Run) -> None:
    root, random = make(FILES), Random(9)
    names = [
        "scorecards/豁免/12号.yaml",
        "scorecards/2014/戊.yaml",
        "templates/例.yaml",
        "scorecards",
    ]
    day = ("--as-of", "2014-06-30")
    alone = {name: findings(run, root, name, *day) for name in names}
    assert any("waived" in line for line in alone["scorecards/2014/戊.yaml"])
    for _ in range(6):
        some = random.sample(names, random.randint(2, 4))
        assert findings(run, root, *some, *day) == sorted(together(alone[n] for n in some))


def findings(run: Run, cwd: Path, *names: str | Path) -> list[str]:
    """Return the findings of a run on files, in which the places are written as from a folder."""
    found = json.loads(run("validate", *names, "--format", "json", cwd=cwd).out)["findings"]
    return sorted(json.dumps(finding, sort_keys=True) for finding in found)


def test_files_of_several_repositories(make: Make, run: Run) -> None:
    """Each is judged by its own root: settings, templates, organisations, baseline and marks."""
    ours = {"tuanscore.yaml": "检查: {TS702: 警告, TS601: 关}\n", **FILES}
    theirs = {
        "tuanscore.yaml": "等次标准: {自己的: {优: 90}}\n",
        "scorecards/2014/甲.yaml": card("甲"),
    }
    theirs["templates/例.yaml"] = FILES["templates/例.yaml"]
    files = {f"甲县/{n}": t for n, t in ours.items()} | {f"乙县/{n}": t for n, t in theirs.items()}
    top = make(files)
    named = [
        "甲县/scorecards/2014/戊.yaml",
        "乙县/scorecards/2014/甲.yaml",
        "乙县/templates/例.yaml",
    ]

    def below(folder: str) -> list[str]:
        names = [top / name for name in named if name.startswith(folder)]
        alone = json.loads(run("-C", top / folder, "validate", *names, "--format", "json").out)
        for finding in alone["findings"]:
            for place in (finding["place"], *(r["place"] for r in finding.get("related", ()))):
                place["file"] = f"{folder}/{place['file']}"
        return [json.dumps(finding, sort_keys=True) for finding in alone["findings"]]

    expected = sorted(below("甲县") + below("乙县"))
    assert len(expected) >= 3
    assert findings(run, top, *named) == expected
    assert findings(run, top, *reversed(named)) == expected
    assert findings(run, top, *(top / name for name in named)) == expected
    marks = set()
    for folder in ("甲县", "乙县"):
        names = [name for name in named if name.startswith(folder)]
        issues = json.loads(run("validate", *names, "--format", "gitlab", cwd=top).out)
        marks |= {issue["fingerprint"] for issue in issues}
    issues = json.loads(run("validate", *named, "--format", "gitlab", cwd=top).out)
    assert {issue["fingerprint"] for issue in issues} == marks
    assert {issue["location"]["path"].split("/")[0] for issue in issues} == {"甲县", "乙县"}
    assert run("validate", *named, cwd=top).out.count("TS702 警告") == 1


def test_a_file_in_no_repository_is_not_judged_by_another_s(make: Make, run: Run) -> None:
    top = make({f"甲县/{name}": text for name, text in FILES.items()})
    (top / "草稿.yaml").write_text(card("寅"), encoding="utf-8")
    alone = run("validate", "草稿.yaml", cwd=top)
    both = run("validate", "甲县/scorecards/2014/甲.yaml", "草稿.yaml", cwd=top)
    assert (alone.code, alone.err) == (2, both.err)


@pytest.mark.parametrize(("command", "slip"), [("fix", "年度："), ("fmt", "年度:   ")])
def test_mending_files_of_several_repositories(
    command: str, slip: str, make: Make, run: Run
) -> None:
    folders = ("甲县", "乙县")
    names = [f"{folder}/scorecards/2014/甲.yaml" for folder in folders]
    text = card("甲").replace("年度: ", slip)
    templates = {f"{folder}/templates/例.yaml": FILES["templates/例.yaml"] for folder in folders}
    top = make({**templates, **dict.fromkeys(names, text)})
    patch = run(command, "--diff", *names, cwd=top)
    for name in names:
        assert f"\n--- a/{name}\n" in f"\n{patch.out}"
    ran = run(command, *names, cwd=top)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "√ 2 个文件，2 个改好了")
    assert {(top / name).read_text(encoding="utf-8") for name in names} == {card("甲")}


def test_cards_of_other_years_are_not_read(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """To hold one card against those of its year stays quick however many years there are."""
    years = {
        f"scorecards/{year}/{n}.yaml": card(f"{n}号").replace("2014", str(year))
        for year in range(1990, 2014)
        for n in range(9)
    }
    root = make({"templates/例.yaml": FILES["templates/例.yaml"], **years})
    read, names = Repository.read, set()

    def noted(repository: Repository, name: str) -> tuple[Loaded | None, list[Finding]]:
        names.add(name)
        return read(repository, name)

    monkeypatch.setattr(Repository, "read", noted)
    named = "scorecards/1999/3.yaml"
    examine(Repository(root), [root / named])
    twins = {f"scorecards/{year}/3.yaml" for year in range(1990, 2014)}  # which have its name
    of_year = {f"scorecards/1999/{n}.yaml" for n in range(9)}
    assert {n for n in names if n.startswith("scorecards")} == twins | of_year
