"""A card, a project table, and reports on them, for the tests of what is reported."""

from collections.abc import Sequence
from pathlib import Path

from conftest import found
from documents import card, project, section

CARD, REPORT = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"
TABLE, ASSESSMENT = "scorecards/2021/丙/P01.yaml", "scorecards/2021/丙/P01.自评.yaml"
TABLES = {
    CARD: card(
        section(
            "职能指标",
            100,
            "编号: 活动\n"
            "内容: 开展活动{活动次数}次，培训志愿者{志愿者}名。\n"
            "考核点: {活动次数: ≥4次, 志愿者: 40名, 制度落实: 定性, 投诉: ≤5起}",
            "编号: 方案\n"
            "内容: 上报方案，经费不少于{经费}元，配备率不低于{配备率}%。\n"
            "考核点: {方案: 2014年6月底前, 经费: ≥1000元, 配备率: ≥60%, 培训天数: 5-10天}",
            "编号: 交办工作, 内容: 交办的工作。, 考核点: {交办工作: 定性}",
        ),
        别名="[甲县]",
        加分="{上限: 5}",
    ),
    TABLE: project(
        org="丙",
        code="P01",
        budget="预算数: 50000, 财政资金: 50000, 其他资金: 0, 资金用途: 活动场地",
        数量指标=["名称: 活动次数, 描述: 举办活动, 指标值: ≥5次, 依据: 年度工作要点"],
        质量指标=["名称: 活动合格率, 描述: 按方案办成的活动, 指标值: ≥95%, 依据: 活动管理办法"],
        时效指标=["名称: 按期完成率, 描述: 按期办成的活动, 指标值: ≥90%, 依据: 活动方案"],
        成本指标=["名称: 每次支出, 描述: 场地和师资, 指标值: ≤9000元, 依据: 经费标准"],
        社会效益指标=["名称: 新增志愿者, 描述: 活动后登记, 指标值: ≥100名, 依据: 志愿服务规划"],
        服务对象满意度指标=["名称: 参加者满意度, 描述: 问卷调查, 指标值: ≥90%, 依据: 问卷"],
    ),
}
ROOM = "TS8"
"""What the codes of this room start with."""


def report(done: str, day: str = "2014-12-31", rest: str = "", org: str = "甲") -> str:
    """Return a 完成情况 with these lines under 完成, and what else it says."""
    return f"类型: 完成情况\n单位: {org}\n年度: 2014\n截至: {day}\n完成: {{{done}}}\n{rest}"


def assessment(done: str, day: str = "2021-12-31") -> str:
    """Return a 项目自评 with these lines under 完成."""
    return f"类型: 项目自评\n项目编码: P01\n年度: 2021\n截至: {day}\n完成: {{{done}}}\n"


def said(root: Path) -> Sequence[tuple[str, str]]:
    """Return code and message of what this room says, in the order of places."""
    return [(f.code, f.message) for f in found(root) if f.code.startswith(ROOM)]
