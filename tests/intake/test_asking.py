"""Targets inside prose: what is counted becomes a measure, what something costs does not."""

import pytest

from tuanscore.commands.intake.drafting import asking

CASES = {
    "创建星级留守学生之家2所，开展圆梦活动3次，为留守学生圆梦200个，配置文体设施15套。": [
        *("2所", "3次", "200个", "15套"),
    ],
    "全年完成工作创新案例和工作调研文章各1篇。": ["1篇", "1篇"],
    "每年至少召开一次预青和未保工作联席会议，推动预防犯罪工作。": ["≥1次"],
    "团县委班子成员赴基层走访、调研不低于20次、35天。": ["≥20次", "≥35天"],
    "粉丝数（累加）达到3,000人以上。": ["≥3,000人"],
    "支部主题党日每月1次。": ["1次/月"],
    "共建双方每半年会商一次。": ["1次/半年"],
    "每名支委确定1-3个共建联系户。": ["1-3个"],
    "完成８０人小额贷款。": ["80人"],
    "4月底前建成青年驿站1个。": ["1个", "4月底前"],
    "6月底前完成换届。": ["6月底前"],
    "差错率控制在5%以内。": ["≤5%"],
    "12355热线接听率不低于98%。": ["≥98%"],
    "团员档案完整率达到100%。": ["≥100%"],
    "覆盖青少年1.2万人次。": ["1.2万人次"],
    "2023年底前完成改革任务。": ["2023年底前"],
    "争取上级资金50万元。": ["50万元"],
    "资助贫困学生30名，每人2000元。": ["30名"],
}
NO_TARGET = (
    "晚自习到勤率列前4名的记满分，往后每低一名少记0.3分。",
    "围绕建团100周年、“3·15”组织主题活动，每场记1分。",
    "纪念五四运动95周年。",
    "参照评定结果，满分3分；无故缺课达3次的，每人扣0.3分。",
    "贯彻落实第18次代表大会精神。",
)


@pytest.mark.parametrize(("text", "targets"), CASES.items())
def test_numbers_that_are_asked_for(text: str, targets: list[str]) -> None:
    assert [ask.value for ask in asking.asks(text)] == targets


@pytest.mark.parametrize("text", NO_TARGET)
def test_numbers_that_nobody_asks_for(text: str) -> None:
    values = [ask.value for ask in asking.asks(text, costs=False)]
    assert not [value for value in values if value != "定性"]


def test_money_that_is_spent_is_no_target_but_what_it_brings_is() -> None:
    spent = asking.asks("共建活动经费按在册青年人均不低于2元安排。")
    assert [ask.value for ask in spent] == ["定性"]
    brought = asking.asks("带动青年创业项目融资500万元以上。")
    assert [ask.value for ask in brought] == ["≥500万元"]


def test_what_each_occurrence_costs() -> None:
    text = "因工作不力发生案件，每发生一起扣0.5分，特别重大的扣1分，最多扣5分。"
    (ask,) = asking.asks(text)
    assert ask.value == {"计分": "扣分", "每次": "0.5", "加重": {"特别重大": "1"}, "最多": "5"}


def test_what_is_held_against_others() -> None:
    (one, other) = asking.asks("涉罪率、犯罪率低于全省前三年平均值，相比上升，酌情扣分。")
    value = {"计分": "对比", "基数": "全省前三年平均值", "要求": "低于", "未达": "酌情"}
    assert (one.name, other.name) == ("涉罪率", "犯罪率")
    assert one.value == other.value == value


def test_names_are_of_the_words_around_the_number() -> None:
    text = "培训辅导员不少于50人，资助贫困学生32名，完成80人小额贷款，举办青年技能竞赛2场以上。"
    names = [ask.name for ask in asking.asks(text)]
    assert names == ["辅导员培训", "贫困学生资助", "小额贷款", "青年技能竞赛"]


def test_names_stand_for_their_numbers() -> None:
    text = "新建社区青少年之家１个、驿站2个。"
    named = [(ask.name, ask) for ask in asking.asks(text)]
    assert asking.with_names(text, named) == "新建社区青少年之家１个、驿站{驿站}个。"
