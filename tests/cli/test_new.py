"""tuanscore new: the first text of a file, from what the repository knows and nothing more."""

import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

import documents
from conftest import Make, Run, found

TODAY = date.today()
SHIPPED = "130303210YA09YBACA1M9"
BASE = """\
类型: 目标绩效指标模板
名称: 县团委-2015
年度: 2015
总分: 100
部分:
  - 名称: 重点工作
    分值: 70
    类别:
      - 名称: 服务青年
        条目:
          - 编号: 活动
            内容: 开展活动{次数}次，办好青年之家。
            考核点: {次数: ≥6次, 青年之家: 定性}
          - {编号: 调研, 内容: 搞好调研。, 考核点: {调研: {计分: 定性}}}
          - {编号: 违规, 内容: 每起扣1分。, 考核点: {违规: {计分: 扣分, 每次: 1}}}
  - {名称: 特色工作, 分值: 10, 内容: 特色。}
  - {名称: 绩效评价, 分值: 20, 计分: 评议, 内容: 代表评价。}
加分: {上限: 2}
"""
CARD = """\
# 抄自 2014 年的原件
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
别名: [甲县, jia]
年度: 2014
模板: 县团委-2014
指标值:
  次数: 8次        # 上级加的
  老指标: 3个
条目调整:
  活动: {内容: '开展活动{次数}次。', 考核点: {次数: ≥7次}}
  老条目: 删除
"""
OLD_BASE = """\
类型: 目标绩效指标模板
名称: 县团委-2014
年度: 2014
总分: 100
部分:
  - 名称: 重点工作
    分值: 80
    类别:
      - 名称: 服务青年
        条目:
          - {编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥6次}}
          - {编号: 老工作, 内容: 老工作。, 考核点: {老指标: 2个}}
          - {编号: 老条目, 内容: 老条目。}
          - {编号: 总结, 内容: 写好总结。}
  - {名称: 绩效评价, 分值: 20, 计分: 评议, 内容: 代表评价。}
"""
WHOLE = documents.card("名称: 绩效评价, 分值: 100, 计分: 评议", org="乙")
FILES = {
    "templates/县团委-2014.yaml": OLD_BASE,
    "templates/县团委-2015.yaml": BASE,
    "scorecards/2014/甲.yaml": CARD,
    "scorecards/2014/乙.yaml": WHOLE,
}
PROJECT = """\
# 抄自 2021 年的原件
类型: 预算项目绩效目标表
预算单位: 团丙区委本级
简称: 丙
年度: 2021
年度依据: 推断
项目编码: '0101'
项目名称: 活动经费
预算: {预算数: 1000, 财政资金: 1000, 其他资金: 0, 资金用途: 活动}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [办好活动]
绩效指标:
  产出指标:
    数量指标: [{名称: 次数, 指标值: ≥5次}, {名称: 人数, 指标值: 100人}]
    质量指标: [{名称: 次数, 指标值: ≥5次}]
"""
DEPARTMENT = documents.department(org="丙", unit="共青团丙区委员会", plan="目标", indicator="四")
BUDGET = {"scorecards/2021/丙/0101.yaml": PROJECT}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_card_for_the_new_year_knows_its_names_and_the_only_template(
    make: Make, run: Run
) -> None:
    root = make(FILES)
    made = run("new", "目标绩效指标", "jia", "--year", "2015", cwd=root)
    assert made.code == 0
    assert made.out.startswith("新建 scorecards/2015/甲.yaml\n")
    assert "tuanscore validate scorecards/2015/甲.yaml\n" in made.out
    assert read(root / "scorecards/2015/甲.yaml") == (
        "# yaml-language-server: $schema=../../schemas/tuanscore.schema.json\n"
        "类型: 目标绩效指标\n"
        "单位: 共青团甲县委\n"
        "简称: 甲\n"
        "别名: [甲县, jia]\n"
        "年度: 2015\n"
        "模板: 县团委-2015\n"
        "# 目标和模板不同的，写在 指标值 里；没有的条目，在 条目调整 里写 删除。\n"
        "# 去掉行首的“# ”（井号和后面一个空格）就生效：\n"
        "# 指标值:\n"
        "#   次数: ≥6次\n"
        "# 条目调整:\n"
        "#   活动: 删除\n"
    )
    assert run("validate", "scorecards/2015/甲.yaml", cwd=root).code == 0


def test_comments_of_a_card_take_effect_when_their_mark_goes(make: Make, run: Run) -> None:
    root = make(FILES)
    run("new", "评分表", "甲", "--year", "2015", cwd=root)
    path = root / "scorecards/2015/甲.yaml"
    lines = read(path).splitlines()
    told = [line[2:] if line.startswith(("# 指", "# 条", "#  ")) else line for line in lines]
    path.write_text("\n".join(told) + "\n", encoding="utf-8")
    assert yaml.safe_load(read(path))["条目调整"] == {"活动": "删除"}


def test_last_year_is_taken_over_where_the_new_template_has_it(make: Make, run: Run) -> None:
    root = make(FILES)
    made = run("new", "评分表", "甲", "--year", "2015", "--from-year", "2014", cwd=root)
    assert made.code == 0
    assert "照抄 scorecards/2014/甲.yaml" in made.out
    assert "模板里没有，没有抄：老指标、老条目" in made.out
    assert read(root / "scorecards/2015/甲.yaml") == (
        "# yaml-language-server: $schema=../../schemas/tuanscore.schema.json\n"
        "类型: 目标绩效指标\n"
        "单位: 共青团甲县委\n"
        "简称: 甲\n"
        "别名: [甲县, jia]\n"
        "年度: 2015\n"
        "模板: 县团委-2015\n"
        "指标值:\n"
        "  次数: 8次        # 上级加的\n"
        "条目调整:\n"
        "  活动: {内容: '开展活动{次数}次。', 考核点: {次数: ≥7次}}\n"
    )
    assert run("validate", cwd=root).code == 0


def test_another_organisations_differences_go_under_its_own_names(make: Make, run: Run) -> None:
    root = make(FILES)
    typed = ("new", "评分表", "丁", "--year", "2015", "--from", "甲", "--unit", "共青团丁县委")
    assert run(*typed, cwd=root).code == 0
    card = yaml.safe_load(read(root / "scorecards/2015/丁.yaml"))
    assert (card["单位"], card["简称"], card.get("别名")) == ("共青团丁县委", "丁", None)
    assert card["指标值"] == {"次数": "8次"}


def test_an_empty_rest_of_what_is_taken_over_leaves_no_key(make: Make, run: Run) -> None:
    card = CARD.replace("  次数: 8次        # 上级加的\n", "")
    root = make(FILES | {"scorecards/2014/甲.yaml": card})
    assert run("new", "评分表", "甲", "--year", "2015", "--from", "甲", cwd=root).code == 0
    assert "指标值" not in yaml.safe_load(read(root / "scorecards/2015/甲.yaml"))


def test_a_whole_card_is_copied_whole(make: Make, run: Run) -> None:
    root = make(FILES)
    typed = ("new", "评分表", "乙", "--year", "2016", "--from-year", "2014")
    refused = run(*typed, "--template", "县团委-2015", cwd=root)
    assert (refused.code, "用不上 --template" in refused.err) == (2, True)
    assert run(*typed, cwd=root).code == 0
    text = read(root / "scorecards/2016/乙.yaml")
    assert text.partition("\n")[2] == WHOLE.replace("2014", "2016")


def test_a_template_of_another_year_is_used_when_asked_for(make: Make, run: Run) -> None:
    root = make(FILES)
    typed = ("new", "评分表", "乙", "--year", "2016", "--template", "县团委-2015")
    made = run(*typed, cwd=root)
    assert made.code == 0
    assert "模板“县团委-2015”是 2015 年的" in made.out


def test_of_several_templates_the_heir_of_last_years_is_taken(make: Make, run: Run) -> None:
    other = BASE.replace("县团委-2015", "乡团委-2015")
    root = make(FILES | {"templates/乡团委-2015.yaml": other})
    asked = run("new", "评分表", "甲", "--year", "2015", cwd=root)
    assert asked.code == 2
    assert "--template，可以用的：乡团委-2015、县团委-2015、县团委-2014" in asked.err
    assert run("new", "评分表", "甲", "--year", "2015", "--from", "甲", cwd=root).code == 0
    assert "模板: 县团委-2015\n" in read(root / "scorecards/2015/甲.yaml")


def test_a_part_that_templates_refer_to_is_no_template_for_a_card(shipped: Path, run: Run) -> None:
    assert (
        run("new", "评分表", "南江", "--year", "2014", "--unit", "共青团南江县委", cwd=shipped).code
        == 0
    )
    assert "模板: 县区团委-2014\n" in read(shipped / "scorecards/2014/南江.yaml")


def test_a_report_lists_every_line_with_what_it_asks_for(make: Make, run: Run) -> None:
    root = make(FILES)
    run("new", "评分表", "甲", "--year", "2015", cwd=root)
    made = run("new", "报告", "甲", cwd=root)
    assert made.code == 0
    text = read(root / "scorecards/2015/完成情况/甲.yaml")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../schemas/tuanscore.schema.json\n"
        "类型: 完成情况\n单位: 甲\n年度: 2015\n截至: 2015-12-31\n"
    )
    assert text.endswith(
        "# 完成:\n"
        "#   # 服务青年\n"
        "#   次数:      # 目标 ≥6次\n"
        "#   青年之家:  # 目标 定性：完成、基本完成、部分完成、未完成\n"
        "#   调研:      # 完成、基本完成、部分完成、未完成\n"
        "#   特色工作:  # 完成、基本完成、部分完成、未完成\n"
        "# 扣分:        # 没有扣分的不写\n"
        "#   - {指标: , 分值: , 原因: , 佐证: []}\n"
        "# 评议:        # 得分按百分制\n"
        "#   - {来源: , 得分: , 人数: }\n"
        "# 加分:        # 没有加分的不写；加分要有佐证\n"
        "#   - {项目: , 分值: , 佐证: []}\n"
    )
    assert run("validate", cwd=root).code == 0
    assert "总分 0–100.00 / 100.00" in run("score", "2015", "--org", "甲", cwd=root).out


def test_a_line_counts_once_its_mark_is_gone(make: Make, run: Run) -> None:
    root = make(FILES)
    run("new", "评分表", "甲", "--year", "2015", cwd=root)
    run("new", "报告", "甲", cwd=root)
    path = root / "scorecards/2015/完成情况/甲.yaml"
    text = read(path).replace("# 完成:", "完成:").replace("#   次数:  ", "  次数: 3")
    path.write_text(text, encoding="utf-8")
    assert run("validate", cwd=root).code == 0
    # 70 分由 活动、调研 平分得 35，活动再由 次数、青年之家 平分得 17.50；3÷6 得一半，8.75
    assert "8.75" in run("score", "2015", "--org", "甲", "--explain", "次数", cwd=root).out


def test_a_card_without_deductions_or_bonus_offers_none(make: Make, run: Run) -> None:
    root = make(FILES)
    assert run("new", "报告", "乙", cwd=root).code == 0
    text = read(root / "scorecards/2014/完成情况/乙.yaml")
    assert "# 评议:" in text
    assert "# 扣分:" not in text
    assert "# 加分:" not in text


@pytest.mark.parametrize(
    ("as_of", "name"),
    [
        ("2014-06-30", "甲-6月.yaml"),
        ("2014-06-15", "甲-6月15日.yaml"),
        ("2014-12-31", "甲.yaml"),
        ("2015-01-10", "甲-2015-01-10.yaml"),
    ],
)
def test_a_report_is_named_by_its_day(make: Make, run: Run, as_of: str, name: str) -> None:
    root = make(FILES)
    assert run("new", "完成情况", "甲", "--as-of", as_of, cwd=root).code == 0
    text = read(root / "scorecards/2014/完成情况" / name)
    assert f"截至: {as_of}\n" in text
    assert "#   总结:    # 完成、基本完成、部分完成、未完成\n" in text  # 没有考核点的条目
    again = run("new", "完成情况", "甲", "--as-of", as_of, cwd=root)
    assert again.code == 2
    assert f"在 scorecards/2014/完成情况/{name} 里改" in again.err


def test_a_report_of_this_year_goes_up_to_today(make: Make, run: Run) -> None:
    card = WHOLE.replace("2014", str(TODAY.year))
    root = make({f"scorecards/{TODAY.year}/乙.yaml": card})
    assert run("new", "完成情况", "乙", cwd=root).code == 0
    (made,) = (root / f"scorecards/{TODAY.year}/完成情况").iterdir()
    assert f"截至: {TODAY}\n" in read(made)


def test_a_self_assessment_lists_every_indicator_by_a_name_of_its_own(make: Make, run: Run) -> None:
    root = make(BUDGET)
    assert run("new", "项目自评", "活动经费", cwd=root).code == 0
    text = read(root / "scorecards/2021/丙/0101.自评.yaml")
    assert "类型: 项目自评\n项目编码: '0101'\n年度: 2021\n截至: 2021-12-31\n" in text
    assert text.endswith(
        "# 执行:               # 元；要写就写全这一段\n"
        "#   全年预算数:       # 年初预算数 1000\n"
        "#   全年执行数:\n"
        "#   进度:             # 到那一天一共执行了多少\n"
        "#     6月底:          # 计划 50%\n"
        "#     12月底:         # 计划 100%\n"
        "# 完成:\n"
        "#   # 产出指标\n"
        "#   '数量指标/次数':  # 指标值 ≥5次\n"
        "#   人数:             # 指标值 100人\n"
        "#   '质量指标/次数':  # 指标值 ≥5次\n"
    )
    assert run("validate", "scorecards/2021/丙/0101.自评.yaml", cwd=root).code == 0
    again = run("new", "自评", "0101", cwd=root)
    assert (again.code, "0101.自评.yaml 里改" in again.err) == (2, True)
    assert run("new", "自评", "0101", "--as-of", "2021-06-30", cwd=root).code == 0
    assert (root / "scorecards/2021/丙/0101.自评-6月.yaml").is_file()


def test_a_project_knows_its_unit_and_asks_for_the_rest(make: Make, run: Run) -> None:
    root = make(BUDGET)
    asked = run("new", "项目", "丙", cwd=root)
    assert asked.code == 2
    assert "还缺：项目名称（--name）\n" in asked.err
    typed = ("new", "项目", "丙", "--year", "2022", "--code", "1303E10", "--name", "宣教: 业务费")
    assert run(*typed, cwd=root).code == 0
    made = yaml.safe_load(read(root / "scorecards/2022/丙/1303E10.yaml"))
    assert (made["预算单位"], made["项目编码"]) == ("团丙区委本级", "1303E10")
    assert (made["简称"], made["年度"], made["项目名称"]) == ("丙", 2022, "宣教: 业务费")
    assert {f.severity for f in found(root)} <= {"警告", "提示"}
    assert run(*typed, cwd=root).code == 2


def test_a_project_can_be_last_years_again(make: Make, run: Run) -> None:
    root = make(BUDGET)
    typed = ("new", "项目", "丙", "--year", "2022", "--code", "0102", "--from-year", "2021")
    made = run(*typed, cwd=root)
    assert made.code == 0
    assert "照抄 scorecards/2021/丙/0101.yaml" in made.out
    expected = PROJECT.replace("# 抄自 2021 年的原件\n", "").replace("年度依据: 推断\n", "")
    expected = expected.replace("年度: 2021", "年度: 2022").replace("'0101'", "'0102'")
    assert read(root / "scorecards/2022/丙/0102.yaml").partition("\n")[2] == expected


def test_a_department_takes_its_name_from_earlier_files(make: Make, run: Run) -> None:
    root = make(BUDGET | {"scorecards/2021/丙/部门整体绩效目标.yaml": DEPARTMENT})
    assert run("new", "部门", "丙", "--year", "2021", cwd=root).code == 2  # 已经有了
    assert run("new", "部门", "丙", "--year", "2022", cwd=root).code == 0
    made = yaml.safe_load(read(root / "scorecards/2022/丙/部门整体绩效目标.yaml"))
    assert (made["单位"], made["简称"], made["年度"]) == ("共青团丙区委员会", "丙", 2022)
    asked = run("new", "部门", "丁", cwd=root)
    assert (asked.code, "还缺：单位全称（--unit）\n" in asked.err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        (["模板", "乡镇团委-2016"], 2016),
        (["模板", "乡镇团委"], TODAY.year),
        (["模板", "乡镇团委-2016", "--year", "2017"], 2017),
    ],
)
def test_a_template_is_of_the_year_in_its_name(
    make: Make, run: Run, typed: list[str], year: int
) -> None:
    root = make(FILES)
    assert run("new", *typed, cwd=root).code == 0
    made = yaml.safe_load(read(root / f"templates/{typed[1]}.yaml"))
    assert (made["名称"], made["年度"]) == (typed[1], year)
    assert {f.code for f in found(root) if typed[1] in f.place.file} == {"TS690"}


def test_a_template_can_be_another_again(make: Make, run: Run) -> None:
    root = make(FILES)
    assert run("new", "模板", "县团委-2016", "--from", "县团委-2015", cwd=root).code == 0
    text = read(root / "templates/县团委-2016.yaml")
    assert text.partition("\n")[2] == BASE.replace("2015", "2016")
    again = run("new", "模板", "县团委-2016", cwd=root)
    assert (again.code, "在 templates/县团委-2016.yaml 里改" in again.err) == (2, True)
    wrong = run("new", "模板", "县团委-2017", "--from", "scorecards/2014/甲.yaml", cwd=root)
    assert (wrong.code, "不是目标绩效指标模板" in wrong.err) == (2, True)


def test_a_built_in_template_can_be_made_ones_own(make: Make, run: Run) -> None:
    root = make({"tuanscore.yaml": ""})
    typed = ("new", "模板", "县区团委-2014", "--from", "县区团委-2014")
    assert run(*typed, cwd=root).code == 0
    assert (root / "templates/县区团委-2014.yaml").is_file()


def test_a_scheme_takes_the_parts_of_another(make: Make, run: Run) -> None:
    root = make({"tuanscore.yaml": ""})
    typed = ("new", "方案", "本市-2023", "--from", "财政项目自评-成本")
    assert run(*typed, cwd=root).code == 0
    made = yaml.safe_load(read(root / "templates/计分方案/本市-2023.yaml"))
    assert (made["名称"], made["年度"], made["满分"]) == ("本市-2023", 2023, 100)
    assert made["分值"] == {
        "预算执行率": 10,
        "成本指标": 20,
        "产出指标": 40,
        "效益指标": 20,
        "满意度指标": 10,
    }
    assert {f.code for f in found(root)} == {"TS690"}
    assert run(*typed, cwd=root).code == 2
    nowhere = run("new", "方案", "又一个", "--from", "没有的", cwd=root)
    assert (nowhere.code, "可以写：" in nowhere.err) == (2, True)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("绩效目标", "“绩效目标”不止一种"),
        ("完成情份", "是不是“完成情况”？"),
        ("", "可以新建：绩效目标调整（目标调整）、部门整体绩效目标（部门）"),
    ],
)
def test_a_word_for_no_kind_or_several_is_told(make: Make, run: Run, word: str, said: str) -> None:
    refused = run("new", word, "甲", cwd=make(FILES))
    assert refused.code == 2
    assert said in refused.err


@pytest.mark.parametrize(
    "typed", [["评分表"], ["评分表", "丁"], ["评分表", "丁", "--template", "保障指标-2014"]]
)
def test_where_no_template_can_be_used(shipped: Path, run: Run, typed: list[str]) -> None:
    """One of our own takes the place of a part that the built-in ones refer to, and is broken."""
    (shipped / "templates/县区团委-2014.yaml").unlink()
    (shipped / "templates/保障指标-2014.yaml").write_text("类型: 指标模板\n", encoding="utf-8")
    refused = run("new", *typed, cwd=shipped)
    assert refused.code == 2
    assert "没有一个可用的模板" in refused.err
    assert "tuanscore validate templates" in refused.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["评分表"], "还缺：单位简称"),
        (["完成情况"], "还缺：单位简称"),
        (["自评"], "还缺：项目编码"),
        (["模板", " "], "还缺：模板名称"),
        (["方案"], "还缺：方案名称"),
        (["评分表", "丁", "--year", "2016"], "还缺：单位全称（--unit）、模板（--template"),
        (["评分表", "甲", "--year", "2014"], "在 scorecards/2014/甲.yaml 里改"),
        (["评分表", "甲", "--template", "县团委-2051"], "是不是“县团委-2015”？"),
        (["评分表", "../甲", "--unit", "共青团"], "不能作文件名：有“/”"),
        (["模板", ".甲"], "不能作文件名：有开头或末尾的点"),
        (["模板", "甲\n乙"], "不能作文件名：有不能用的字符"),
        (["评分表", "甲", "--year", "2015", "--unit", "共青团\n甲"], "看不见的字符"),
        (["模板", "甲\udcff"], "不能作文件名：有不能用的字符"),  # a byte that is no UTF-8
        (["方案", "甲\u200b乙"], "不能作文件名：有不能用的字符"),
        (["模板", "长" * 67], "模板名称“长长长长长长长长长长长长……”太长"),  # 201 bytes
        (["模板", "甲", "--year", "99"], "“99”不是年度"),
        (["评分表", "甲", "--year", "0"], "“0”不是年度"),
        (["部门", "丁", "--unit", "丁", "--year", "2200"], "“2200”不是年度"),
        (["完成情况", "甲", "--code", "1", "--unit", "甲"], "完成情况用不上 --unit、--code"),
        (
            ["方案", "甲", "--org", "甲", "--file", "甲", "--line", "甲"],
            "计分方案用不上 --org、--file、--line",
        ),
        (["完成情况", "甲", "--as-of", "6月底"], "“6月底”不是日期"),
        (["完成情况", "戊"], "没有找到“戊”的评分表"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    make: Make, run: Run, typed: list[str], said: str
) -> None:
    root = make(FILES)
    before = sorted(root.rglob("*"))
    refused = run("new", *typed, cwd=root)
    assert refused.code == 2
    assert said in refused.err
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        (
            ["评分表", "元坝", "--unit", "共青团元坝区委"],
            "评分表 元坝 --unit 共青团元坝区委 --template 县区团委-2014",
        ),
        (
            ["评分表", "元坝", "--template", "县区团委-2014"],
            "评分表 元坝 --unit 共青团元坝委员会 --template 县区团委-2014",
        ),
        (
            ["评分表", "元坝", "--year", "2015", "--from", "苍溪"],
            "评分表 元坝 --year 2015 --unit 共青团元坝委员会 --template 县区团委-2014 --from 苍溪",
        ),
        (
            ["评分表", "--year", "2014"],
            "评分表 城关 --year 2014 --unit 共青团城关镇委员会",
        ),
        (
            ["评分表", "--year", "2015", "--template", "县区团委-2014", "--from-year", "2014"],
            "评分表 利州 --year 2015 --template 县区团委-2014 --from-year 2014",
        ),
        (["完成情况", "--as-of", "2014-03-31"], "完成情况 利州 --as-of 2014-03-31"),
        (["自评", "--as-of", "2021-03-31"], f"自评 {SHIPPED} --as-of 2021-03-31"),
        (["模板", " ", "--year", "2031"], "模板 乡镇团委-2026 --year 2031"),
        (["方案", "--from", "财政项目自评"], "方案 本市项目自评 --from 财政项目自评"),
        (["部门", "元坝", "--year", "2015"], "部门 元坝 --year 2015 --unit 共青团元坝委员会"),
        (["部门"], "部门 城关 --unit 共青团城关委员会"),
        (["项目", "元坝", "--code", "A1"],
         "项目 元坝 --unit 共青团元坝委员会本级 --code A1 --name 团委活动经费"),
        (["项目", "元坝", "--name", "宣教 业务费"],
         '项目 元坝 --unit 共青团元坝委员会本级 --name "宣教 业务费"'),
        (["项目", "--unit", "共青团元坝区委本级"],
         "项目 城关 --unit 共青团元坝区委本级 --name 团委活动经费"),
    ],
)  # fmt: skip
def test_the_example_keeps_what_was_said_and_works(
    shipped: Path, run: Run, typed: list[str], example: str
) -> None:
    refused = run("new", *typed, cwd=shipped)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(f"  例如 tuanscore new {example}\n")
    assert run("new", *shlex.split(example), cwd=shipped).code == 0


@pytest.mark.parametrize("kind", ["完成情况", "评分表"])
def test_no_file_is_made_elsewhere_for_what_stands_in_another(
    make: Make, run: Run, kind: str
) -> None:
    card = WHOLE.replace("简称: 乙", "简称: ../../../乙\n别名: [乙县]")
    root = make(FILES | {"scorecards/2014/乙.yaml": card})
    refused = run("new", kind, "乙县", cwd=root)
    assert (refused.code, "简称“../../../乙”不能作文件名" in refused.err) == (2, True)


def test_nobody_is_asked_where_nobody_answers(make: Make) -> None:
    command = [sys.executable, "-m", "tuanscore", "-C", str(make(FILES)), "new", "评分表"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == b""


def test_a_file_with_errors_is_not_built_upon(make: Make, run: Run) -> None:
    card = CARD.replace("老指标: 3个", "没有的: 3个")
    root = make(FILES | {"scorecards/2014/甲.yaml": card})
    refused = run("new", "完成情况", "甲", cwd=root)
    assert refused.code == 2
    assert "scorecards/2014/甲.yaml 有错误，先改好" in refused.err


def test_what_is_there_is_never_overwritten(make: Make, run: Run) -> None:
    # 不是 YAML 文件该有的样子，目录里看不见它，但它在那里
    root = make(FILES | {"scorecards/2015/甲.yaml": "乱写的\n"})
    refused = run("new", "评分表", "甲", "--year", "2015", cwd=root)
    assert refused.code == 2
    assert "scorecards/2015/甲.yaml 已经有了，没有改动" in refused.err
    assert read(root / "scorecards/2015/甲.yaml") == "乱写的\n"


def test_paths_are_shown_as_typed_from_where_one_stands(make: Make, run: Run) -> None:
    root = make({f"甲 仓库/{name}": text for name, text in FILES.items()})
    made = run("-C", "甲 仓库/scorecards", "new", "报告", "甲", cwd=root)
    assert made.code == 0
    assert "tuanscore validate 2014/完成情况/甲.yaml\n" in made.out
    spaced = run("new", "模板", "乡 团委-2016", cwd=root / "甲 仓库")
    assert "tuanscore validate 'templates/乡 团委-2016.yaml'\n" in spaced.out


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["new", "完"], {"完成情况"}),
        (["new", "完成情况", "甲"], {"甲"}),
        (["new", "评分表", "甲", "--template", "县团"], {"县团委-2014", "县团委-2015"}),
    ],
)
def test_completion_offers_kinds_names_and_templates(
    make: Make, run: Run, typed: list[str], expected: set[str]
) -> None:
    env = {
        "_TUANSCORE_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["tuanscore", *typed]),
        "COMP_CWORD": str(len(typed)),
    }
    done = run(cwd=make(FILES), env=env)
    assert set(done.out.split()) == expected
