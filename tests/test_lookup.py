"""From what someone types to the document meant, or to what they could have typed."""

from pathlib import Path

import pytest

from conftest import Make, Run

CARD = """\
类型: 目标绩效指标
单位: {单位}
简称: {简称}
别名: [{别名}]
年度: {年度}
总分: 10
部分:
  - {{名称: 绩效评价, 分值: 10, 计分: 评议}}
"""


def card(org: str, short_name: str, aliases: str, year: int = 2014) -> str:
    return CARD.format(单位=org, 简称=short_name, 别名=aliases, 年度=year)


FILES = {
    "scorecards/2014/苍溪.yaml": card("共青团苍溪县委", "苍溪", "苍溪县, cangxi"),
    "scorecards/2014/苍南.yaml": card("共青团苍南县委", "苍南", "苍南县, cangnan"),
    "scorecards/2014/朝天.yaml": card("共青团朝天区委", "朝天", "朝天区, chaotian"),
    "scorecards/2015/朝天.yaml": card("共青团朝天区委", "朝天", "朝天区, chaotian", 2015),
    "scorecards/2015/天.yaml": card("共青团天镇委", "天", "tian", 2015),
}


@pytest.fixture
def root(make: Make) -> Path:
    return make(FILES)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("苍溪", "共青团苍溪县委2014年度目标绩效指标", id="简称"),
        pytest.param("共青团苍溪县委", "共青团苍溪县委2014年度目标绩效指标", id="单位"),
        pytest.param("苍溪县", "共青团苍溪县委2014年度目标绩效指标", id="别名"),
        pytest.param("cangxi", "共青团苍溪县委2014年度目标绩效指标", id="pinyin"),
        pytest.param("CangXi", "共青团苍溪县委2014年度目标绩效指标", id="pinyin in capitals"),
        pytest.param(" 苍溪 ", "共青团苍溪县委2014年度目标绩效指标", id="blanks around it"),
        pytest.param("溪", "共青团苍溪县委2014年度目标绩效指标", id="a part of a name"),
        pytest.param("cangn", "共青团苍南县委2014年度目标绩效指标", id="a part of an alias"),
        pytest.param("朝天", "共青团朝天区委2015年度目标绩效指标", id="the latest year"),
        pytest.param("天", "共青团天镇委2015年度目标绩效指标", id="a whole name before a part"),
        pytest.param("tian", "共青团天镇委2015年度目标绩效指标", id="a whole alias before a part"),
    ],
)
def test_name(typed: str, title: str, root: Path, run: Run) -> None:
    ran = run("show", typed, cwd=root)
    whole = {"溪": "苍溪", "cangn": "苍南"}
    told = f"tuanscore：按“{typed}”找到 {whole[typed]}\n" if typed in whole else ""
    assert (ran.code, ran.err) == (0, told)
    assert ran.out.splitlines()[0] == title


def test_year(root: Path, run: Run) -> None:
    ran = run("show", "朝天", "--year", "2014", cwd=root)
    assert ran.out.splitlines()[0] == "共青团朝天区委2014年度目标绩效指标"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["苍"], "“苍”不止一个", "写全一点：苍南、苍溪"),
        (["cang"], "“cang”不止一个", "写全一点：苍南、苍溪"),
        (["苍西"], "没有找到“苍西”", "是不是“苍南”？"),
        (["cangxj"], "没有找到“cangxj”", "是不是“cangxi”？"),
        (["利州"], "没有找到“利州”", "可以写：朝天、苍南、苍溪、天"),
        (["苍溪", "--year", "2015"], "没有找到“苍溪” 2015 年的评分表", "有的年度：2014"),
        (["朝天", "--year", "2016"], "没有找到“朝天” 2016 年的评分表", "有的年度：2014、2015"),
        (["利州", "--year", "2015"], "没有找到“利州” 2015 年的评分表", "可以写：天、朝天"),
        ([""], "没有写名称", "例如"),
        (["  "], "没有写名称", "例如"),
    ],
)
def test_name_that_leads_nowhere(
    arguments: list[str], message: str, hint: str, root: Path, run: Run
) -> None:
    ran = run("show", *arguments, cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        pytest.param("cang", "写全一点：苍南（2014、2015 年）、苍溪（2014 年）", id="cards"),
        pytest.param("共青团朝天区委", None, id="one organisation of two years"),
        pytest.param("朝", None, id="a part of one"),
        pytest.param("天区", None, id="a part of one, inside"),
    ],
)
def test_who_is_meant_comes_before_the_year(
    typed: str, hint: str | None, root: Path, run: Run
) -> None:
    (root / "scorecards/2015/苍南.yaml").write_text(
        card("共青团苍南县委", "苍南", "苍南县, cangnan", 2015), encoding="utf-8"
    )
    ran = run("show", typed, cwd=root)
    if hint is None:
        assert ran.out.splitlines()[0] == "共青团朝天区委2015年度目标绩效指标"
    else:
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"tuanscore：“{typed}”不止一个\n  {hint}\n"


def test_two_files_of_one_card_are_told(root: Path, run: Run) -> None:
    (root / "scorecards/2015/朝天二.yaml").write_text(
        card("共青团朝天区委", "朝天", "朝天区, chaotian", 2015), encoding="utf-8"
    )
    ran = run("show", "朝天", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "“朝天”有几份文件" in ran.err
    assert "scorecards/2015/朝天.yaml、scorecards/2015/朝天二.yaml：同一份只留一份" in ran.err


def test_nothing_to_choose_from(make: Make, run: Run) -> None:
    ran = run("show", "苍溪", cwd=make({"scorecards/说明.txt": "还没有\n"}))
    assert (ran.code, ran.out) == (2, "")
    assert "没有找到“苍溪”" in ran.err


def test_long_list_is_cut(make: Make, run: Run) -> None:
    orgs = {
        f"scorecards/2014/县{n:02}.yaml": card(f"团县{n:02}", f"县{n:02}", f"x{n:02}")
        for n in range(1, 15)
    }
    ran = run("show", "县", cwd=make(orgs))
    assert ran.code == 2
    assert "县01、县02" in ran.err
    assert "县12 等 14 个" in ran.err
    assert "县13" not in ran.err


CODE = "130303210YA09YBACA1M9"
PROJECT = f"scorecards/2021/山海关/{CODE}.yaml"
GOALS = "scorecards/2021/山海关/部门整体绩效目标.yaml"
KINDS = ["目标绩效指标", "目标绩效指标模板", "预算项目绩效目标表", "部门整体绩效目标"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([CODE], "团委活动经费及宣教业务费", id="项目编码"),
        pytest.param([CODE.lower()], "团委活动经费及宣教业务费", id="项目编码 in small letters"),
        pytest.param([CODE[:8]], "团委活动经费及宣教业务费", id="a part of the 项目编码"),
        pytest.param(["团委活动经费及宣教业务费"], CODE, id="项目名称"),
        pytest.param(["712001"], CODE, id="a part of the 预算单位"),
        pytest.param([PROJECT], CODE, id="file"),
        pytest.param([f"./{PROJECT}"], CODE, id="file with ./"),
        pytest.param([GOALS], "职责分类绩效目标", id="file of another kind"),
        pytest.param(["山海关", "--kind", "部门"], "职责分类绩效目标", id="a part of a kind"),
        pytest.param(["山海关", "--kind", "部门整体绩效目标"], "职责分类绩效目标", id="a kind"),
        pytest.param(["山海关", "--kind", "预算项目"], CODE, id="the other kind"),
        pytest.param(["保障指标-2014"], "防震减灾救灾", id="名称 of a template"),
        pytest.param(["保障"], "防震减灾救灾", id="a part of the 名称"),
        pytest.param(["苍溪"], "共青团苍溪县委2014年度目标绩效指标", id="card"),
    ],
)
def test_document(arguments: list[str], words: str, shipped: Path, run: Run) -> None:
    ran = run("render", *arguments, cwd=shipped)
    whole = {CODE[:8]: CODE, "712001": CODE, "保障": "保障指标-2014"}.get(arguments[0])
    told = f"tuanscore：按“{arguments[0]}”找到 {whole}\n" if whole else ""
    assert (ran.code, ran.err) == (0, told)
    assert words in ran.out


@pytest.mark.parametrize(
    ("arguments", "message", "hints"),
    [
        (["山海关"], "“山海关”不止一个",
         [f"写全一点：{CODE}（预算项目绩效目标表）、山海关 --kind 部门整体绩效目标\n"]),
        (["团委"], "“团委”不止一个",
         ["经开区（目标绩效指标，2014 年）", f"{CODE}（预算项目绩效目标表，2021 年）",
          "县区团委-2014（目标绩效指标模板，2014 年）"]),
        (["山海官"], "没有找到“山海官”", ["是不是“山海关”？"]),
        (["苍溪", "--kind", "部门"], "没有找到“苍溪”的部门", ["可以写：山海关"]),
        (["苍溪", "--year", "2021"], "没有找到“苍溪” 2021 年的文件", ["有的年度：2014"]),
        (["山海关", "--kind", "部们"], "没有“部们”这种文件", ["是不是“部门”？", *KINDS]),
        (["山海关", "--kind", "部门整体绩效目标票"], "这种文件", ["是不是“部门整体绩效目标”？"]),
        ([GOALS, "--kind", "xyz"], "没有“xyz”这种文件\n  可以写：", KINDS),
    ],
)  # fmt: skip
def test_document_that_is_not_there(
    arguments: list[str], message: str, hints: list[str], shipped: Path, run: Run
) -> None:
    ran = run("render", *arguments, cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert all(hint in ran.err for hint in hints)


def test_the_same_project_of_a_later_year_is_taken(shipped: Path, run: Run) -> None:
    """Its 项目编码 is another each year; another organisation's of that name is another project."""
    later = (shipped / PROJECT).read_text(encoding="utf-8").replace("年度: 2021", "年度: 2022")
    later = later.replace(CODE, "130303220YA01")
    path = shipped / "scorecards/2022/山海关/130303220YA01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(later, encoding="utf-8")
    assert "130303220YA01" in run("render", "团委活动经费及宣教业务费", cwd=shipped).out
    path.write_text(later.replace("简称: 山海关", "简称: 北戴河"), encoding="utf-8")
    ran = run("render", "团委活动经费及宣教业务费", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    assert f"写全一点：{CODE}（2021 年）、130303220YA01（2022 年）" in ran.err


def test_the_same_template_of_a_later_year_is_taken(shipped: Path, run: Run) -> None:
    earlier = (shipped / "templates/保障指标-2014.yaml").read_text(encoding="utf-8")
    later = earlier.replace("2014", "2015").replace("防震减灾救灾", "抗旱")
    (shipped / "templates/保障指标-2015.yaml").write_text(later, encoding="utf-8")
    ran = run("render", "保障", cwd=shipped)
    assert ran.code == 0
    assert "抗旱" in ran.out


def test_every_way_out_that_is_told_leads_somewhere(shipped: Path, run: Run) -> None:
    told = run("render", "山海关", cwd=shipped).err.partition("写全一点：")[2].strip()
    ways = [way.partition("（")[0].split() for way in told.split("、")]
    assert ways == [[CODE], ["山海关", "--kind", "部门整体绩效目标"]]
    assert all(run("render", *way, cwd=shipped).code == 0 for way in ways)
