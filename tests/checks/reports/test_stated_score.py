"""The total that a 自评 states, against the one that its own 完成值 come to."""

import pytest

from conftest import Make, found
from documents import card, project, results, section

CARD = card(
    section(
        "职能指标",
        80,
        "编号: 比武, 内容: '比武不少于{比武次数}次。', 考核点: {比武次数: ≥4次}",
        "编号: 培训, 内容: '培训{培训人数}名。', 考核点: {培训人数: 40名}",
    ),
    "名称: 绩效评价, 分值: 20, 计分: 评议, 内容: 服务对象代表评价分。",
)
REPORT = results(
    "",
    rest="自评得分: {stated}\n完成:\n  比武次数: {{自评: 3, 审核: 2, 说明: 一次没有记录}}\n{more}",
)
WHOLE = "  培训人数: 40\n评议:\n  - {来源: 服务对象代表, 得分: 90, 人数: 30}\n"


@pytest.mark.parametrize(
    ("stated", "more", "said"),
    [
        pytest.param("88", WHOLE, "", id="30 + 40 + 18 by 自评, whatever the 审核 says"),
        pytest.param("88.00", WHOLE, "", id="trailing zeros"),
        pytest.param("78", WHOLE, "78 分，按自评的完成值重新计算是 88.00 分", id="by 审核"),
        pytest.param("70", "  培训人数: 40\n", "", id="within what is still possible, 70 to 90"),
        pytest.param("90.01", "  培训人数: 40\n", "是 70.00–90.00 分", id="beyond it"),
    ],
)
def test_total_of_a_card(stated: str, more: str, said: str, make: Make) -> None:
    report = REPORT.format(stated=stated, more=more)
    findings = found(
        make({"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": report})
    )
    assert [f.code for f in findings] == (["TS810"] if said else [])
    for finding in findings:
        assert said in finding.message
        assert str(finding.place) == "scorecards/2014/完成情况/甲.yaml:5:7"


def test_earlier_report_is_held_against_what_was_known_by_then(make: Make) -> None:
    """By June: 30 of 40 for 比武, nothing else: 30 to 90."""
    early = REPORT.format(stated="91", more="").replace("12-31", "06-30")
    late = REPORT.format(stated="88", more=WHOLE)
    root = make(
        {
            "scorecards/2014/甲.yaml": CARD,
            "scorecards/2014/完成情况/甲-6月.yaml": early,
            "scorecards/2014/完成情况/甲.yaml": late,
        }
    )
    (finding,) = found(root)
    assert finding.code == "TS810"
    assert "30.00–90.00" in finding.message


def test_card_that_cannot_be_scored_is_left_alone(make: Make) -> None:
    report = REPORT.format(stated="1", more=WHOLE)
    files = {"scorecards/2014/甲.yaml": CARD, "scorecards/2014/完成情况/甲.yaml": report}
    files["scorecards/2014/甲.yaml"] = CARD.replace("总分: 100", "总分: 99")
    assert {f.code for f in found(make(files))} == {"TS401"}
    files["scorecards/2014/甲.yaml"] = CARD.replace("总分: 100", "总分: 100\n等次标准: 没有的")
    assert {f.code for f in found(make(files))} == {"TS309"}


PROJECT = project(
    unit="甲县团委",
    year=2014,
    code="'P1'",
    name="活动",
    budget="预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 活动",
    goals="开展活动",
    数量指标="名称: 活动次数, 指标值: ≥4次, 依据: 年度计划",
    社会效益指标="名称: 新增志愿者, 指标值: ≥40名, 依据: 上年 35 名",
    服务对象满意度指标="名称: 参加者满意度, 指标值: ≥90%, 依据: 问卷",
)
ASSESSMENT = """\
类型: 项目自评
项目编码: 'P1'
年度: 2014
截至: 2014-12-31
自评得分: {stated}
执行: {{全年预算数: 100, 全年执行数: 90, 进度: {{12月底: 90}}}}
完成:
  活动次数: {{自评: 3, 说明: 一次因雨取消}}
  新增志愿者: 40
  参加者满意度: 95%
"""


@pytest.mark.parametrize(
    ("stated", "scheme", "codes"),
    [
        pytest.param("86.50", "", set(), id="9 + 37.5 + 30 + 10"),
        pytest.param("86.5", "", set(), id="the same"),
        pytest.param("99", "", {"TS810"}, id="another"),
        pytest.param("99", "计分方案: 没有的\n", {"TS314"}, id="no such scheme"),
        pytest.param("99", "计分方案: 团委目标绩效\n", {"TS316"}, id="a scheme for cards"),
    ],
)
def test_total_of_a_project(stated: str, scheme: str, codes: set[str], make: Make) -> None:
    root = make(
        {
            "scorecards/2014/甲/P1.yaml": PROJECT.replace("绩效指标:\n", scheme + "绩效指标:\n", 1),
            "scorecards/2014/甲/P1.自评.yaml": ASSESSMENT.format(stated=stated),
        }
    )
    assert {f.code for f in found(root)} == codes


def test_assessment_without_its_project(make: Make) -> None:
    root = make({"scorecards/2014/甲/P1.自评.yaml": ASSESSMENT.format(stated=99)})
    assert {f.code for f in found(root)} == {"TS313"}
