"""Nothing of a neighbour: another organisation, project, year or later day, a file with errors."""

from pathlib import Path

import pytest

import neighbours
from conftest import Make, Run
from gitrepo import GitRepo
from neighbours import BROKEN, CARDS, OFFICES, YEARS, code, mark, mark_of

pytestmark = pytest.mark.repeated

EVERYONE = (*CARDS, *OFFICES)
ASIDE = (
    f"tuanscore：另有 1 份文件有错误，和这里问的无关：{BROKEN}"
    "（看是哪些错误：tuanscore validate）\n"
)

OF_A_CARD = {
    "score": "score {year} --org {org}",
    "score in June": "score {year} --org {org} --as-of {year}-06-30",
    "score json": "score {year} --org {org} --format json",
    "score md": "score {year} --org {org} --format md",
    "explain": "score {year} --org {org} --explain 总分",
    "what if": "score {year} --org {org} --what-if {mark}活动=3",
    "gate": "score {year} --org {org} --fail-under 差",
    "plan": "plan {org} --year {year} --as-of {year}-06-30 --to 优",
    "progress": "progress {org} --year {year}",
    "progress in June": "progress {org} --year {year} --as-of {year}-06-30 --format json",
    "show": "show {org} --year {year}",
    "render": "render {org} --year {year} --scored",
    "log": "log {org} --year {year}",
    "blame": "blame {org} --year {year}",
}
OF_AN_OFFICE = {
    "score": "score {year} --org {org}",
    "score in June": "score {year} --org {org} --as-of {year}-06-30",
    "score json": "score {year} --org {org} --format json",
    "score md": "score {year} --org {org} --format md",
    "project": "score {year} --project {code}",
    "project by its name": "score {year} --project {mark}{of}",
    "project in June": "score {year} --project {code} --as-of {year}-06-30 --format json",
    "project explained": "score {year} --project {code} --explain 满意度",
    "progress": "progress {code} --year {year} --as-of {year}-06-30",
    "render project": "render {code} --scored --year {year}",
    "render duties": "render {org} --kind 部门 --year {year}",
}
BOTH_SAY = ("score", "score in June", "score json", "score md", "gate", "what if", "explain")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the repository, in git, for commands that only read."""
    repo = GitRepo(tmp_path_factory.mktemp("neighbours"))
    repo.write(neighbours.files())
    repo.commit("全部")
    return repo.root


@pytest.fixture
def root(make: Make) -> Path:
    return make(neighbours.files())


def asked(command: str, org: str, year: int) -> list[str]:
    words = {"org": org, "year": year, "mark": mark(org), "of": mark_of(year)}
    if org in OFFICES:
        words["code"] = code(org, year)
    return [word.format(**words) for word in command.split()]


def strangers(text: str, org: str, year: int) -> list[str]:
    """Return what a text says of others, and of other years."""
    others = [other for other in EVERYONE if other != org]
    years = [mark_of(other) for other in YEARS if other != year]
    return [word for word in (*others, *years, "昭化") if word in text]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("org", CARDS)
@pytest.mark.parametrize("command", OF_A_CARD)
def test_of_a_card(command: str, org: str, year: int, shared: Path, run: Run) -> None:
    ran = run(*asked(OF_A_CARD[command], org, year), cwd=shared)
    assert (ran.code, strangers(ran.out, org, year)) == (0, [])
    assert org in ran.out
    assert ran.err in ("", ASIDE)
    assert ran.err or command not in BOTH_SAY


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("org", OFFICES)
@pytest.mark.parametrize("command", OF_AN_OFFICE)
def test_of_an_office(command: str, org: str, year: int, shared: Path, run: Run) -> None:
    ran = run(*asked(OF_AN_OFFICE[command], org, year), cwd=shared)
    assert (ran.code, strangers(ran.out, org, year)) == (0, [])
    assert mark(org) in ran.out
    assert ran.err in ("", ASIDE)
    assert ran.err or not command.startswith(("score", "project"))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_of_a_year(form: str, year: int, shared: Path, run: Run) -> None:
    ran = run("score", str(year), "--format", form, cwd=shared)
    assert (ran.code, ran.err, strangers(ran.out, "", year)) == (0, ASIDE, list(EVERYONE))


@pytest.mark.parametrize("org", CARDS)
def test_of_two_years(org: str, shared: Path, run: Run) -> None:
    ran = run("diff", *map(str, YEARS), "--org", org, cwd=shared)
    assert (ran.code, ran.err) == (0, "")
    assert [other for other in EVERYONE if other in ran.out] == [org]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("kind", "org"), [("完成情况", "苍溪"), ("自评", "北戴河")])
def test_a_new_report_is_of_the_year_of_its_day(
    kind: str, org: str, year: int, root: Path, run: Run
) -> None:
    """The latest card and project are of 2021, and each has a report of June."""
    name = org if kind == "完成情况" else mark(org) + mark_of(year)
    ran = run("new", kind, name, "--as-of", f"{year}-09-30", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    (made,) = [p for p in root.rglob("*.yaml") if p.stem.endswith("-9月")]
    text = made.read_text(encoding="utf-8")
    assert made.relative_to(root).parts[1] == str(year)
    assert f"年度: {year}\n" in text
    assert strangers(text, org, year) == []


def test_what_was_reported_later_is_not_read(shared: Path, run: Run) -> None:
    """3 of 10 times by June, 12 by December."""
    ran = run("score", "2021", "--org", "苍溪", "--as-of", "2021-06-30", cwd=shared)
    assert "完成情况截至 2021-06-30" in ran.out
    assert "12次" not in ran.out
    assert "12次" in run("score", "2021", "--org", "苍溪", cwd=shared).out


@pytest.mark.parametrize("argv", [("--org", "苍溪"), ("--org", "山海关"), ()])
def test_a_neighbour_without_its_template(argv: tuple[str, ...], root: Path, run: Run) -> None:
    """It would be ranked (名次) beside 苍溪; it does not make its score impossible."""
    (root / "scorecards/2021/利州.yaml").write_text(
        "类型: 目标绩效指标\n单位: 共青团利州区委\n简称: 利州\n年度: 2021\n模板: 没有的\n",
        encoding="utf-8",
    )
    ran = run("score", "2021", *argv, cwd=root)
    assert (ran.code, "利州" in ran.out) == ((0, False) if argv else (1, True))
