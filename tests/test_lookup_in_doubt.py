"""A file with errors may be what is meant: then nothing else is taken in its place."""

from pathlib import Path

import pytest

from conftest import Make, Run
from tuanscore.shelf import Repository, lookup
from tuanscore.shelf.files import Folder
from tuanscore.source.read import Result

pytestmark = pytest.mark.repeated

PARTS = "总分: 10\n部分:\n  - {名称: 绩效评价, 分值: 10, 计分: 评议}\n"
REPORT = "类型: 完成情况\n单位: 苍溪\n年度: 2014\n截至: 今天\n"


def card(org: str, short: str, aliases: str = "", year: int = 2014, colon: str = ": ") -> str:
    names = f"单位: {org}\n简称{colon}{short}\n别名: [{aliases}]\n"
    return f"类型: 目标绩效指标\n{names}年度: {year}\n{PARTS}"


SOUND = card("共青团苍溪县委", "苍溪", "苍溪县, cangxi")
BROKEN = card("共青团苍溪县委", "苍溪", "苍溪县, cangxi", colon="：")
LATER = BROKEN.replace("2014", "2015")
DISTRICT = card("共青团苍溪新区工委", "苍溪新区")
CARD, OTHER, NEXT = (f"scorecards/{n}.yaml" for n in ("2014/苍溪", "2014/苍溪新区", "2015/苍溪"))
ODD = "scorecards/2014/一号.yaml"


def title(year: int = 2014, org: str = "共青团苍溪县委") -> str:
    return f"{org}{year}年度目标绩效指标"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "苍溪"),
        ("show", "苍溪", "--year", "2014"),
        ("show", "溪"),
        ("show", "CANG"),
        ("show", "共青团苍溪"),
        ("render", "苍溪"),
        ("render", "苍溪", "--scored"),
        ("diff", "苍溪"),
        ("diff", "苍溪", "苍溪新区"),
        ("progress", "苍溪"),
        ("plan", "苍溪"),
        ("new", "完成情况", "苍溪"),
        ("score", "2014", "--org", "苍溪", "--receipt", "r.json"),
    ],
)
def test_a_part_of_anothers_name_does_not_lead_past_it(
    command: tuple[str, ...], make: Make, run: Run
) -> None:
    other = DISTRICT.replace("别名: []", "别名: [cangxixinqu]")
    root = make({CARD: BROKEN, OTHER: other})
    word = next(word for word in command[1:] if not word.isdecimal() and word[0] not in "-完")
    ran = run(*command, cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"tuanscore：“{word}”的文件有错误：{CARD}\n  先改好：tuanscore validate {CARD}\n"
    )
    assert not (root / "r.json").exists()


@pytest.mark.parametrize(
    ("files", "typed", "line"),
    [
        pytest.param({OTHER: DISTRICT}, "苍溪新区", title(org="共青团苍溪新区工委"), id="its name"),
        pytest.param({OTHER: DISTRICT}, "新区", title(org="共青团苍溪新区工委"), id="its part"),
        pytest.param({CARD: SOUND, "scorecards/2014/完成情况/苍溪.yaml": REPORT}, "苍溪", title(),
                     id="a broken report"),
        pytest.param({CARD: SOUND, "scorecards/2014/完成情况/苍溪.yaml": REPORT}, "溪", title(),
                     id="a broken report and a part"),
        pytest.param({CARD: BROKEN, NEXT: SOUND.replace("2014", "2015")}, "苍溪", title(2015),
                     id="an earlier year"),
        pytest.param({CARD: BROKEN, NEXT: SOUND.replace("2014", "2015")}, "溪", title(2015),
                     id="an earlier year and a part"),
        pytest.param({CARD: SOUND, ODD: card("团甲", "甲").replace("总分: 10", "总分: 苍溪")}, "溪",
                     title(), id="a card that mentions it elsewhere"),
    ],
)  # fmt: skip
def test_what_is_not_meant_stands_in_nobodys_way(
    files: dict[str, str], typed: str, line: str, make: Make, run: Run
) -> None:
    ran = run("show", typed, cwd=make({CARD: BROKEN, **files}))
    whole = {"新区": "苍溪新区", "溪": "苍溪"}
    told = f"tuanscore：按“{typed}”找到 {whole[typed]}\n" if typed in whole else ""
    assert (ran.code, ran.err) == (0, told)
    assert ran.out.splitlines()[0] == line


@pytest.mark.parametrize("typed", ["苍溪", "cangxi", "溪"])
@pytest.mark.parametrize("command", [("show",), ("render",), ("diff",), ("plan",), ("progress",)])
def test_the_latest_year_is_not_passed_over(
    command: tuple[str, ...], typed: str, make: Make, run: Run
) -> None:
    root = make({CARD: SOUND, NEXT: LATER})
    ran = run(*command, typed, cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"tuanscore：“{typed}”的文件有错误：{NEXT}\n"
        f"  先改好：tuanscore validate {NEXT}；要看 2014 年的，加 --year 2014\n"
    )
    earlier = run("show", typed, "--year", "2014", cwd=root)
    assert (earlier.code, earlier.out.splitlines()[0]) == (0, title())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BROKEN.replace("类型: ", "类型："), id="全角 colon after 类型"),
        pytest.param(SOUND.replace("类型: 目标绩效指标", "类型: 目标绩效指示"), id="no such 类型"),
        pytest.param(SOUND.replace("年度: 2014", "年度 2014"), id="no colon after 年度"),
        pytest.param(SOUND.replace("简称: 苍溪", "简称: 苍溪 # 县") + "\t", id="comment"),
        pytest.param(BROKEN.replace("[苍溪县, cangxi]", "\n  - 苍溪县\n  - cangxi"), id="list"),
    ],
)
def test_what_a_broken_file_says_of_itself(text: str, make: Make, run: Run) -> None:
    """苍溪县 is a part of another's name, and the broken file has it as its own."""
    other = card("共青团苍溪县城工委", "苍溪县城")
    for typed in ("苍溪", "苍溪县", "共青团苍溪县"):
        ran = run("show", typed, cwd=make({CARD: text, OTHER: other}))
        assert (ran.code, f"“{typed}”的文件有错误：{CARD}" in ran.err) == (2, True)


def test_bytes_of_another_encoding_are_known_by_what_they_say(make: Make, run: Run) -> None:
    root = make({OTHER: DISTRICT, CARD: ""})
    (root / CARD).write_bytes(SOUND.encode("gb18030"))
    ran = run("show", "苍溪", cwd=root)
    assert (ran.code, ran.out) == (2, "")


def test_a_file_of_another_kind_or_year_than_is_asked_for(make: Make, run: Run) -> None:
    root = make({CARD: SOUND})
    kind = run("render", CARD, "--kind", "模板", cwd=root)
    assert (kind.code, kind.out) == (2, "")
    assert f"{CARD} 是目标绩效指标，不是模板" in kind.err
    year = run("render", CARD, "--year", "2015", cwd=root)
    assert (year.code, year.out) == (2, "")
    assert f"{CARD} 是 2014 年的，不是 2015 年的" in year.err
    both = run("render", CARD, "--kind", "目标绩效", "--year", "2014", cwd=root)
    assert (both.code, both.err) == (0, "")


def test_two_years_are_of_one_organisation(make: Make, run: Run) -> None:
    """旺苍 is another in 2014; 元坝 has only been called 昭化 since."""
    taken = card("共青团旺苍县委", "旺苍", "苍溪", 2015)
    root = make({CARD: SOUND, NEXT: taken, ODD: card("共青团旺苍县委", "旺苍")})
    ran = run("diff", "2014", "2015", "--org", "苍溪", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "“苍溪”在 2014 年是苍溪，在 2015 年是旺苍，不是一个单位" in ran.err
    renamed = {CARD: card("团元坝", "元坝"), NEXT: card("团昭化", "昭化", "元坝", 2015)}
    ran = run("diff", "2014", "2015", "--org", "元坝", cwd=make({**renamed, ODD: SOUND}))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("元坝 2014 → 昭化 2015\n")


class Watched(Folder):
    """A folder that notes which files are taken apart."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read_files: set[str] = set()

    def read(self, name: str) -> Result:
        self.read_files.add(name)
        return super().read(name)


def test_only_files_that_may_be_meant_are_read(make: Make) -> None:
    others = {f"scorecards/2014/{n}.yaml": card(f"团{n}", f"县{n}") for n in range(9)}
    files = Watched(
        make({CARD: SOUND, NEXT: LATER, "scorecards/2014/坏.yaml": "类型：\n", **others})
    )
    assert lookup.card(Repository(files._root, files=files), "苍溪", 2014).document.file == CARD
    unclear = "scorecards/2014/坏.yaml"  # says in no plain way what it is
    assert files.read_files == {CARD, NEXT, unclear}
