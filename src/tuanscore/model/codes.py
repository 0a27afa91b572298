"""The codes of what can be wrong with a document: by itself (2xx), and against others (3xx)."""

from tuanscore.finding import Severity
from tuanscore.manual import Code

_OVERLAY = "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 县区团委-2014\n"
_REPORT = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n"
_HEAD = "类型: 目标绩效指标模板\n名称: 例\n年度: 2014\n总分: 100\n"
_ITEM = "部分:\n  - 名称: 职能指标\n    分值: 100\n    类别:\n      - 条目:\n"
_TEMPLATE = f"{_HEAD}{_ITEM}          - "
_ON_EXAMPLE = "# scorecards/2014/甲.yaml\n" + _OVERLAY.replace("县区团委-2014", "例")
_BOTH = f"# scorecards/2014/甲.yaml\n{_OVERLAY}# scorecards/2014/完成情况/甲.yaml\n{_REPORT}"
_PROJECT = """\
类型: 预算项目绩效目标表
预算单位: 甲县委
简称: 甲
年度: 2021
项目编码: '1'
项目名称: 活动经费
预算: {预算数: 1000, 财政资金: 1000, 其他资金: 0, 资金用途: 活动}
资金支出计划: {12月底: 100%}
绩效目标: [开展活动]
绩效指标:
  产出指标:
    数量指标: [{名称: 活动次数, 描述: 活动次数, 指标值: ≥5次, 依据: 要求}]
"""

UNKNOWN_KIND = Code(
    "TS201",
    "没有写类型，或没有这种类型。",
    "一份文件是什么，只看 类型；不认识的类型没法读下去。",
    fail="类型: 目标绩效指标表\n单位: 共青团甲县委\n",
    passes="类型: 目标绩效指标\n单位: 共青团甲县委\n",
)
MISSING_KEY = Code(
    "TS202",
    "缺少必须写的键，或该有内容的地方是空的。",
    "少了它，这份文件说不清是谁的、哪一年的，或者算不出分。",
    fail=_OVERLAY.replace("简称: 甲\n", ""),
    passes=_OVERLAY,
)
UNKNOWN_KEY = Code(
    "TS203",
    "不认识的键。",
    "键只有一种写法，写错的键不会起作用，所以不放过；多半是写错了字。要写给人看的话，用 备注。",
    fail=_OVERLAY + "指标: {技能比武: ≥4次}\n",
    passes=_OVERLAY + "指标值: {技能比武: ≥4次}\n",
)
WRONG_SHAPE = Code(
    "TS204",
    "值的样子不对：该是列表、文字或一组“键: 值”的，写成了别的。",
    "常见的是“-”后面少一个空格，或用了全角冒号，一组键值变成了一段文字。",
    fail=_OVERLAY + "别名: 甲县\n",
    passes=_OVERLAY + "别名: [甲县]\n",
)
WRONG_VALUE = Code(
    "TS205",
    "值不合要求：不是数字、日期、百分比，或者不在范围里。",
    "数用半角数字写，日期写成 2014-12-31，百分比写成 80%；看不懂的值不猜。",
    fail=_REPORT.replace("2014-12-31", "2014-02-30"),
    passes=_REPORT.replace("2014-12-31", "2014-02-28"),
)
UNREADABLE_TARGET = Code(
    "TS206",
    "目标看不懂。",
    "目标写成 比较符、数、单位（≥3次、19名、5-10次、≤5%），或 定性；看不懂的目标没法计分。",
    fail=_OVERLAY + "指标值: {技能比武: 若干次}\n",
    passes=_OVERLAY + "指标值: {技能比武: ≥4次}\n",
)
REPEATED_NAME = Code(
    "TS207",
    "条目的编号或考核点的名称在一份表里用了两次。",
    "完成情况靠名称认出是哪一条，两条同名就分不清。",
    fail=_TEMPLATE + "{编号: 活动, 内容: 办活动。, 考核点: {活动: ≥3次}}\n"
    "          - {编号: 活动, 内容: 再办活动。, 考核点: {再办: ≥3次}}\n",
    passes=_TEMPLATE + "{编号: 活动, 内容: 办活动。, 考核点: {活动: ≥3次}}\n"
    "          - {编号: 再办活动, 内容: 再办活动。, 考核点: {再办: ≥3次}}\n",
)
UNKNOWN_WORD = Code(
    "TS208",
    "条文里的花括号没有成对，或里面的词既不是考核点也不是变量。",
    "{考核点} 会换成它的数，{变量} 会换成它的值；换不了的会原样印在表上。",
    fail=_TEMPLATE + "{编号: 活动, 内容: '办活动{次数}次。', 考核点: {活动: ≥3次}}\n",
    passes=_TEMPLATE + "{编号: 活动, 内容: '办活动{活动}次。', 考核点: {活动: ≥3次}}\n",
)
UNKNOWN_METHOD = Code(
    "TS209",
    "没有这种计分办法，或它和目标对不上。",
    "计分办法由目标决定，也可以写明；写明的要能判断这种目标。",
    fail=_TEMPLATE + "{编号: 活动, 内容: 办。, 考核点: {活动: {目标: ≥3次, 计分: 打分}}}\n",
    passes=_TEMPLATE + "{编号: 活动, 内容: 办。, 考核点: {活动: {目标: ≥3次, 计分: 达标}}}\n",
)

NO_TEMPLATE = Code(
    "TS301",
    "模板或引用的模板找不到。",
    "只写了改动的表要有模板才能展开；模板放在 templates/ 里，靠 名称 认，不靠文件名。",
    fail=_OVERLAY.replace("县区团委-2014", "县团委-2014"),
    passes=_OVERLAY,
)
NO_MEASURE = Code(
    "TS302",
    "指标值里的考核点，这份表里没有。",
    "写错名称的目标改不到任何一条，原来的目标还在用。",
    fail=_OVERLAY + "指标值: {技能大比武: ≥4次}\n",
    passes=_OVERLAY + "指标值: {技能比武: ≥4次}\n",
)
NO_ITEM = Code(
    "TS303",
    "条目调整里的条目，模板里没有。",
    "条目靠 编号 认；写错编号的调整不起作用。",
    fail=_OVERLAY + "条目调整: {技能大比武: 删除}\n",
    passes=_OVERLAY + "条目调整: {西部计划: 删除}\n",
)
BROKEN_TEMPLATE = Code(
    "TS304",
    "模板有错误，这份表展不开。",
    "先改好模板；模板错着，建在它上面的表都没法校验和计分。",
    fail=f"# templates/例.yaml\n{_HEAD}{_ON_EXAMPLE}",
    passes=f"# templates/例.yaml\n{_TEMPLATE}"
    f"{{编号: 活动, 内容: 办活动。, 考核点: {{活动: ≥3次}}}}\n{_ON_EXAMPLE}",
)
NO_CARD = Code(
    "TS305",
    "完成情况找不到它的评分表。",
    "完成情况按 单位 和 年度 对到评分表；单位写简称、全称或别名都行。",
    fail=f"# scorecards/2014/甲.yaml\n{_OVERLAY}# scorecards/2014/完成情况/甲.yaml\n"
    + _REPORT.replace("单位: 甲", "单位: 甲镇"),
    passes=_BOTH,
)
NO_RESULT_LINE = Code(
    "TS306",
    "完成情况里的考核点，评分表里没有。",
    "名称写错的完成值不会计分，这一条会当成没有报。扣分项写在 扣分 里。",
    fail=_BOTH + "完成: {技能大比武: 4}\n",
    passes=_BOTH + "完成: {技能比武: 4}\n",
)
NO_DEDUCTION_LINE = Code(
    "TS307",
    "扣分的指标，评分表里没有。",
    "扣分要落在一个条目或考核点上，才知道从哪一类里扣。",
    fail=_BOTH + "扣分: [{指标: 技能大比武, 分值: 1, 原因: 虚报}]\n",
    passes=_BOTH + "扣分: [{指标: 技能比武, 分值: 1, 原因: 虚报}]\n",
)
UNREADABLE_RESULT = Code(
    "TS308",
    "完成值看不懂，或和目标对不上。",
    "完成值只写实际做到的数和单位，单位要和目标的一样；定性的写 完成、部分完成 这样的档。",
    fail=_BOTH + "完成: {技能比武: 差不多}\n",
    passes=_BOTH + "完成: {技能比武: 4次}\n",
)
NO_GRADE_SCALE = Code(
    "TS309",
    "没有这个等次标准。",
    "等次标准有内置的两套，也可以写在 tuanscore.yaml 里；名称写错就定不了等次。",
    fail=_TEMPLATE.replace("总分: 100\n", "总分: 100\n等次标准: 团区委标准\n")
    + "{编号: 活动, 内容: 办活动。, 考核点: {活动: ≥3次}}\n",
    passes=_TEMPLATE.replace("总分: 100\n", "总分: 100\n等次标准: 团区委绩效标准\n")
    + "{编号: 活动, 内容: 办活动。, 考核点: {活动: ≥3次}}\n",
)
DUPLICATE_DOCUMENT = Code(
    "TS310",
    "两份文件说的是同一件事。",
    "类型、单位、年度（还有项目编码、截至）都一样的，程序不知道以哪一份为准。",
    fail=f"# scorecards/2014/甲.yaml\n{_OVERLAY}# scorecards/2014/甲县.yaml\n{_OVERLAY}",
    passes=f"# scorecards/2014/甲.yaml\n{_OVERLAY}",
)
NO_BONUS = Code(
    "TS311",
    "评分表没有设加分，完成情况里的加分不计入。",
    "能不能加分、最多加多少，由评分表定：在模板里写 加分: {上限: …}。",
    fail=_BOTH + "加分: [{项目: 先进集体, 分值: 1, 佐证: [通报.md]}]\n",
    passes=_BOTH,
    severity=Severity.WARNING,
)
BROKEN_CARD = Code(
    "TS312",
    "评分表（或预算项目绩效目标表）有错误，这份完成情况（或自评）没法核对。",
    "先改好它，再校验一遍，完成情况里的错误才看得出来。",
    fail="# scorecards/2014/甲.yaml\n"
    + _OVERLAY.replace("县区团委-2014", "县团委-2014")
    + f"# scorecards/2014/完成情况/甲.yaml\n{_REPORT}",
    passes=_BOTH,
    severity=Severity.NOTE,
)
NO_PROJECT = Code(
    "TS313",
    "项目自评找不到它的预算项目绩效目标表。",
    "自评按 项目编码 和 年度 对到项目；编码要加引号，不然 0 开头的、带 E 的会变样。",
    fail=f"# scorecards/2021/甲/1.yaml\n{_PROJECT}# scorecards/2021/甲/1.自评.yaml\n"
    "类型: 项目自评\n项目编码: '2'\n年度: 2021\n截至: 2021-12-31\n",
    passes=f"# scorecards/2021/甲/1.yaml\n{_PROJECT}# scorecards/2021/甲/1.自评.yaml\n"
    "类型: 项目自评\n项目编码: '1'\n年度: 2021\n截至: 2021-12-31\n",
)
NO_SCHEME = Code(
    "TS314",
    "没有这个计分方案。",
    "计分方案有内置的，也可以放在 templates/计分方案/ 里，靠 名称 认。",
    fail=_PROJECT + "计分方案: 项目自评方案\n",
    passes=_PROJECT + "计分方案: 财政项目自评\n",
)
NOT_BY_SCHEME = Code(
    "TS316",
    "分值或类别和计分方案定的不一样。",
    "写明了用哪个计分方案，各部分、各类的分值就要和它一致；另有规定的，另写一个方案。",
    fail=_PROJECT + "计分方案: 团委目标绩效\n",
    passes=_PROJECT + "计分方案: 财政项目自评\n",
)
UNKNOWN_CODE = Code(
    "TS317",
    "设置里写了没有的检查编号。",
    "写错编号的设置不起作用。所有编号见 tuanscore checks。",
    fail=f"# tuanscore.yaml\n检查: {{TS999: 关}}\n# scorecards/甲.yaml\n{_OVERLAY}",
    passes=f"# tuanscore.yaml\n检查: {{TS310: 关}}\n# scorecards/甲.yaml\n{_OVERLAY}",
    severity=Severity.WARNING,
)
NO_VETO = Code(
    "TS320",
    "评分表没有设这一条一票否决。",
    "评分表没有设的事项限制不了等次；在模板的 一票否决 里加上它，或照它的写法写。",
    fail=_BOTH + "一票否决: [{事项: 弄虚作假, 原因: 虚报, 决定人: 团市委}]\n",
    passes=_BOTH,
)
NO_RATED_PART = Code(
    "TS327",
    "评议没有说评的是哪一部分，或者评分表里没有这个由评议定分的部分。",
    "一份表可以有几个由评议定分的部分，各评各的：用 指标 写明评的是哪个部分、类别或条目。"
    "只有一个这样的部分时可以不写。",
    fail=_BOTH + "评议: [{指标: 群众评价, 来源: 服务对象代表, 得分: 92}]\n",
    passes=_BOTH + "评议: [{指标: 绩效评价, 来源: 服务对象代表, 得分: 92}]\n",
)
NAME_TAKEN = Code(
    "TS321",
    "单位名称、简称或别名已经是另一个单位的。",
    "同一年里两个单位用一个名称，完成情况就分不清是谁的。",
    fail=f"# scorecards/2014/甲.yaml\n{_OVERLAY}# scorecards/2014/乙.yaml\n"
    + _OVERLAY.replace("甲", "乙")
    + "别名: [甲]\n",
    passes=f"# scorecards/2014/甲.yaml\n{_OVERLAY}# scorecards/2014/乙.yaml\n"
    + _OVERLAY.replace("甲", "乙"),
)
FIXED_SEVERITY = Code(
    "TS323",
    "设置要改的级别改不了。",
    "读不出来、展不开的文件（TS1、TS2 开头的，TS301、TS304）里面什么也没有校验过，"
    "关掉它就像没有问题一样。",
    fail=f"# tuanscore.yaml\n检查: {{TS205: 提示}}\n# scorecards/甲.yaml\n{_OVERLAY}",
    passes=f"# tuanscore.yaml\n检查: {{TS310: 提示}}\n# scorecards/甲.yaml\n{_OVERLAY}",
    severity=Severity.WARNING,
)
NO_SUCH_FILE = Code(
    "TS324",
    "分文件检查或排除里的路径一个文件也不是。",
    "路径写错了，或文件改名了，这一处就不起作用。路径相对仓库，* 不跨文件夹，** 跨。",
    fail="# tuanscore.yaml\n分文件检查: {scorecards/2014/**: {TS310: 关}}\n"
    f"# scorecards/甲.yaml\n{_OVERLAY}",
    passes="# tuanscore.yaml\n分文件检查: {scorecards/**: {TS310: 关}}\n"
    f"# scorecards/甲.yaml\n{_OVERLAY}",
    severity=Severity.WARNING,
)
NO_PRINTED_FIELD = Code(
    "TS340",
    "表式里的栏、表或文件的类型，程序不认识。",
    "表式照名称取要印的内容；名称写错的，那一格印不出来，这张表就不能用。",
    fail="# templates/表式/例.yaml\n类型: 表式\n名称: 例\n年度: 2024\n依据: 例\n用于: 项目自评\n"
    "标题: 自评表\n内容:\n  - 表: 指标\n    列: [三级指标, 完成直]\n",
    passes="# templates/表式/例.yaml\n类型: 表式\n名称: 例\n年度: 2024\n依据: 例\n用于: 项目自评\n"
    "标题: 自评表\n内容:\n  - 表: 指标\n    列: [三级指标, 完成值]\n",
)
WAIVER_EXPIRED = Code(
    "TS325",
    "豁免已经过期，不再起作用。",
    "豁免到 到期 那天为止（含那天）。改好问题、删掉豁免，或报批准人重新批准。",
    severity=Severity.WARNING,
)
WAIVER_UNUSED = Code(
    "TS326",
    "豁免没有用上。",
    "要豁免的发现已经没有了，或者检查、文件、单位、指标写错了；用不上的豁免要删掉，免得以后放过别的。",
    severity=Severity.WARNING,
)


def all_codes() -> set[str]:
    """Return every code of this list."""
    return {str(value) for value in globals().values() if isinstance(value, Code)}


def leaves_unusable(code: str) -> bool:
    """Say whether an error of this code keeps a file from being read or laid open."""
    return code.startswith(("TS1", "TS2", NO_TEMPLATE, BROKEN_TEMPLATE))
