"""Single indicators: which of them 财政 sends back, and which only look as if."""

import pytest

from conftest import Make, found

AT = "scorecards/2021/甲/P1.yaml"
TABLE = """\
类型: 预算项目绩效目标表
预算单位: 甲县团委本级
简称: 甲
年度: 2021
项目编码: P1
项目名称: 例
预算: {预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 例}
资金支出计划: {12月底: 100%}
绩效目标: [办成一件事]
绩效指标:
  产出指标:
    甲类指标: [{名称: 印制图册, 指标值: ≥77张}]
    {output}
  效益指标:
    乙类指标: [{名称: 展出时间延长, 指标值: ≥7天}]
    {benefit}
  满意度指标:
    服务对象满意度指标: [{名称: 读者满意度, 指标值: ≥91%}]
"""
OUTPUTS = ("数量", "质量", "时效", "成本")
SECOND = {"可持续": "可持续影响指标", "经济": "经济效益指标", "社会": "社会效益指标"}
SECOND |= {"生态": "生态效益指标"}


def table(kind: str, name: str, target: str, described: str = "") -> str:
    said = f", 描述: '{described}'" if described else ""
    second = SECOND.get(kind, f"{kind}指标")
    line = f"{second}: [{{名称: '{name}', 指标值: '{target}'{said}}}]"
    return of(line) if kind in OUTPUTS else of(benefit=line)


def of(output: str = "", benefit: str = "") -> str:
    """Return the table with one more line under 产出 and under 效益."""
    return TABLE.replace("{output}", output).replace("{benefit}", benefit)


def raised(make: Make, line: str) -> list[str]:
    return sorted(f.code for f in found(make({AT: table(*line.split("|"))})))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("质量|培训人数|≥100人", "TS507"),
        ("质量|建成温室数量|≥10座", "TS507"),
        ("质量|培训人数|≥100", "TS507"),
        ("时效|开展活动次数|≥5次", "TS507"),
        ("时效|全年开展活动|≥5场", "TS507"),
        ("时效|项目完成率|=100%", "TS508"),
        ("时效|青年志愿服务|定性", "TS508"),  # 年 of 青年 is no time
        ("时效|安全事故|≤1起", "TS508"),
        ("成本|活动次数|≤5次", "TS509"),
        ("成本|成本|≤5", "TS509"),
        ("成本|严格按预算执行|定性", "TS509"),
        ("成本|发放率|≥95%", "TS509"),
        ("成本|总成本|≤5.01万元", "TS510"),
        ("成本|总成本|4-6万元", "TS510"),
        ("成本|单价|≤60000元/台", "TS510"),
        ("成本|单位成本|≥600元/人", "TS511"),
        ("成本|总成本|>5万元", "TS511"),
        ("成本|讲课费|≤800元|每次讲课费", "TS512"),
        ("成本|餐费|=80元|人均用餐", "TS512"),
        ("社会|学员就业率|≥60人", "TS505"),
        ("社会|学员就业率|≥60", "TS505"),
        ("社会|就业情况|≥60人|学员就业率", "TS505"),
        ("质量|资助到账比例|=5万元", "TS505"),
        ("质量|合格率|≥101%", "TS506"),
        ("质量|合格率|90%-110%", "TS506"),
        ("质量|合格率|≥1001‰", "TS506"),
        ("社会|覆盖率|≥49.9%", "TS514"),
        ("质量|合格率|=1%", "TS514"),
        ("社会|提升公众意识|定性", "TS515"),
        ("社会|社会效益|定性", "TS515"),
        ("社会|效果显著|定性|大家普遍认为良好", "TS515"),
        ("生态|改善生态环境|定性", "TS515"),
        ("生态|人才留用|≥5人", "TS513"),
        ("生态|改进营商环境|≥5项", "TS513"),
        ("生态|生活水平|≥5分", "TS513"),
        ("生态|政治生态评议|≥90分", "TS513"),
        ("生态|无|定性", "TS517"),
        ("生态|环境效益|定性|本项目不涉及生态效益", "TS517"),
        ("时效|不涉及|定性", "TS517"),
        ("成本|暂定|定性", "TS517"),
        ("数量|*|定性", "TS517"),
        ("数量|项目资金|=5万元", "TS518"),
        ("数量|投入施工人员|≥5人", "TS518"),
        ("数量|设备投入|=4台", "TS518"),
        ("数量|工作人员数量|≥5人", "TS518"),
        ("数量|预算执行率|≥95%", "TS518"),
        ("数量|带动就业人数|≥50人", "TS519"),
        ("质量|学员满意度|≥90%", "TS519"),
        ("社会|群众满意率|≥95%", "TS519"),
        ("经济|活动举办场次|≥5场", "TS519"),
        ("社会|新建公路里程|≥5公里", "TS519"),
        ("经济|补贴发放率|=100%", "TS519"),
        # one term of each condition alone
        ("时效|每月走访|≥12户", "TS507"),  # 每 without 次
        ("时效|发放补贴|≥12次", "TS507"),  # 次 without 每
        ("时效|获奖作品|≥5件", "TS507"),  # what is quality there is none of time
        ("质量|每月检查|≥12次", "TS507"),  # nor the other way round
        ("质量|检查情况|≥12次|抽查", "TS507"),
        ("时效|项目落实|≤12份", "TS508"),
        ("时效|项目落实|≥5分", "TS508"),
        ("成本|控制成本次数|≤5次", "TS509"),  # of cost, and no percentage
        ("成本|压减率|≥10%", "TS509"),  # a percentage, and of what?
        ("成本|发放率|≥95‰", "TS509"),
        ("社会成本|赔偿支出|≥5万元", "TS511"),
        ("成本|讲课费|=800元|每次讲课", "TS512"),
        ("社会|就业率|≥60元", "TS505"),
        ("质量|合格率|≥49.99%", "TS514"),
        ("社会|提升意识|定性|评为优", "TS515"),  # one level is no scale
        ("社会|提升意识|定性|优的评优", "TS515"),  # nor is the same one twice
        ("社会|提升意识|定性|按5项内容", ""),  # a figure
        ("社会|提升意识|定性|优、差两档", ""),  # exactly two levels
        ("社会|投入设备|=4台", "TS518"),
        ("数量|经费|=5万元", "TS518"),
        ("数量|场次|100场", "TS521"),  # 100, and no whole
        ("质量|合格率|95%", "TS521"),  # a percentage, and not the whole
        ("数量|培训场次|5场", "TS521"),
        ("数量|培训场次|5-10场", ""),
        ("成本|总成本|3万元", "TS521"),
    ],
)
def test_indicator_that_is_sent_back(line: str, code: str, make: Make) -> None:
    assert raised(make, line) == ([code] if code else [])


@pytest.mark.parametrize(
    "line",
    [
        "数量|补助资金发放金额|≥100万元",
        "数量|受益人数|≥3000人",
        "数量|投入使用充电桩|≥20个",
        "数量|服务对象覆盖率|≥95%",
        "质量|获市级以上奖项|≥2项",
        "质量|群众投诉|≤3件",
        "质量|产品抽检不合格率|≤2%",
        "质量|安全事故发生次数|0次",
        "质量|材料合规性|定性|齐全合规为达成，缺项补正为部分达成，未补为未达成",
        "质量|资金使用合规率|=100%",
        "质量|资料归档完整率|100%",
        "质量|优秀率|≥30%|上年为25%",
        "质量|路面厚度|≥20厘米",
        "时效|资金拨付及时率|≥95%",
        "时效|项目开工|2021年3月底前",
        "时效|项目实施|≤12个月",
        "时效|当期任务完成率|=100%",
        "时效|每月发放补贴|=12次",
        "时效|日常巡检|≥2次/周",
        "成本|三公经费压减率|≥10%",
        "成本|总成本|≤5万元",
        "成本|每场活动成本|≤5000元|每场活动的全部支出",
        "成本|讲课费|≤8000元|每次讲课费，全年合计",
        "成本|节约资金|≥1万元",
        "成本|噪声等社会成本|定性",
        "经济|撬动社会资金投入|≥300万元",
        "经济|投入产出比|≥120%",
        "经济|收入增长率|≥6%",
        "经济|收入增长率|≥160%",
        "社会|床位使用比例|≤105%",
        "社会|审批效率|≥3件",
        "社会|受助学生失学率|0",
        "社会|促进就业|定性|新增就业 20 人以上",
        "社会|服务水平提高|≥2个百分点",
        "社会|群众文化生活|定性",
        "生态|PM2.5平均浓度|≤35微克",
        "生态|森林覆盖率|≥35%",
        "生态|垃圾资源化利用率|≥30%|上年为27%",
        "可持续|政策持续期限|≥3年",
        # one term of each condition alone
        "质量|安全事故|0起",
        "质量|培训|≥100分",
        "质量|检查情况|≥12次|评定等级",
        "质量|就业补助比例|=5元/人",
        "质量|合格率|=5厘米",
        "质量|合格情况|≥101%",
        "质量|合格率|≤105%",
        "质量|合格率|≥1000‰",
        "质量|合格率|=100%",
        "质量|合格率|=50%",
        "质量|合格率|≥5‰",
        "质量|合格率|≤5%",
        "质量|合格率|10%-20%",
        "质量|合格率|0%",
        "质量|合格情况|≥5%",
        "质量|录取率|≥5%",
        "质量|合格率|≥5%|同期为4%",
        "时效|发放补助|=100%|按时发放",
        "时效|每月走访|=12次",
        "成本|成本节约率|≥5%",
        "成本|费用超支率|≤5‰",
        "成本|压减率|≥10%|三公经费",
        "成本|生态环境成本|定性",
        "成本|奖金|≥1万元|比上年节约",
        "社会成本|噪声投诉|≤5次",
        "生态环境成本|负面影响|≤1次",
        "成本|讲课费|≤800元/次|每次讲课",
        "成本|讲课费|各≤800元|每次讲课",
        "成本|讲课费标准|≤800元|每次讲课",
        "成本|讲课费|≤800元|讲课",
        "成本|单价|≤50000元/台",
        "成本|总成本|4-5万元",
        "成本|产值|≤5万元",
        "社会|就业|≥60分",
        "社会|提升意识|≥5分",
        "社会|村容村貌|定性",
        "社会|培训|≥5场|不涉及",
        "经济|项目资金|=5万元",
        "数量|项目资金|=5笔",
        "数量|投入奖励资金|=5万元",
        "社会满意度|群众满意率|≥95%",
        "社会|发放图册数量|≥77张",  # the very number of an output
        "数量|安全事故|0起",
        "数量|场次|=5场",
        "质量|合格率|100%",
    ],
)
def test_indicator_that_is_in_order(line: str, make: Make) -> None:
    assert raised(make, line) == []


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("line", "place", "message", "hint"),
    [
        (
            "时效|资助人数|=1人", "13:30",
            "时效指标“资助人数”写的是个数（=1人），也没有说什么时候做完", "2021年12月底前",
        ),
        (
            "时效|年底前资助人数|=1人", "13:33",
            "时效指标“年底前资助人数”写的是个数（=1人）", "及时率",
        ),
        (
            "成本|总成本|≥1万元", "13:29",
            "成本指标“总成本”写成“≥1万元”，花得越多得分越高", "写成“≤1万元”",
        ),
        ("成本|总成本|≤3", "13:29", "成本指标“总成本”的指标值“≤3”没有写元还是万元", "≤5万元"),
        (
            "成本|总成本|3万元", "13:29",
            "“总成本”的指标值“3万元”没有写 ≥、≤ 或 =", "至多写“≤3万元”",
        ),
        ("数量|场次|5场", "13:28", "“场次”的指标值“5场”没有写 ≥、≤ 或 =", "至少写“≥5场”"),
        ("社会|覆盖率|≥9人", "16:31", "“覆盖率”是比率，指标值“≥9人”的单位却是“人”", "≥90%"),
        (
            "社会|满意度|≥95%", "16:19",
            "“满意度”是满意度，写在了“社会效益指标”里", "移到满意度指标",
        ),
    ],
)  # fmt: skip
def test_what_is_said(line: str, place: str, message: str, hint: str, make: Make) -> None:
    (finding,) = found(make({AT: table(*line.split("|"))}))
    assert str(finding.place) == f"{AT}:{place}"
    assert finding.message == message
    assert hint in finding.hint


def test_placeholder_without_points_is_left_alone(make: Make) -> None:
    points = of("质量指标: [{名称: 无, 指标值: 定性, 分值: 0}]")
    assert "TS517" not in {f.code for f in found(make({AT: points}))}
    paid = points.replace("分值: 0", "分值: 7")
    said = [f.message for f in found(make({AT: paid})) if f.code == "TS517"]
    assert said == ["质量指标“无”只是占位，却分得 7 分"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("活动开展次数|≥5次", "活动开展情况|≥5次", True),
        ("覆盖人数|≥1000人", "活动覆盖情况|≥1,000名", True),
        ("召开会议场次|≥8场", "会议次数|不少于8次", True),
        ("项目数量|=5个", "项目完成率|=100%", True),
        ("维修面积|≥5亩", "维修完成比例|=100%", True),
        ("活动效果|定性", "活动效果情况|定性", True),
        ("活动次数|≥5次", "活动情况|≥6次", False),
        ("活动次数|≥5次", "活动人数|≥5人", False),
        ("培训人数|≥100人", "见习人数|≥100人", False),
        ("验收合格率|≥95%", "发证合格率|≥95%", False),
        ("项目数量|=5个", "项目按期完成率|=100%", False),
        ("项目按期完成率|=100%", "任务按期完成率|=100%", False),
        ("次数|≥5次", "人数|≥5次", False),
        ("项目数量|=5个", "项目比例|=100%", False),  # a percentage, and no 完成率
        ("项目数量|=5个", "项目完成情况|=6个", False),  # 完成, and no percentage
        ("项目数量|定性", "项目完成率|=100%", False),  # no number to complete
        ("项目比例|=90%", "项目完成率|=100%", False),
        ("项目数量|5-9个", "项目完成率|=100%", True),
    ],
)
def test_the_same_measure_twice(one: str, other: str, same: bool, make: Make) -> None:
    pairs = [line.split("|") for line in (one, other)]
    lines = [f"{{名称: '{name}', 指标值: '{target}'}}" for name, target in pairs]
    text = of(f"数量指标: [{', '.join(lines)}]")
    findings = found(make({AT: text}))
    assert [f.code for f in findings] == (["TS516"] if same else [])
    if same:
        first, second = (name for name, _ in pairs)
        assert findings[0].message.startswith(f"“{second}”和“{first}”")
        assert str(findings[0].related[0].place) == f"{AT}:13:17"
        assert findings[0].related[0].message == f"先写的“{first}”"


@pytest.mark.parametrize(
    ("bases", "said"),
    [
        (("甲", "甲", "甲"), "3 条指标的依据都是“甲”，看不出每个数是怎么定的"),
        (("甲", "甲", "乙"), ""),
        (("甲", "", "甲"), ""),
        (("", "", ""), ""),
    ],
)
def test_the_same_basis_for_all(bases: tuple[str, ...], said: str, make: Make) -> None:
    text = of()
    for basis, target in zip(bases, ("≥77张", "≥7天", "≥91%"), strict=True):
        text = changed(text, (target, f"{target}, 依据: {basis}" if basis else target))
    findings = [(f.code, f.severity.value, f.message) for f in found(make({AT: text}))]
    assert findings == ([("TS520", "提示", said)] if said else [])


@pytest.mark.parametrize(
    ("goal", "spends"),
    [
        ("投入资金50万元", True),
        ("1.使用财政资金5万元。", True),
        ("抽调干部20人", True),
        ("本项目安排经费5万元", True),
        ("投入资金5万元，修路3公里", False),
        ("安排资金5万元用于购置图书", False),
        ("安排青年见习100人", False),
        ("建成的设备投入使用", False),
        ("本项目安排经费" + "一" * 51 + "5万元", False),  # more than 60 characters
        ("本项目安排经费" + "一" * 50 + "5万元", True),
    ],
)
def test_goals_that_only_spend(goal: str, spends: bool, make: Make) -> None:
    text = of()
    findings = found(make({AT: changed(text, ("[办成一件事]", f"[办成一件事, '{goal}']"))}))
    assert [f.code for f in findings] == (["TS518"] if spends else [])
    if spends:
        assert f"“{goal}”只说了投入什么" in findings[0].message


def test_a_rate_of_the_benefits_is_no_output_once_more(make: Make) -> None:
    """100% is the number of many a rate; 77张 is that of one output."""
    line = "[{名称: 补贴发放率, 指标值: =100%}]"
    text = of(f"质量指标: {line.replace('发放', '到位')}", f"社会效益指标: {line}")
    assert [f.code for f in found(make({AT: text}))] == ["TS519"]


def test_of_three_that_are_the_same_two_point_to_the_first(make: Make) -> None:
    names = ("活动次数", "活动数量", "开展活动次数")
    text = of(f"数量指标: [{', '.join(f'{{名称: {name}, 指标值: =5次}}' for name in names)}]")
    findings = found(make({AT: text}))
    assert [f.code for f in findings] == ["TS516", "TS516"]
    assert all(f.related[0].message == "先写的“活动次数”" for f in findings)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("成本|总成本|3万元", "至多写“≤3万元”，正好写“=3万元”"),
        ("成本|压减率|10%|经费", "至少写“≥10%”，至多写“≤10%”，正好写“=10%”"),
        ("成本|节约资金|1万元", "至少写“≥1万元”，至多写“≤1万元”，正好写“=1万元”"),
        ("数量|争取资金|3万元", "至少写“≥3万元”，至多写“≤3万元”，正好写“=3万元”"),
    ],
)
def test_how_a_number_alone_may_be_meant(line: str, hint: str, make: Make) -> None:
    (finding,) = found(make({AT: table(*line.split("|"))}))
    assert (finding.code, finding.hint) == ("TS521", hint)
