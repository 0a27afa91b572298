"""What the sentences of a card say: ends, punctuation, place, numbers, years, lists."""

import pytest

from conftest import Make, found, unmark

CARD = "scorecards/2014/甲.yaml"
HEAD = """\
类型: 目标绩效指标
单位: {org}
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 职能指标
    分值: 100
    类别:
      - 名称: 服务
        条目:
"""
SENTENCES = ("组织技能比武。", "培训志愿者。", "编发简报。")


def card(*texts: str, org: str = "共青团甲县委", targets: str = "定性") -> str:
    """Return a card whose items say these texts; the last is measured by these targets."""
    head = HEAD.replace("{org}", org)
    for number, text in enumerate(texts):
        wanted = targets if number == len(texts) - 1 else "定性"
        measures = ", ".join(f"点{number}{k}: {t}" for k, t in enumerate(wanted.split("；")))
        head += f"          - {{编号: 条{number}, 内容: '{text}', 考核点: {{{measures}}}}}\n"
    return head


def codes(text: str, make: Make) -> list[str]:
    return [f.code for f in found(make({CARD: text}))]


def department(plan: list[str], safeguards: list[str], goal: str = "服务能力提高。") -> str:
    def lines(paragraphs: list[str]) -> str:
        return "".join(f"    - {text}\n" for text in paragraphs)

    return (
        "类型: 部门整体绩效目标\n单位: 共青团甲区委\n简称: 甲\n年度: 2021\n"
        f"年度发展规划目标:\n  标题: 目标\n  内容:\n{lines(plan)}"
        "职责分类绩效目标:\n  标题: 职责\n  职责:\n    - 职责描述: 领导全区工作。\n"
        f"      职责目标: 加强建设。\n      绩效目标: {goal}\n      绩效指标: 完成率。\n"
        "      绩效标准: {等次标准: 团区委绩效标准, 内容: 按完成率评定。}\n"
        f"工作保障措施:\n  标题: 措施\n  内容:\n{lines(safeguards)}"
    )


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ((*SENTENCES, "▲加强领导，开展活动"), "“开展活动”后面没有句号，同一部分的其他条目都有"),
        ((*SENTENCES, "▲开展活动，"), "以“，”结尾，像是没有写完"),
        (("▲组织比武、", "培训"), "以“、”结尾"),
        ((*SENTENCES, "开展“我的中国梦。”"), None),
        ((*SENTENCES, "开展活动（含比武。）"), None),
        ((*SENTENCES, "开展活动；"), None),
        ((*SENTENCES[:2], "开展活动"), None),  # two are no custom
        ((*SENTENCES, "开展活动", "制度建设"), None),  # nor are three against two
        ((*SENTENCES, *SENTENCES, "▲开展活动", "▲制度建设"), "没有句号"),  # but six are
        (("▲开展活动,", "组织比武."), "以“,”结尾"),
        ((*SENTENCES, "开展活动。　"), None),  # a wide blank after the end
        ((*SENTENCES, "▲走访，一二三四五六七八九十甲乙丙"), "“二三四五六七八九十甲乙丙”后面"),
    ],
)
def test_sentence_unfinished(texts: tuple[str, ...], message: str | None, make: Make) -> None:
    files, places = unmark({CARD: card(*texts).replace("'▲", "▲'")})
    findings = found(make(files))
    assert [(f.code, str(f.place)) for f in findings] == [("TS601", p) for p in places]
    assert all(message and message in f.message for f in findings)


def test_paragraphs_of_a_department(make: Make) -> None:
    text = department(["▲做好工作", *SENTENCES], [*SENTENCES, "▲健全制度，"])
    files, places = unmark({"scorecards/2021/甲/部门.yaml": text})
    findings = found(make(files))
    assert [(f.code, str(f.place)) for f in findings] == [("TS601", p) for p in places]
    assert "同一栏的其他段落都有" in findings[0].message


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("组织比武,培训志愿者。", ","),
        ("组织比武;培训(含讲座)。", "; ( )"),
        ("组织比武，培训志愿者.", "."),
        ("开展“梦”:主题活动。", ":"),
        ('开展"梦"主题活动。', '"'),
        ("完成{点2},培训志愿者。", ","),
        ("资助1,200人，比例3:1。", ""),
        ("使用APP, PPT等，版本2.0，见http://a.cn/b。", ""),
        ("建立（12:30）制度。", ""),
    ],
)
def test_punctuation_width_mixed(text: str, marks: str, make: Make) -> None:
    whole = card("组织比武。", "培训。", text, targets="≥1200人" if "1,200" in text else "3次")
    findings = [f for f in found(make({CARD: whole})) if f.code == "TS602"]
    assert [f.message.split(" ，")[0] for f in findings] == [f"夹着半角标点 {marks}"] * bool(marks)


def test_half_width_throughout_is_not_mixed(make: Make) -> None:
    assert codes(card("组织比武,培训.", "编发简报,专报."), make) == []


COUNTY, DISTRICT, ZONE = "共青团甲县委", "共青团甲区委", "广元经济技术开发区团委"


@pytest.mark.parametrize(
    ("org", "text", "word"),
    [
        (DISTRICT, "团县委班子成员走访。", "团县委"),
        (DISTRICT, "开展全县活动。", "全县"),
        (DISTRICT, "配合县政府工作。", "县政府"),
        (ZONE, "服务本县青年。", "本县"),
        (COUNTY, "团区委班子成员走访。", "团区委"),
        (COUNTY, "落实区委要求。", "区委"),
        (DISTRICT, "县（区）团委成员，县级宣传队伍，县域经济，全县（区）。", ""),
        (DISTRICT, "团区委班子成员走访。", ""),
        (COUNTY, "团县委走访社区委员、园区政府、全区域。", ""),
        ("共青团甲市委", "团县委和团区委。", ""),
        ("甲县青年协会", "本区。", ""),
    ],
)
def test_district_word(org: str, text: str, word: str, make: Make) -> None:
    findings = found(make({CARD: card(text, org=org)}))
    assert [f.code for f in findings] == ["TS603"] * bool(word)
    assert all(f"写着“{word}”" in f.message for f in findings)


def test_district_word_of_a_template_says_whose(make: Make) -> None:
    """A 县 and two 区 share it: one finding, with the first of those that it is wrong for."""
    template = card("团县委班子成员走访。").replace(
        "目标绩效指标\n单位: 共青团甲县委\n简称: 甲", "X"
    )
    template = template.replace("类型: X", "类型: 目标绩效指标模板\n名称: 例")
    overlays = {
        f"scorecards/2014/{name}.yaml": f"类型: 目标绩效指标\n单位: 共青团{name}{kind}委\n"
        f"简称: {name}\n年度: 2014\n模板: 例\n"
        for name, kind in (("甲", "县"), ("乙", "区"), ("丙", "区"))
    }
    (finding,) = found(make({"templates/例.yaml": template, **overlays}))
    assert (finding.code, finding.place.file) == ("TS603", "templates/例.yaml")
    assert finding.hint.startswith("丙是区，改成“团区委”；")  # 丙 comes before 乙 in Unicode


@pytest.mark.parametrize(
    ("org", "text", "is_found"),
    [
        (DISTRICT, "成立{区划}协会。", True),
        (DISTRICT, "成立协会{活动}次。", False),
        (COUNTY, "成立{区划}协会。", False),
    ],
)
def test_district_word_of_a_variable(org: str, text: str, is_found: bool, make: Make) -> None:
    """The template says 县; the overlay of a 区 forgets to say otherwise."""
    template = card("开展{活动}次。", "成立协会。").replace("点00: 定性", "活动: ≥3次")
    for line in ("单位: 共青团甲县委\n", "简称: 甲\n"):
        template = template.replace(line, "")
    template = template.replace("类型: 目标绩效指标\n", "类型: 目标绩效指标模板\n名称: 例\n")
    template = template.replace("总分: 100\n", "总分: 100\n标题: '{区划}指标'\n变量: {区划: 县}\n")
    adjusted = f"条目调整: {{条1: {{内容: '{text}'}}}}\n"
    overlay = f"类型: 目标绩效指标\n单位: ▲{org}\n简称: 甲\n年度: 2014\n模板: 例\n{adjusted}"
    files, places = unmark({"templates/例.yaml": template, CARD: overlay})
    findings = found(make(files))
    assert [(f.code, str(f.place)) for f in findings] == [("TS603", places[0])] * is_found
    assert all("写上 变量: {区划: 区}" in f.hint for f in findings)


@pytest.mark.parametrize(
    ("text", "targets", "shown"),
    [
        ("开展活动不少于5次。", "≥3次", ["5次"]),
        ("开展活动５次，培训1,200人。", "5次", ["1,200人"]),
        ("开展活动5次，培训1,200人。", "5次；≥1200人", []),
        ("配备率不低于95%。", "≥90%", ["95%"]),
        ("开展活动，培训200人，全县18个乡镇换届，覆盖18个乡镇。", "≥3次", ["200人"]),
        ("每年至少召开一次会议。", "≥2次", ["至少召开一次"]),
        ("每年至少召开一次会议。", "≥1次", []),
        ("组织5-10次。", "5-10次", []),
        ("不少于两场。", "2场", []),
        ("“1+100”“四进四信”“三下乡”、“十大活动”。", "≥3次", []),
        ("学习十八届三中全会、六届八次全会精神，完成六类台账。", "≥3次", []),
        ("2014年建成12355平台，落实川青〔2014〕15号文件。", "≥3次", []),
        ("每2人一组，排名前3名，第1名，24小时开通，100%完成。", "≥3次", []),
        ("每起扣0.5分，5起以上的扣3分。", "≥3次", []),
        ("开展5次，少一次扣一分。", "{计分: 扣分, 每次: 1}；≥3次", []),
        ("开展活动不少于{点00}次。", "≥3次", []),
        ("组织10次。", "5-10次", []),
        ("组织7次。", "5-10次", ["7次"]),
        ("组织5次。", "{计分: 定性}", ["5次"]),
        ("组织5次。", "{计分: 达标, 目标: 3次}", ["5次"]),
        ("组织5次。", "{计分: 两级目标, 达标值: 3次, 争取值: 4次, 达标得分率: 80%}", []),
        ("每天8小时、12小时值班。", "≥3次", []),
        ("每天9小时值班。", "≥3次", ["9小时"]),
        ("至少十人。", "≥3次", ["至少十人"]),
        ("至少完成三项。", "≥3次", []),
        ("开展活动3次，每减少1%，扣1分，扣完为止。", "≥3次", []),
        ("低于标准10%以内扣1分，每再低5%扣2分。", "≥3次", []),
        ("完成率达到90%以上得5分，80%以上得3分，其余不得分。", "≥3次", []),
        ("走访9户；每少1户扣0.5分。", "≥3次", ["9户"]),
    ],
)
def test_number_without_measure(text: str, targets: str, shown: list[str], make: Make) -> None:
    findings = [f for f in found(make({CARD: card(text, targets=targets)})) if f.code == "TS604"]
    assert [f.message.split("”")[0].removeprefix("“") for f in findings] == shown


def test_numbers_of_a_line_without_measures_have_their_own_defect(make: Make) -> None:
    text = card("组织5次。").replace(", 考核点: {点00: 定性}", "")
    assert codes(text, make) == ["TS406"]


def test_numbers_of_deductions_are_not_asked_for(make: Make) -> None:
    section = "  - 名称: 保障指标\n    分值: 15\n    计分: 扣分\n    类别:\n      - 条目:\n"
    line = "          - {编号: 维稳, 内容: 发生5次以上的, 分值: 1}\n"
    text = card("开展活动不少于{点00}次。", targets="≥3次").replace("总分: 100", "总分: 115")
    assert codes(text + section + line, make) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("完成2013年度任务。", ["2013"]),
        ("2013年12月底前完成，2012年的不算。", ["2013", "2012"]),
        ("完成2014年度任务，{年度}年。", []),
        ("比2013年增长，与2012年相比，自2010年起，2011年以来。", []),
        ("落实2011-2015年规划，2013—2014年。", []),
        ("2015年1月底前上报总结，2015年初总结。", []),
        ("2016年任务。", ["2016"]),
        ("截至2013年底，高于2013年。", []),
        ("落实川青〔2013〕15号、（2012年印发）。", []),
        ("巩固2013年成果，按2012年修订的办法评定。", []),
    ],
)
def test_year_in_text(text: str, years: list[str], make: Make) -> None:
    findings = found(make({CARD: card(text)}))
    assert [f.code for f in findings] == ["TS605"] * len(years)
    assert sorted(f.message[3:7] for f in findings) == sorted(years)


@pytest.mark.parametrize(
    "word", ["截至", "截止", "相比", "高于", "低于", "超过", "巩固", "按照", "根据", "依据", "执行"]
)
def test_year_that_is_only_referred_to(word: str, make: Make) -> None:
    """比2013年增长, 截至2013年底 and the like ask for nothing in that year."""
    assert codes(card(f"{word}2013年水平。"), make) == []
    assert codes(card(f"{word[0]}2013年水平。"), make) == (["TS605"] * (word[0] not in "超"))


@pytest.mark.parametrize(
    ("after", "is_found"),
    [
        *[(word, False) for word in ("以来", "起", "相比", "同期", "基础", "的基础", "平均", "初")],
        *[(word, False) for word in ("1月", "2月", "3月", "第一季度", "至今", "到今", "、")],
        *[
            (word, False)
            for word in ("出台", "印发", "发布", "下发", "颁布", "制定", "修订", "通过")
        ],
        *[(word, True) for word in ("4月", "10月", "12月", "第二季度", "末", "度总结", "工作")],
    ],
)
def test_what_follows_a_year(after: str, is_found: bool, make: Make) -> None:
    assert codes(card(f"完成2013年{after}。"), make) == ["TS605"] * is_found


def test_year_in_the_title(make: Make) -> None:
    text = card("开展活动。").replace("总分:", "标题: ▲甲2013年度指标\n总分:")
    files, (place,) = unmark({CARD: text})
    assert [(f.code, str(f.place)) for f in found(make(files))] == [("TS605", place)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("一是组织；三是培训。", "“一是”后面是“三是”"),
        ("（1）组织；（3）培训。", "“（1）”后面是“（3）”"),
        ("（2）组织；（3）培训。", "开头是“（2）”"),
        ("（一）组织；（二）培训；（二）简报。", "“（二）”后面是“（二）”"),
        ("①组织；③培训。", "“①”后面是“③”"),
        ("1.组织；3.培训。", "“1.”后面是“3.”"),
        ("第一，组织；第三，培训。", "“第一，”后面是“第三，”"),
        ("九是甲，十一是乙。", "开头是“九是”"),
        ("一是组织；二是培训。（1）讲座；（2）实训。", None),
        ("一是组织；二是培训；一是讲座；二是实训。", None),
        ("三是培训。", None),
        ("统一是要求，三是底线。", None),
        ("版本1.2；第一名、第三名；（三）类人员。", None),
    ],
)
def test_list_numbers(text: str, message: str | None, make: Make) -> None:
    findings = found(make({CARD: card(text)}))
    assert [f.code for f in findings] == ["TS606"] * (message is not None)
    assert all(message and message in f.message for f in findings)


@pytest.mark.parametrize(
    ("paragraphs", "is_found"),
    [
        (["高举旗帜。", "一是改革。", "二是思想。", "▲四是成长。"], True),
        (["高举旗帜。", "一是改革。", "二是思想。", "▲三是成长。"], False),
        (["一是改革；▲三是思想。", "四是成长。"], True),
        ([*(f"{n}是做好工作。" for n in "一二三四五六七八九"), "十是甲。", "▲十一是乙。"], False),
        ([*(f"{n}是做好工作。" for n in "一二三四五六七八九"), "十是甲。", "▲二十一是乙。"], True),
    ],
)
def test_list_numbers_over_paragraphs(paragraphs: list[str], is_found: bool, make: Make) -> None:
    text = department(paragraphs, ["健全制度。"])
    files, _ = unmark({"scorecards/2021/甲/部门.yaml": text})
    findings = found(make(files))
    marked = next(n for n, p in enumerate(paragraphs) if "▲" in p)
    wanted = [("TS606", 8 + marked)] * is_found  # the first paragraph stands in line 8
    assert [(f.code, f.place.line) for f in findings] == wanted


def test_a_list_in_a_duty(make: Make) -> None:
    text = department(["做好工作。"], ["健全制度。"], goal="▲一是服务；三是引领。")
    files, (place,) = unmark({"scorecards/2021/甲/部门.yaml": text})
    assert [(f.code, str(f.place)) for f in found(make(files))] == [("TS606", place)]
