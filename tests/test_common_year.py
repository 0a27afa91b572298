"""`tuanscore diff 甲 乙`: without --year, the latest year in which both have a card."""

from pathlib import Path

import pytest

from conftest import Make, Run
from documents import card
from gitrepo import GitRepo

CARD = card("{名称: 绩效评价, 分值: 10, 计分: 评议}", org="{name}", year="{year}", total=10)


def cards(*told: tuple[str, int]) -> dict[str, str]:
    return {
        f"scorecards/{year}/{name}.yaml": CARD.format(name=name, year=year) for name, year in told
    }


def heading(run: Run, root: Path, *argv: str) -> str:
    ran = run("diff", *argv, cwd=root)
    assert ran.code == 0
    # What a part of a name leads to is said.
    assert all(line.startswith("tuanscore：按“") for line in ran.err.splitlines())
    return ran.out.splitlines()[0]


BOTH = cards(("苍溪", 2013), ("苍溪", 2014), ("旺苍", 2013), ("旺苍", 2014), ("旺苍", 2015))


@pytest.mark.parametrize(
    ("argv", "first"),
    [
        pytest.param(["苍溪", "旺苍"], "苍溪 2014 → 旺苍 2014", id="one is a year ahead"),
        pytest.param(["旺苍", "苍溪"], "旺苍 2014 → 苍溪 2014", id="the first is ahead"),
        pytest.param(["溪", "旺"], "苍溪 2014 → 旺苍 2014", id="parts of names"),
        pytest.param(["旺苍", "旺苍"], "旺苍 2015 → 旺苍 2015", id="both are ahead"),
        pytest.param(
            ["苍溪", "旺苍", "--year", "2013"], "苍溪 2013 → 旺苍 2013", id="a year is told"
        ),
        pytest.param(["2014", "2015", "--org", "旺苍"], "旺苍 2014 → 旺苍 2015", id="two years"),
    ],
)
def test_two_organisations_are_compared_in_one_year(
    make: Make, run: Run, argv: list[str], first: str
) -> None:
    assert heading(run, make(BOTH), *argv) == first


def test_no_year_in_common_is_told_with_the_years_of_each(make: Make, run: Run) -> None:
    root = make(cards(("苍溪", 2013), ("苍溪", 2014), ("旺苍", 2015)))
    ran = run("diff", "苍溪", "旺苍", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "tuanscore：苍溪和旺苍没有同一年的评分表\n"
        "  苍溪有 2013、2014 年的，旺苍有 2015 年的；"
        "分开看：tuanscore show 苍溪 --year 2014、tuanscore show 旺苍 --year 2015\n"
    )
    assert run("show", "苍溪", "--year", "2014", cwd=root).code == 0
    assert run("show", "旺苍", "--year", "2015", cwd=root).code == 0


def test_a_revision_has_the_years_it_had(tmp_path: Path, run: Run) -> None:
    repo = GitRepo(tmp_path / "评分")
    repo.write(cards(("苍溪", 2014)))
    repo.commit("去年")
    repo.write(cards(("苍溪", 2015)))
    repo.commit("今年")
    assert heading(run, repo.root, "苍溪@HEAD~1", "苍溪") == "苍溪 2014@HEAD~1 → 苍溪 2014"
    assert heading(run, repo.root, "苍溪@HEAD", "苍溪") == "苍溪 2015@HEAD → 苍溪 2015"
    repo.write({"scorecards/2014/苍溪.yaml": None})
    repo.commit("去年的不要了")
    ran = run("diff", "苍溪@HEAD~2", "苍溪", cwd=repo.root)
    assert ran.code == 2
    assert "苍溪@HEAD~2有 2014 年的，苍溪有 2015 年的；" in ran.err
    assert ran.err.endswith("分开看：tuanscore show 苍溪 --year 2015\n")
