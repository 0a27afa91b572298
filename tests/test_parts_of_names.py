"""Who is found by a part of a name is said; whatever writes a file wants the whole name."""

from pathlib import Path

import pytest

import neighbours
from conftest import Make, Run
from gitrepo import GitRepo
from neighbours import code

pytestmark = pytest.mark.repeated

PART = "tuanscore：按“旺”找到 旺苍\n"
CODE = code("山海关", 2021)
READING = {
    "show 旺 --year 2021": PART,
    "render 旺 --year 2021": PART,
    "score 2021 --org 旺": PART,
    "score 2021 --org 旺 --explain 总分": PART,
    "score 2021 --org 旺 --what-if 信息报送=20条": PART,
    "plan 旺 --as-of 2021-06-30 --to 优": PART,
    "progress 旺": PART,
    "log 旺": PART,
    "blame 旺": PART,
    "diff 苍溪 旺": PART,
    "diff 旺@HEAD 苍溪@HEAD": PART,
    "diff 2020 2021 --org 旺": PART,
    "score 2021 --org 海": "tuanscore：按“海”找到 山海关\n",
    f"score 2021 --project {CODE[:-1]}": f"tuanscore：按“{CODE[:-1]}”找到 {CODE}\n",
    f"progress {CODE[:-1]}": f"tuanscore：按“{CODE[:-1]}”找到 {CODE}\n",
}
WRITING = (
    "score 2021 --org {} --receipt 写出.json",
    "render {} --year 2021 -o 写出.html",
    "diff 苍溪 {} -o 写出.md",
    "diff 2020 2021 --org {} -o 写出.md",
    "new 完成情况 {} --as-of 2021-09-30",
    "new 评分表 写出 --unit 共青团写出县委 --year 2022 --from {} --from-year 2021",
)


def listing(root: Path) -> set[str]:
    return {p.as_posix() for p in root.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = GitRepo(tmp_path_factory.mktemp("parts"))
    repo.write({name: text for name, text in neighbours.files().items() if "昭化" not in name})
    repo.commit("全部")
    return repo.root


@pytest.mark.parametrize("command", READING)
def test_what_was_found_by_a_part_is_said(command: str, shared: Path, run: Run) -> None:
    ran = run(*command.split(), cwd=shared)
    assert (ran.code, ran.err) == (0, READING[command])
    assert ran.out != ""


@pytest.mark.parametrize("command", WRITING)
def test_what_writes_a_file_wants_the_whole_name(command: str, make: Make, run: Run) -> None:
    root = make(neighbours.files())
    before = listing(root)
    ran = run(*command.format("旺").split(), cwd=root)
    assert (ran.code, ran.out, listing(root) - before) == (2, "", set())
    assert "按“旺”找到的是 旺苍，没有写文件\n  要写文件，名称写全：旺苍\n" in ran.err
    whole = run(*command.format("旺苍").split(), cwd=root)
    assert (whole.code, len(listing(root) - before)) == (0, 1)


def test_a_receipt_is_of_exactly_one_organisation(make: Make, run: Run) -> None:
    root = make(neighbours.files())
    assert run("score", "2021", "--org", "苍溪", "--receipt", "r.json", cwd=root).code == 0
    card = root / "scorecards/2021/苍溪.yaml"
    text = card.read_text(encoding="utf-8").replace("苍溪", "苍溪新区")
    card.write_text(text, encoding="utf-8")
    ran = run("verify", "r.json", cwd=root)
    assert (ran.code, "按“苍溪”找到" in ran.err) == (1, False)


def test_a_whole_name_comes_before_a_part_whatever_it_is_of(make: Make, run: Run) -> None:
    files = neighbours.files()
    files["scorecards/2021/山海关新区.yaml"] = files["scorecards/2021/旺苍.yaml"].replace(
        "旺苍", "山海关新区"
    )
    root = make(files)
    for command in ("score 2021 --org 山海关", "progress 山海关 --year 2021"):
        ran = run(*command.split(), cwd=root)
        assert (ran.code, "新区" in ran.out, "按“" in ran.err) == (0, False, False)
    for command in ("score 2021 --org 海关", "progress 海关"):
        ran = run(*command.split(), cwd=root)
        assert (ran.code, ran.out) == (2, "")
        assert "“海关”不止一个" in ran.err


def test_a_part_of_an_office_though_a_project_is_called_so(make: Make, run: Run) -> None:
    """``--org`` asks for an organisation: that a project has the whole name does not hide one."""
    files = neighbours.files()
    table = f"scorecards/2021/山海关/{CODE}.yaml"
    named = neighbours.mark("山海关") + neighbours.mark_of(2021)
    files[table] = files[table].replace(f"项目名称: {named}", "项目名称: 北戴")
    assert "项目名称: 北戴" in files[table]
    ran = run("score", "2021", "--org", "北戴", cwd=make(files))
    assert "北戴河之事" in ran.out
    assert "tuanscore：按“北戴”找到 北戴河\n" in ran.err


@pytest.mark.parametrize("later", ["昭化, 元坝", "昭化"])
def test_an_old_name_leads_to_what_it_is_of_now(later: str, make: Make, run: Run) -> None:
    """Where the later card has it as 别名; else nobody can know."""
    card = (
        "类型: 目标绩效指标\n单位: 共青团{0}区委\n简称: {0}\n别名: [{2}]\n年度: {1}\n总分: 10\n"
        "部分:\n  - {{名称: 评价, 分值: 10, 计分: 评议}}\n"
    )
    root = make(
        {
            "scorecards/2014/a.yaml": card.format("元坝", 2014, ""),
            "scorecards/2015/a.yaml": card.format("昭化", 2015, later),
        }
    )
    ran = run("show", "元坝", cwd=root)
    assert ran.code == 0
    now = "共青团昭化区委2015" if "元坝" in later else "共青团元坝区委2014"
    assert ran.out.startswith(now)
    assert run("show", "元坝", "--year", "2014", cwd=root).out.startswith("共青团元坝区委2014")
