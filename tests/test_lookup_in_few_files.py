"""A name is looked for in the files that hold it only, and leads where it would among all."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest

from thorough import times
from tuanscore.commands.show import presenting
from tuanscore.errors import TuanscoreError
from tuanscore.shelf import Repository, lookup, search
from tuanscore.shelf.files import Folder
from tuanscore.source.read import Result
from tuanscore.source.tree import fold_name

pytestmark = pytest.mark.repeated

ROOT = Path(__file__).parents[1]
CODE = "130303210YA09YBACA1M9"
PROJECT = (ROOT / f"scorecards/2021/山海关/{CODE}.yaml").read_text(encoding="utf-8")
GOALS = (ROOT / "scorecards/2021/山海关/部门整体绩效目标.yaml").read_text(encoding="utf-8")

PARTS = "总分: 10\n部分:\n  - {名称: 绩效评价, 分值: 10, 计分: 评议}\n"
TEMPLATE = "类型: 目标绩效指标模板\n名称: %s\n年度: %d\n" + PARTS
BROKEN_TEMPLATE = TEMPLATE.replace("总分: 10", "总分: 十")


def card(org: str, short: str, aliases: str = "", year: int = 2014) -> str:
    names = f"单位: {org}\n简称: {short}\n别名: [{aliases}]\n"
    return f"类型: 目标绩效指标\n{names}年度: {year}\n{PARTS}"


def overlay(short: str, template: str) -> str:
    names = f"单位: 团{short}\n简称: {short}\n"
    return f"类型: 目标绩效指标\n{names}年度: 2014\n模板: {template}\n"


FILES = {
    # names as they are, in two years, and in capitals
    "scorecards/2014/苍溪.yaml": card("共青团苍溪县委", "苍溪", "苍溪县, CangXi"),
    "scorecards/2015/苍溪.yaml": card("共青团苍溪县委", "苍溪", "苍溪县, cangxi", 2015),
    "scorecards/2014/苍南.yaml": card("共青团苍南县委", "苍南", "苍南县, cangnan"),
    # an alias that is another's own name; files that are called or say what they are not
    "scorecards/2014/冒名.yaml": card("共青团朝天区委", "朝天", "苍南, 旺苍"),
    "scorecards/2014/利州.yaml": "# 不是剑阁\n" + card("共青团昭化区委", "昭化"),
    # one card twice
    "scorecards/2014/青川.yaml": card("共青团青川县委", "青川"),
    "scorecards/2014/青川二.yaml": card("共青团青川县委", "青川"),
    # disguises: escapes, doubled quotes, line ends, letters that are others in capitals
    "scorecards/2014/a.yaml": card(
        '"\\u5171青团阆\\u4e2d市委"', '"\\u9606中"', '"lang\\u007ahong"'
    ),
    "scorecards/2014/b.yaml": card("'共青团O''Neil委'", "'O''N'"),
    "scorecards/2014/d.yaml": card(">-\n  共青团\n  仪陇县委", "仪陇"),
    "scorecards/2014/e.yaml": card("共青团Straße委", "\u212a县", "\ufb01ne, \u01f0x"),
    "scorecards/2014/f.yaml": card("团 县  委", "间隔"),
    "scorecards/2014/g.yaml": card("共青团全Ｑ角委", "Ｑ角"),
    "scorecards/2014/h.yaml": "\ufeff" + card("共青团巴州区委", "巴州").replace("\n", "\r\n"),
    # with errors
    "scorecards/2014/坏.yaml": card("共青团剑阁县委", "剑阁").replace("总分: 10", "总分: 十"),
    "scorecards/2014/坏苍溪.yaml": card("共青团苍溪县委", "苍溪").replace("10", "十"),
    "scorecards/2014/坏码.yaml": "类型: 目标绩效指标\n简称: 广元\n\t",
    # the same names among other kinds
    f"scorecards/2021/{CODE}.yaml": PROJECT,
    "scorecards/2021/目标.yaml": GOALS,
    "scorecards/2022/p.yaml": PROJECT.replace(CODE, "ab22").replace("年度: 2021", "年度: 2022"),
    "scorecards/2021/q.yaml": PROJECT.replace(CODE, "ab21").replace("简称: 山海关", "简称: 苍南"),
    "scorecards/2015/山海关.yaml": card("共青团山海关区委", "山海关", year=2015),
    # templates: ours before built-in ones, out of place, of two years, with errors
    "templates/县区.yaml": TEMPLATE % ("县区团委-2014", 2014),
    "templates/县区15.yaml": TEMPLATE % ("县区团委-2015", 2015),
    "scorecards/2014/模板.yaml": TEMPLATE % ("散模板", 2014),
    "templates/2014/甲模板.yaml": BROKEN_TEMPLATE % ("甲模板", 2014),
    "templates/好模板.yaml": TEMPLATE % ("甲模板", 2014),
    "scorecards/2014/县区团委-2014.yaml": BROKEN_TEMPLATE % ("县区团委-2014", 2014),
    "scorecards/2014/保障指标-2014.yaml": BROKEN_TEMPLATE % ("无", 2014),
    "scorecards/2014/甲.yaml": overlay("平武", "甲模板"),
    "scorecards/2014/乙.yaml": overlay("北川", "县区团委-2014"),
    "scorecards/2014/丙.yaml": overlay("江油", "散模板"),
    "scorecards/2014/丁.yaml": overlay("梓潼", "保障指标-2014"),
    "scorecards/2014/戊.yaml": overlay("盐亭", "没有的"),
}

NAMES = (
    "共青团苍溪县委 苍溪县 CangXi cangnan 旺苍 共青团朝天区委 昭化 利州 剑阁 青川 共青团阆中市委 "
    "共青团O'Neil委 O'N 共青团Straße委 STRASSE Kk县 FINE \u01f0x \ufb01ne Ｑ角 ｑ Q角 巴州 广元 "
    f"山海关 团委活动经费及宣教业务费 ab22 AB21 {CODE.lower()} 县区团委-2014 县区团委-2015 散模板 "
    "甲模板 保障指标-2014 平武 北川 江油 梓潼 盐亭 2014 u5171 LangZhong"
).split()
WHOLE = (
    "团 仪",
    "县  委",
    "团 县",
    "共青团 仪陇",
    " 苍溪 ",
    "\u0301",
    "\udc80",
    "",
    " ",
    "\\",
    "''",
)
FILE_NAMES = (*list(FILES)[:30], "./scorecards/2014/苍溪.yaml", "templates/没有.yaml")
PIECES = {n[i:j] for n in NAMES for i in range(len(n)) for j in (i + 1, i + 2, i + 3, len(n))}
QUERIES = sorted({*NAMES, *WHOLE, *FILE_NAMES})

Ask = Callable[[Repository, str], object]
ASKS: dict[str, Ask] = {
    "card": lambda r, q: lookup.card(r, q).document.file,
    "card of a year": lambda r, q: lookup.card(r, q, 2014).document.file,
    "years": lookup.card_years,
    "project": lambda r, q: lookup.project(r, q, 2021).document.file,
    "document": lambda r, q: lookup.document(r, q).document.file,
    "document of a year": lambda r, q: lookup.document(r, q, 2014).document.file,
    "document of a kind": lambda r, q: lookup.document(r, q, None, "部门").document.file,
    "template": lambda r, q: lookup.document(r, q, None, "模板").document.file,
    "show": lambda r, q: presenting.show(r, q, None),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def told(ask: Ask, repository: Repository, query: str) -> object:
    try:
        return ask(repository, query)
    except TuanscoreError as error:
        return str(error), error.hint


def differing(ask: Ask, root: Path, queries: Iterable[str]) -> list[str]:
    """Return the queries to which all files and few of them give different answers."""
    whole = Repository(root)
    whole.catalog()
    return [q for q in queries if told(ask, Repository(root), q) != told(ask, whole, q)]


def some(queries: list[str], name: str, number: int) -> list[str]:
    return Random(name).sample(queries, min(times(number), len(queries)))


@pytest.mark.repeated
@pytest.mark.parametrize("name", ASKS)
def test_the_same_is_found_as_among_all_files(name: str, root: Path) -> None:
    """Every query of documents, each other one by some of the ways to ask."""
    queries = QUERIES if name == "document" else some(QUERIES, name, 40)
    assert differing(ASKS[name], root, queries) == []


@pytest.mark.repeated
def test_any_part_of_a_name_leads_where_it_would_among_all_files(root: Path) -> None:
    assert differing(ASKS["document"], root, some(sorted(PIECES), "pieces", 100)) == []


class Watched(Folder):
    """A folder that notes which files are taken apart."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.read_files: set[str] = set()

    def read(self, name: str) -> Result:
        self.read_files.add(name)
        return super().read(name)


@pytest.mark.parametrize(
    ("query", "disguised"), [("苍南县", ""), ("CANGNAN", ""), ("angNan", "eg")]
)
def test_only_files_that_may_hold_a_name_are_read(query: str, disguised: str, root: Path) -> None:
    """So are those that say in no plain way who they are; a part may be disguised anywhere."""
    files = Watched(root)
    presenting.show(Repository(root, files=files), query, None)
    read = {f"scorecards/2014/{name}.yaml" for name in ("苍南", "坏码", *"abd", *disguised)}
    assert files.read_files == read


class One(Folder):
    """A folder in which every file holds one character."""

    def content(self, name: str) -> bytes:
        """Return the character that the file is called by."""
        return f"简称：·{name}".encode()


def test_every_other_form_of_a_name_is_found() -> None:
    """No file is folded for 汉字, digits and letters, so what folds to one of them is known."""
    every = (chr(n) for n in range(128, sys.maxunicode + 1) if not 0xD800 <= n < 0xE000)
    plain = re.compile("[a-z0-9\u3400-\u9fff\U00020000-\U0002ebef]")
    other = [c for c in every if plain.search(form := fold_name(f"中{c}中")[1:-1]) or not form]
    other = [c for c in other if fold_name(c) != c]
    assert len(other) > 2500
    assert search.mentioning(["没有的字"], other, One(Path())) == other
    usual = [*"苍溪，。：；“”（）—…≥≤·×、", "a", "Z", "9"]
    assert search.mentioning(["没有的字"], usual, One(Path())) == []


def test_a_broken_file_elsewhere_does_not_stand_in_the_way_of_a_template(root: Path) -> None:
    """A card's file of the same name is none; a template with errors where they are kept is."""
    repository = Repository(root)
    repository.catalog()
    assert presenting.show(repository, "北川", None).template == "县区团委-2014"
    with pytest.raises(TuanscoreError, match="有错误，先改好"):
        presenting.show(repository, "平武", None)
