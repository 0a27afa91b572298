"""What the 表式 of each kind of document may print: the names of its columns, with what they are.

``sheets`` makes what stands under these names, one module for each kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.model.kinds import monitoring

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
"""A column within a text, which stands for what is printed under it."""
TOTAL = "题"
"""What the last row of a table says at its left, among what stands under its columns."""

Names = dict[str, str]
"""The name of a column, and what is printed under it.

A name that ends in ``/`` goes on with a word of the document.
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """What may be printed of one kind of document."""

    form: str
    """The 名称 of the 表式 that is used where none is asked for."""
    texts: Names
    """What is said once in the document."""
    tables: Mapping[str, Names]
    """What each row of a table says, by the name of the table."""
    kept: tuple[str, ...] = ()
    """What somebody has written and must not get lost where a form has no column for it."""


_ALSO = {
    "项目属性": "如 新增项目、延续项目",
    "项目类型": "印在表上的项目类型",
    "项目类别": "印在表上的项目类别",
    "起止时间": "项目的起止时间",
    "负责人": "项目负责人",
    "联系电话": "联系电话",
    "填报日期": "填报日期",
    "其他需要说明事项": "表下面的说明",
    "偏差原因": "表后一并写的原因",
    "改进措施": "表后一并写的改进措施",
    "其他栏目/": "其他栏目里的一项，如 其他栏目/报表编号",
}
_HEADS = {
    "年度": "四位数",
    "上年": "前一年，四位数",
    "预算单位": "预算单位；没有另写的是实施单位",
    "主管部门": "主管部门",
    "实施单位": "实施单位；没有另写的是预算单位",
    "项目编码": "财政给的编码",
    "项目名称": "项目名称",
    **_ALSO,
    "金额单位": "只写数的金额以什么为单位",
    "预算数": "预算总额",
    "财政资金": "预算里的财政资金",
    "其他资金": "预算里的其他资金",
    "资金用途": "钱用来做什么",
    "绩效目标": "一条一行；几条的编号",
    "长期目标": "长期的目标，一条一行",
    "年度依据": "年度不是印在表上时，从何得知",
}
_BESIDE = {"名称": "栏目的名称", "内容": "填的内容"}
_LEVELS = {
    "一级指标": "一级指标的名称；计分的带分值",
    "二级指标": "二级指标的名称",
    "三级指标": "三级指标的名称；核心指标带 ★，其中各项缩进",
    "指标值": "照写的，如 ≥24艘次",
    "指标性质": "指标值里的比较符 ≥ ≤ =；文字的是 定性",
    "指标数值": "指标值里的数；文字的照写",
    "度量单位": "指标值里的单位",
    "绩效指标描述": "指标说明",
    "依据": "指标值确定依据",
    "评分标准": "印在表上的评分标准",
    "上年值": "上年实际做到多少",
    "责任部门": "谁负责",
    "分解": "分到各季度、各月的指标值，并在一格",
    "分解/": "其中一个阶段的，如 分解/一季度",
    "说明": "印在这一行的说明",
    "分值": "这一条几分",
}
_GOALS = {"目标": "几个年度目标各有指标的，是哪一个目标", **_LEVELS}
_SCORED = {
    "截至": "截至哪一天；还没有填报的说没有",
    "满分": "满分",
    "总得分": "程序算的总分",
    "得分率": "程序算的得分率",
    "等次": "程序算的等次",
    "评定": "得分率和等次的一句话",
    "填报总分": "表上填的总分",
    "填报等次": "表上填的等次",
    "计分说明": "照什么计分、什么没有报、什么是假设的，一条一段",
}
_MARKS = "一位评分人给的分，如 评分/群众"
_DONE = {
    "完成值": "做到多少；没有报的说未报",
    "得分": "程序算的分；年度没有完的是两列",
    "填报得分": "表上填的得分，照填的",
    "得分系数": "完成百分之几，按它计分的才有",
    "偏差原因": "没有做到的原因、改进措施和说明",
    "佐证": "佐证材料",
    "评分/": _MARKS,
}
_AS_WRITTEN = "这一条几分，照表上写的"
_MONEY = {
    "资金名称": "年度资金总额，其中各种来源",
    "年初预算数": "年初批的",
    "全年预算数": "调整以后的",
    "全年执行数": "花了多少",
    "分值": "预算执行几分；不计分的是横线",
    "执行率": "表上印的；算出来不一样的，括号里是算的",
    "得分": "预算执行得几分",
    "填报得分": "表上填的预算执行得分",
}
_CARD = {
    "部分": "部分的名称，带分值",
    "类别": "类别的名称，带分值",
}

PRINTED = {
    "预算项目绩效目标表": Printed(
        "预算项目绩效目标表",
        _HEADS,
        {
            "指标": _GOALS,
            "长期指标": _GOALS,
            "预算": {"资金名称": "预算数，其中各种来源", "金额": "多少"},
            "资金支出计划": {"时间": "到什么时候", "比例": "累计支出百分之几"},
            "栏目": _BESIDE,
        },
        ("长期目标", "目标", "上年值", "责任部门", "分解", "说明", "评分标准"),
    ),
    "项目自评": Printed(
        "项目支出绩效自评表",
        {**_HEADS, **_SCORED, "目标完成情况": "年度总体目标完成得怎样"},
        {
            "指标": {**_GOALS, **_DONE, "填报分值": _AS_WRITTEN},
            "资金": _MONEY,
            "单位": _BESIDE,
            "栏目": _BESIDE,
        },
        ("目标完成情况", "其他需要说明事项", "改进措施", "目标", "填报得分", "偏差原因"),
    ),
    "部门整体支出绩效自评表": Printed(
        "部门整体支出绩效自评表",
        {
            "年度": "四位数",
            "单位": "部门全称",
            "主管部门": "主管部门",
            "金额单位": "金额以什么为单位",
            **_ALSO,
            "绩效目标": "年初绩效目标，一条一行",
            "调整绩效目标": "年中调整后的绩效目标，一条一行",
            "目标完成情况": "目标实际完成得怎样",
            **_SCORED,
        },
        {
            "指标": {
                "序号": "第几行",
                **_LEVELS,
                **_DONE,
                "指标解释": "这一项看什么",
                "调整指标值": "年中调整过的指标值",
                "得分": "程序算的分，带得分打印时才有",
                "复核得分": "复核打的分",
                "核心指标": "是不是核心指标",
            },
            "资金": _MONEY,
            "栏目": _BESIDE,
        },
        ("调整绩效目标", "目标完成情况", "调整指标值", "填报得分", "复核得分", "偏差原因"),
    ),
    "绩效运行监控表": Printed(
        "绩效运行监控表",
        {
            "年度": "四位数",
            "期间": "监控到几月，如 1-7月",
            "项目名称": "项目名称",
            "项目编码": "财政给的编码",
            "主管部门": "主管部门及代码",
            "预算单位": "预算单位",
            "实施单位": "实施单位",
            "金额单位": "只写数的金额以什么为单位",
            **_ALSO,
            "绩效目标": "年度总体目标，一条一行",
        },
        {
            "指标": {
                **_LEVELS,
                "执行情况": "到期间末为止的完成值",
                "全年预计完成情况": "全年预计的完成值",
                **{reason: f"偏差原因是{reason}的打 √" for reason in monitoring.REASONS},
                "原因说明": "偏差原因的文字说明",
                **{word: f"完成可能性是{word}的打 √" for word in monitoring.LIKELY},
                "备注": "备注",
            },
            "资金": {
                "资金名称": "年度资金总额，其中各种来源",
                "年初预算数": "年初批的",
                "执行数": "到期间末花了多少",
                "执行率": "表上印的，没有印的是算的",
                "全年预计执行数": "全年预计花多少",
            },
            "栏目": _BESIDE,
        },
    ),
    "目标绩效指标": Printed(
        "目标绩效指标",
        {
            "标题": "印在表上的标题",
            "年度": "四位数",
            "单位": "单位全称",
            "加分": "加分最多几分",
        },
        {
            "类别": {
                "类别": "部分、类别、分组的名称，带分值；几层几列",
                "内容": "类别里的条目，一条一段",
                "分值": "这一类（条）几分",
            }
        },
    ),
    "完成情况": Printed(
        "目标绩效得分表",
        {
            "标题": "印在表上的标题",
            "年度": "四位数",
            "单位": "单位全称",
            "等次标准": "各等次的下限",
            **_SCORED,
            "失分说明": "每一条没有得满的，为什么",
        },
        {
            "条目": {
                **_CARD,
                "内容": "条目的全文，带编号",
                "分值": "这一条几分",
                "评分标准": "各考核点印在表上的评分标准",
                "完成情况": "各考核点做到多少；没有报的说未报",
                "评分/": _MARKS,
                "自评分": "照自评的完成值算的分",
                "考核分": "程序算的分",
                "填报得分": "表上填的得分，照填的",
            },
            "考核点": {
                **_CARD,
                "条目": "条目的全文",
                "考核点": "考核点的名称",
                "目标": "要做到多少",
                "完成": "做到多少；没有报的说未报",
                "分值": "这一条几分",
                "得分": "程序算的分；年度没有完的是两列",
                "填报得分": "表上填的得分，照填的",
                "评分/": _MARKS,
            },
        },
    ),
    "部门整体绩效目标": Printed(
        "部门整体绩效目标",
        {
            "年度": "四位数",
            "年度依据": "年度不是印在表上时，从何得知",
            "规划标题": "总体目标的标题",
            "规划": "总体目标，一段一行",
            "职责标题": "职责的标题",
            "职责": "每项职责的各段话",
            "保障标题": "保障措施的标题",
            "保障": "保障措施，一段一行",
        },
        {},
    ),
}
"""By the 类型 of what is printed; a card with its scores goes by that of its report."""

_SCORED_AS = {"目标绩效指标": "完成情况", "预算项目绩效目标表": "项目自评"}
_LIKE = {"目标绩效指标模板": "目标绩效指标"}


def printed_as(kind: str, *, scored: bool = False) -> str:
    """Return the 类型 whose forms print a document, with its scores or without."""
    like = _LIKE.get(kind, kind)
    return _SCORED_AS.get(like, like) if scored else like


def is_scored(printed: str) -> bool:
    """Say whether a 类型 is only printed with scores."""
    return printed in _SCORED_AS.values()
