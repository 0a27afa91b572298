"""What a document may not say: every error of its types, at its exact place, with a cure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CHECKOUT, Make, found, unmark
from thorough import times
from tuanscore.commands.score import scoring
from tuanscore.commands.show import presenting
from tuanscore.commands.validate import examining
from tuanscore.errors import TuanscoreError
from tuanscore.shelf import Repository

pytestmark = pytest.mark.repeated

TEMPLATE, WHOLE, OVERLAY = "templates/例.yaml", "scorecards/2014/甲.yaml", "scorecards/2014/乙.yaml"
RESULTS = "scorecards/2014/完成情况/甲.yaml"
DEPARTMENT, PROJECT = "scorecards/2021/丙/部门整体绩效目标.yaml", "scorecards/2021/丙/P01.yaml"
ASSESSMENT, SETTINGS = "scorecards/2021/丙/P01.自评.yaml", "tuanscore.yaml"

FILES = {
    TEMPLATE: """\
类型: 目标绩效指标模板
名称: 例
年度: 2014
总分: 100
变量: {区划: 县}
部分:
  - 名称: 职能指标
    分值: 90
    类别:
      - 名称: 服务
        分值: 90
        条目:
          - 编号: 活动
            内容: 开展活动{次数}次。
            考核点:
              次数: ≥3次
              培训: {目标: 40名, 计分: 比例}
              案事件: {计分: 扣分, 每次: 0.5, 加重: {特别重大: 1}, 最多: 5}
              就业率: {计分: 分档, 分档: {'≥75%': 5, '≥70%': 3}}
          - {编号: 简报, 内容: '编发{区划}简报。', 考核点: {简报: ≥3期}}
  - 名称: 绩效评价
    分值: 10
    计分: 评议
""",
    WHOLE: """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
别名: [甲县]
年度: 2014
总分: 10
部分:
  - 名称: 职能指标
    分值: 9
    类别:
      - 名称: 服务
        条目:
          - {编号: 活动, 内容: 开展活动。, 考核点: {次数: ≥3次}}
  - {名称: 绩效评价, 分值: 1, 计分: 评议}
""",
    OVERLAY: """\
类型: 目标绩效指标
单位: 共青团乙县委
简称: 乙
年度: 2014
模板: 例
指标值:
  次数: ≥5次
  培训: {目标: 30名}
条目调整:
  活动: {内容: '开展{次数}次。'}
""",
    RESULTS: """\
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
样例: true
完成:
  次数: {自评: 3, 说明: 三次}
扣分:
  - {指标: 活动, 分值: 0.5, 次数: 1, 原因: 迟报}
评议:
  - {来源: 服务对象代表, 得分: 92, 人数: 30}
""",
    DEPARTMENT: """\
类型: 部门整体绩效目标
单位: 团丙区委
简称: 丙
年度: 2021
年度发展规划目标: {标题: 规划, 内容: [一]}
职责分类绩效目标:
  标题: 职责
  职责:
    - 职责描述: 一
      职责目标: 二
      绩效目标: 三
      绩效指标: 四
      绩效标准: {等次标准: 团区委绩效标准, 内容: 五}
      计划数: 10
      完成数: 9
工作保障措施: {标题: 措施, 内容: [一]}
""",
    PROJECT: """\
类型: 预算项目绩效目标表
预算单位: 团丙区委本级
简称: 丙
年度: 2021
项目编码: P01
项目名称: 活动经费
预算: {预算数: 50000.00, 财政资金: '50,000', 其他资金: 0, 资金用途: 活动}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [办好活动]
绩效指标:
  产出指标:
    数量指标:
      - {名称: 活动次数, 指标值: ≥5次, 依据: 要求}
  效益指标:
    社会效益指标: [{名称: 青年参与率, 指标值: ≥60%}]
  满意度指标:
    服务对象满意度指标: [{名称: 青年满意度, 指标值: ≥90%}]
""",
    ASSESSMENT: """\
类型: 项目自评
项目编码: P01
年度: 2021
截至: 2021-12-31
执行: {全年预算数: 50000.00, 全年执行数: 48000, 进度: {6月底: 24000}}
完成:
  活动次数: 6
""",
    SETTINGS: """\
等次标准:
  本市标准: {优: 90, 良: 80}
定性档: {完成: 100, 未完成: 0}
检查: {TS402: 提示}
""",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A change to one of the files above that makes it wrong in one way."""

    file: str
    old: str
    new: str
    """The marks (▲) say where the findings must point."""
    code: str
    message: str
    hint: str


UNKNOWN_KIND, MISSING_KEY, UNKNOWN_KEY, WRONG_SHAPE = "TS201", "TS202", "TS203", "TS204"
WRONG_VALUE, UNREADABLE_TARGET, UNKNOWN_METHOD = "TS205", "TS206", "TS209"
EMPTY, BLOCK_SCALAR = "TS116", "TS112"


def kinds() -> Iterator[Slip]:
    for file, kind, wrong in [
        (TEMPLATE, "目标绩效指标模板", "目标绩效指标模版"),
        (WHOLE, "目标绩效指标", "目标绩校指标"),
        (RESULTS, "完成情况", "完成情兄"),
        (DEPARTMENT, "部门整体绩效目标", "部门绩效目标"),
        (PROJECT, "预算项目绩效目标表", "预算项目目标表"),
        (ASSESSMENT, "项目自评", "项目自评表"),
    ]:
        yield Slip(
            file,
            f"类型: {kind}\n",
            f"类型: ▲{wrong}\n",
            UNKNOWN_KIND,
            f"没有“{wrong}”",
            f"“{kind}”",
        )
        yield Slip(file, f"类型: {kind}\n", "▲", UNKNOWN_KIND, "没有写“类型”", kind)


def unknown_keys() -> Iterator[Slip]:
    for file, old, new, wrong, right in [
        (TEMPLATE, "总分: 100\n", "总分: 100\n▲标提: 一\n", "标提", "标题"),
        (TEMPLATE, "    分值: 10\n", "    分值: 10\n    ▲内溶: 一\n", "内溶", "内容"),
        (TEMPLATE, "        分值: 90\n", "        ▲分植: 90\n", "分植", "分值"),
        (TEMPLATE, "            考核点:\n", "            ▲小类名: 一\n            考核点:\n",
         "小类名", "小类"),
        (TEMPLATE, "{目标: 40名, 计分: 比例}", "{目标: 40名, ▲计分办法: 比例}",
         "计分办法", "计分"),
        (TEMPLATE, "最多: 5}", "▲最多扣: 5}", "最多扣", "最多"),
        (WHOLE, "别名: [甲县]", "▲别称: [甲县]", "别称", "别名"),
        (WHOLE, "考核点: {次数: ≥3次}}", "▲考核: {次数: ≥3次}}", "考核", "考核点"),
        (OVERLAY, "指标值:\n", "▲指标直:\n", "指标直", "指标值"),
        (OVERLAY, "{目标: 30名}", "{目标: 30名, ▲分质: 5}", "分质", "分值"),
        (OVERLAY, "'开展{次数}次。'}", "'开展{次数}次。', ▲内容二: 二}", "内容二", "内容"),
        (RESULTS, "样例: true", "▲样列: true", "样列", "样例"),
        (RESULTS, "说明: 三次", "▲说名: 三次", "说名", "说明"),
        (RESULTS, "次数: 1,", "▲次数量: 1,", "次数量", "次数"),
        (RESULTS, "人数: 30", "▲人次: 30", "人次", "人数"),
        (DEPARTMENT, "      计划数: 10\n", "      ▲计划: 10\n", "计划", "计划数"),
        (DEPARTMENT, "内容: 五}", "内容: 五, ▲标准: 一}", "标准", "等次标准"),
        (DEPARTMENT, "{标题: 规划,", "{标题: 规划, ▲题目: 一,", "题目", "标题"),
        (PROJECT, "绩效目标: [办好活动]\n", "绩效目标: [办好活动]\n▲计分方安: 一\n",
         "计分方安", "计分方案"),
        (PROJECT, "资金用途: 活动", "资金用途: 活动, ▲其它资金: 1", "其它资金", "其他资金"),
        (PROJECT, "依据: 要求", "▲依剧: 要求", "依剧", "依据"),
        (ASSESSMENT, "进度: {6月底: 24000}", "▲进渡: {6月底: 24000}", "进渡", "进度"),
        (ASSESSMENT, "截至: 2021-12-31\n", "截至: 2021-12-31\n▲样列: true\n", "样列", "样例"),
        (ASSESSMENT, "活动次数: 6", "活动次数: {自评: 6, ▲佐正: [一]}", "佐正", "佐证"),
        (SETTINGS, "检查:", "▲检察:", "检察", "检查"),
    ]:  # fmt: skip
        yield Slip(file, old, new, UNKNOWN_KEY, f"不认识的键“{wrong}”", f"是不是“{right}”？")
    for file, old, new, key in [
        (TEMPLATE, "计分: 比例}", "▲每次: 1}", "每次"),  # another method's
        (OVERLAY, "模板: 例\n", "模板: 例\n▲部分: []\n", "部分"),  # a whole card's
        (RESULTS, "样例: true", "▲模板: 例", "模板"),
    ]:
        yield Slip(file, old, new, UNKNOWN_KEY, f"不认识的键“{key}”", "")


def missing_keys() -> Iterator[Slip]:
    for file, old, new, parent, key in [
        (TEMPLATE, "类型: 目标绩效指标模板\n名称: 例\n", "▲类型: 目标绩效指标模板\n", "", "名称"),
        (TEMPLATE, "  - 名称: 绩效评价\n    分值: 10\n", "  - ▲分值: 10\n", "部分第 2 项", "名称"),
        (TEMPLATE, "          - 编号: 活动\n            内容", "          - ▲内容", "条目第 1 项",
         "编号"),
        (TEMPLATE, "          - 编号: 活动\n            内容: 开展活动{次数}次。\n",
         "          - ▲编号: 活动\n", "条目第 1 项", "内容"),
        (TEMPLATE, "就业率: {计分: 分档, 分档: {'≥75%': 5, '≥70%': 3}}", "▲就业率: {计分: 分档}",
         "就业率", "分档"),
        (WHOLE, "类型: 目标绩效指标\n单位: 共青团甲县委\n", "▲类型: 目标绩效指标\n", "", "单位"),
        (WHOLE, "年度: 2014\n", "", "", "年度"),
        (OVERLAY, "简称: 乙\n", "", "", "简称"),
        (RESULTS, "截至: 2014-12-31\n", "", "", "截至"),
        (RESULTS, "- {指标: 活动, 分值: 0.5, 次数: 1, 原因: 迟报}",
         "- ▲{指标: 活动, 分值: 0.5, 次数: 1}", "扣分第 1 项", "原因"),
        (RESULTS, "- {来源: 服务对象代表, 得分: 92,", "- ▲{来源: 服务对象代表,", "评议第 1 项",
         "得分"),
        (DEPARTMENT, "工作保障措施: {标题: 措施, 内容: [一]}\n", "", "", "工作保障措施"),
        (DEPARTMENT, "      绩效标准: {等次标准: 团区委绩效标准, 内容: 五}",
         "      ▲绩效标准: {内容: 五}", "绩效标准", "等次标准"),
        (DEPARTMENT, "    - 职责描述: 一\n      职责目标", "    - ▲职责目标", "职责第 1 项",
         "职责描述"),
        (ASSESSMENT, "项目编码: P01\n", "", "", "项目编码"),
        (PROJECT, "预算单位: ", "主管部门: ", "", "预算单位"),
    ]:  # fmt: skip
        message = f"“{parent}”里缺少“{key}”" if parent else f"缺少“{key}”"
        yield Slip(file, old, new, MISSING_KEY, message, f"“{key}: …”")
    for file, old, new, name in [
        (DEPARTMENT, "{标题: 规划, 内容: [一]}", "{标题: 规划, 内容: ▲[]}", "内容"),
        (PROJECT, "绩效目标: [办好活动]", "绩效目标: ▲[]", "绩效目标"),
        (PROJECT, "资金支出计划: {6月底: 50%, 12月底: 100%}", "资金支出计划: ▲{}", "资金支出计划"),
    ]:
        yield Slip(file, old, new, MISSING_KEY, f"“{name}”是空的", "至少写一项")


def wrong_shapes() -> Iterator[Slip]:
    a_list, a_mapping, a_text = "一个列表", "键: 值", "一段文字"
    for file, old, new, shape, hint in [
        (WHOLE, "别名: [甲县]", "别名: ▲甲县", a_list, "[甲, 乙]"),
        (WHOLE, "别名: [甲县]", "别名: ▲-甲县", a_list, "后面要有一个空格"),
        (WHOLE, "别名: [甲县]", "别名:\n  ▲-甲县", a_list, "后面要有一个空格"),
        (WHOLE, "别名: [甲县]", "别名: ▲{甲: 县}", a_list, "[甲, 乙]"),
        (WHOLE, "单位: 共青团甲县委", "单位: ▲[共青团甲县委]", a_text,
         "去掉方括号，只写一个值：“单位: 共青团甲县委”"),
        (WHOLE, "{次数: ≥3次}", "▲≥3次", a_mapping, "{键: 值}"),
        (WHOLE, "{次数: ≥3次}", "▲[≥3次]", a_mapping, "{键: 值}"),
        (WHOLE, "{次数: ≥3次}", "▲次数：≥3次", a_mapping, "半角冒号"),
        (WHOLE, "{次数: ≥3次}", "{次数: ▲[≥3次]}", a_mapping,
         "去掉方括号，只写一个值：“次数: ≥3次”"),
        (WHOLE, "{次数: ≥3次}", "{次数: ▲[≥3次, 4次]}", "一个值，或一组", "只写一个值"),
        (WHOLE, "- {编号: 活动, 内容: 开展活动。, 考核点: {次数: ≥3次}}", "- ▲活动", a_mapping,
         "键: 值"),
        (TEMPLATE, "变量: {区划: 县}", "变量: ▲县", a_mapping, "{键: 值}"),
        (TEMPLATE, "加重: {特别重大: 1}", "加重: ▲1", a_mapping, "{键: 值}"),
        (TEMPLATE, "分档: {'≥75%': 5, '≥70%': 3}", "分档: ▲['≥75%']", a_mapping, "{键: 值}"),
        (OVERLAY, "  次数: ≥5次\n  培训: {目标: 30名}\n", "  ▲- 次数\n  - 培训\n", a_mapping,
         "{键: 值}"),
        (OVERLAY, "{内容: '开展{次数}次。'}", "▲[开展]", a_mapping, "键: 值"),
        (RESULTS, "{自评: 3, 说明: 三次}", "▲[3]", a_mapping, "去掉方括号，只写一个值：“次数: 3”"),
        (RESULTS, "说明: 三次", "佐证: ▲台账.xlsx", a_list, "[甲, 乙]"),
        (RESULTS, "  - {指标: 活动, 分值: 0.5, 次数: 1, 原因: 迟报}", "  ▲活动: 1", a_list,
         "“- ”"),
        (DEPARTMENT, "{标题: 规划, 内容: [一]}", "▲规划", a_mapping, "键: 值"),
        (DEPARTMENT, "{标题: 规划, 内容: [一]}", "{标题: 规划, 内容: ▲一}", a_list, "“- ”"),
        (PROJECT, "      - {名称: 活动次数, 指标值: ≥5次, 依据: 要求}", "      ▲活动次数: ≥5次",
         a_list, "“- ”"),
        (PROJECT, "{6月底: 50%, 12月底: 100%}", "▲[50%, 100%]", a_mapping, "{键: 值}"),
        (ASSESSMENT, "{全年预算数: 50000.00, 全年执行数: 48000, 进度: {6月底: 24000}}", "▲48000",
         a_mapping, "键: 值"),
        (SETTINGS, "{优: 90, 良: 80}", "▲[90, 80]", a_mapping, "{键: 值}"),
    ]:  # fmt: skip
        yield Slip(file, old, new, WRONG_SHAPE, f"应当是{shape}" if shape != a_mapping else shape,
                   hint)  # fmt: skip


def wrong_values() -> Iterator[Slip]:
    for points in ("15分", "１５", "1e3", "-1", "+1", "nan", ".nan", "0x1F", "1_5", "十五", "1,5"):
        yield Slip(TEMPLATE, "总分: 100", f"总分: ▲{points}", WRONG_VALUE, f"“{points}”不是分数",
                   "半角数字")  # fmt: skip
    for file, old, new, message, hint in [
        (TEMPLATE, "总分: 100", "总分: ▲1.234", "“1.234”超过两位小数", "1.43"),
        (TEMPLATE, "每次: 0.5", "每次: ▲半分", "“半分”不是分数", "半角数字"),
        (TEMPLATE, "特别重大: 1", "特别重大: ▲一", "“一”不是分数", "半角数字"),
        (TEMPLATE, "最多: 5}", "最多: ▲5分}", "“5分”不是分数", "半角数字"),
        (TEMPLATE, "计分: 比例}", "分值: ▲[5]}", "应当是分数", "只写一个值"),
        (TEMPLATE, "'≥75%': 5,", "'≥75%': ▲五,", "“五”不是分数", "半角数字"),
        (TEMPLATE, "{'≥75%': 5, '≥70%': 3}", "▲{'≥75%': 0}", "各档都是 0 分", "满分"),
        (WHOLE, "年度: 2014", "年度: ▲14", "“14”不是年度", "四位"),
        (WHOLE, "年度: 2014", "年度: ▲2014年", "“2014年”不是年度", "四位"),
        (WHOLE, "年度: 2014", "年度: ▲二〇一四", "“二〇一四”不是年度", "四位"),
        (WHOLE, "年度: 2014", "年度: ▲２０１４", "“２０１４”不是年度", "半角"),
        (WHOLE, "年度: 2014", "年度: ▲3014", "“3014”不是年度", "四位"),
        (WHOLE, "别名: [甲县]", "别名: [▲'']", "“别名第 1 项”是空的", "填上"),
        (OVERLAY, "{内容: '开展{次数}次。'}", "▲去掉", "“去掉”不是条目调整", "删除"),
        (OVERLAY, "{目标: 30名}", "{目标: 30名, 分值: ▲二}", "“二”不是分数", "半角数字"),
        (RESULTS, "截至: 2014-12-31", "截至: ▲2014-02-30", "这一天不存在", "日子"),
        (RESULTS, "截至: 2014-12-31", "截至: ▲2014/12/31", "“2014/12/31”不是日期", "年-月-日"),
        (RESULTS, "截至: 2014-12-31", "截至: ▲2014-12", "“2014-12”不是日期", "年-月-日"),
        (RESULTS, "截至: 2014-12-31", "截至: ▲2014年底", "“2014年底”不是日期", "年-月-日"),
        (RESULTS, "样例: true", "样例: ▲yes", "“yes”不是 true", "false（否）"),
        (RESULTS, "样例: true", "样例: ▲对", "“对”不是 true", "false（否）"),
        (RESULTS, "得分: 92", "得分: ▲101", "得分 101 超过 100", "百分制"),
        (RESULTS, "得分: 92", "得分: ▲优", "“优”不是百分制得分", "92"),
        (RESULTS, "人数: 30", "人数: ▲30人", "“30人”不是个数", "半角整数"),
        (RESULTS, "次数: 1,", "次数: ▲1.5,", "“1.5”不是个数", "半角整数"),
        (RESULTS, "分值: 0.5", "分值: ▲-0.5", "“-0.5”不是分数", "不能是负数，用半角"),
        (RESULTS, "{自评: 3, 说明: 三次}", "▲{自评: 3, 不适用: 没有}", "又写了完成值", "只留"),
        (RESULTS, "{自评: 3, 说明: 三次}", "▲{审核: 3, 不适用: 没有}", "又写了完成值", "只留"),
        (RESULTS, "{自评: 3, 说明: 三次}", "▲{说明: 三次}", "没有写完成值", "不适用"),
        (DEPARTMENT, "计划数: 10", "计划数: ▲十", "“十”不是数字", "半角数字"),
        (PROJECT, "12月底: 100%", "12月底: ▲全部", "“全部”不是百分数", "半角数字"),
        (PROJECT, "12月底: 100%", "12月底: ▲100％", "不是百分数", "半角数字"),
        (PROJECT, "预算数: 50000.00", "预算数: ▲5万块", "“5万块”不是数字", "半角数字"),
        (PROJECT, "'50,000'", "▲'50,00'", "“50,00”不是数字", "半角数字"),
        (ASSESSMENT, "6月底: 24000", "6月底: ▲-1", "“-1”不是数字", "半角数字"),
        (ASSESSMENT, "截至: 2021-12-31", "截至: ▲2021-13-01", "这一天不存在", "月份"),
        (SETTINGS, "{优: 90, 良: 80}", "▲{优: 80, 良: 90}", "从高到低", "优: 90"),
        (SETTINGS, "{优: 90, 良: 80}", "▲{优: 90, 良: 90}", "从高到低", "优: 90"),
        (SETTINGS, "良: 80", "良: ▲八十", "“八十”不是百分数", "半角数字"),
        (SETTINGS, "TS402: 提示", "TS402: ▲忽略", "“忽略”不是级别", "错误、警告、提示 或 关"),
    ]:  # fmt: skip
        yield Slip(file, old, new, WRONG_VALUE, message, hint)


def unreadable_targets() -> Iterator[Slip]:
    for file, old, new, message, hint in [
        (TEMPLATE, "次数: ≥3次", "次数: ▲若干", "没有数字", "定性"),
        (TEMPLATE, "次数: ≥3次", "次数: ▲约3次", "含糊", "≥100人"),
        (TEMPLATE, "次数: ≥3次", "次数: ▲-3次", "负数", "不能小于0"),
        (TEMPLATE, "目标: 40名,", "目标: ▲几名,", "没有数字", "定性"),
        (TEMPLATE, "{'≥75%': 5, '≥70%': 3}", "▲{很好: 5}", "档次“很好”不是数字", "'≥75%': 5"),
        (TEMPLATE, "{'≥75%': 5, '≥70%': 3}", "▲{定性: 5}", "档次“定性”不是数字", "'≥75%': 5"),
        (WHOLE, "{次数: ≥3次}", "{次数: ▲待定}", "还没有定下来", "定下来以后"),
        (OVERLAY, "次数: ≥5次", "次数: ▲2所、3次", "不止一个数字", "拆成几个考核点"),
        (OVERLAY, "目标: 30名", "目标: ▲不少", "没有数字", "定性"),
        (OVERLAY, "内容: '开展{次数}次。'", "考核点: {次数: ▲多次}", "没有数字", "定性"),
    ]:
        yield Slip(file, old, new, UNREADABLE_TARGET, message, hint)


def unknown_methods() -> Iterator[Slip]:
    for file, old, new, message, hint in [
        (TEMPLATE, "计分: 比例", "计分: ▲比列", "没有“比列”", "“比例”"),
        (TEMPLATE, "计分: 比例", "计分: ▲评议", "没有“评议”", "评分"),  # not of a single measure
        (TEMPLATE, "    计分: 评议", "    计分: ▲评义", "没有“评义”", "“评议”"),
        (OVERLAY, "{目标: 30名}", "{目标: 30名, 计分: ▲达标率}", "没有“达标率”", "“达标”"),
    ]:
        yield Slip(file, old, new, UNKNOWN_METHOD, message, hint)


def empty_values() -> Iterator[Slip]:
    for file, old, new, key in [
        (TEMPLATE, "名称: 例", "名称:▲", "名称"),
        (TEMPLATE, "年度: 2014", "年度:▲", "年度"),
        (TEMPLATE, "总分: 100", "总分:▲", "总分"),
        (TEMPLATE, "次数: ≥3次", "次数:▲", "次数"),
        (TEMPLATE, "{目标: 40名, 计分: 比例}", "{目标: ▲, 计分: 比例}", "目标"),
        (TEMPLATE, "变量: {区划: 县}", "变量:▲", "变量"),
        (WHOLE, "别名: [甲县]", "别名:▲", "别名"),
        (OVERLAY, "模板: 例", "模板:▲", "模板"),
        (OVERLAY, "活动: {内容: '开展{次数}次。'}", "活动:▲", "活动"),
        (RESULTS, "次数: {自评: 3, 说明: 三次}", "次数:▲", "次数"),
        (RESULTS, "截至: 2014-12-31", "截至:▲", "截至"),
        (RESULTS, "得分: 92", "得分: ▲", "得分"),
        (DEPARTMENT, "计划数: 10", "计划数:▲", "计划数"),
        (PROJECT, "指标值: ≥5次", "指标值: ▲", "指标值"),
        (PROJECT, "[办好活动]", "\n  -▲", "-"),
        (ASSESSMENT, "活动次数: 6", "活动次数:▲", "活动次数"),
        (SETTINGS, "TS402: 提示", "TS402: ▲", "TS402"),
    ]:
        yield Slip(file, old, new, EMPTY, f"“{key}”后面没有填写", "删掉这一行")


def blocks() -> Iterator[Slip]:
    for file, old, new, message, hint in [
        (TEMPLATE, "次数: ≥3次", "次数: ▲>\n                5次", "多行文字", "'>5次'"),
        (TEMPLATE, "次数: ≥3次", "次数: ▲|\n                5次", "多行文字", "同一行"),
        (TEMPLATE, "培训: {目标: 40名, 计分: 比例}",
         "培训:\n                目标: ▲>\n                  5次", "多行文字", "'>5次'"),
        (TEMPLATE, "次数: ≥3次", "次数: ▲>5", ">5 没有加引号", "'>5'"),
        (TEMPLATE, "次数: ≥3次", "次数: ▲>5次", ">5次 没有加引号", "'>5次'"),
        (OVERLAY, "次数: ≥5次", "次数: ▲>\n    5次", "多行文字", "'>5次'"),
        (RESULTS, "次数: {自评: 3, 说明: 三次}", "次数: ▲>\n    3", "多行文字", "同一行"),
        (RESULTS, "次数: {自评: 3, 说明: 三次}", "次数:\n    自评: ▲|\n      3", "多行文字",
         "同一行"),
        (ASSESSMENT, "活动次数: 6", "活动次数: ▲>\n    6", "多行文字", "同一行"),
    ]:  # fmt: skip
        yield Slip(file, old, new, BLOCK_SCALAR, message, hint)


SLIPS = [
    *kinds(),
    *unknown_keys(),
    *missing_keys(),
    *wrong_shapes(),
    *wrong_values(),
    *unreadable_targets(),
    *unknown_methods(),
    *empty_values(),
    *blocks(),
]


def test_files_are_fine(make: Make) -> None:
    assert found(make(FILES)) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda s: f"{s.code} {s.file} {s.new}")
def test_slip(slip: Slip, make: Make) -> None:
    """One slip is one error, at its exact place; in other files it may be one that follows."""
    assert FILES[slip.file].count(slip.old) == 1
    files, places = unmark({slip.file: FILES[slip.file].replace(slip.old, slip.new)})
    findings = found(make(FILES | files))
    own = [f for f in findings if f.place.file == slip.file]
    assert [f.code for f in own] == [slip.code]
    # A key that is missing at the top is missing from the file: its beginning.
    assert [str(f.place) for f in own] == (places or [f"{slip.file}:1:1"])
    assert slip.message in own[0].message
    assert slip.hint in own[0].hint
    assert own[0].severity == "错误"


def slipped(make: Make, file: str, old: str, new: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return code and place of all that is wrong in a changed file, and its marks."""
    assert FILES[file].count(old) == 1
    files, places = unmark({file: FILES[file].replace(old, new)})
    findings = found(make(FILES | files))
    return [(f.code, str(f.place)) for f in findings if f.place.file == file], places


def test_misspelt_required_key_is_told_once_and_at_its_place(make: Make) -> None:
    slip = (TEMPLATE, "- 编号: 活动\n            内容", "- 编号: 活动\n            ▲内客")
    findings, (key,) = slipped(make, *slip)
    assert findings == [(UNKNOWN_KEY, key)]
    (unknown,) = (f for f in found(make({})) if f.place.file == TEMPLATE)
    assert unknown.hint == "是不是“内容”？"


@pytest.mark.parametrize("key", ["摸板", "模版", "模板名称"])
@pytest.mark.parametrize("more", ["", "指标值: {次数: ≥4次}\n"])
def test_misspelt_key_of_the_template(key: str, more: str, make: Make) -> None:
    """It is an overlay still: nobody asks for 总分 and 部分, which its template has."""
    head = "类型: 目标绩效指标\n单位: 团\n简称: 乙\n年度: 2014\n"
    (finding,) = found(make(FILES | {OVERLAY: f"{head}{key}: 例\n{more}"}))
    assert (finding.code, str(finding.place)) == (UNKNOWN_KEY, f"{OVERLAY}:5:1")
    assert (finding.message, finding.hint) == (f"不认识的键“{key}”", "是不是“模板”？")


def test_targets_without_a_template(make: Make) -> None:
    files, _ = unmark({OVERLAY: FILES[OVERLAY].replace("模板: 例\n", "")})
    (finding,) = found(make(FILES | files))
    assert (finding.code, finding.message) == (MISSING_KEY, "缺少“模板”")


@pytest.mark.parametrize(
    "measure",
    [
        "{▲记分: 扣分, 每次: 1, 最多: 5}",
        "{▲计份: 分档, 目标: ≥3次, 分档: {≥3次: 5}}",
        "{▲记分: 扣分, 每次: 1, ▲最 少: 5}",
        "{目标: ≥3次, ▲每次: 1}",
    ],
)
def test_keys_of_a_misspelt_method_are_known(measure: str, make: Make) -> None:
    """Only the word 计分 is wrong, not what belongs to the method that it names."""
    findings, places = slipped(make, WHOLE, "{次数: ≥3次}", f"{{次数: {measure}}}")
    assert findings == [(UNKNOWN_KEY, place) for place in places]


def test_misspelt_part_is_no_overlay(make: Make) -> None:
    findings, (place,) = slipped(make, WHOLE, "部分:\n", "▲部份:\n")
    assert findings == [(UNKNOWN_KEY, place)]


NO_BLANK = "TS104"


@pytest.mark.parametrize(
    ("file", "old", "new", "cures"),
    [
        (OVERLAY, "  次数: ≥5次\n  培训: {目标: 30名}\n", "  次数▲:≥5次\n", ["次数: ≥5次"]),
        (OVERLAY, "  次数: ≥5次\n  培训: {目标: 30名}\n", "  次数▲:≥5次\n  培训▲:30名\n",
         ["次数: ≥5次", "培训: 30名"]),
        (OVERLAY, "{目标: 30名}", "{目标▲:30名}", ["目标: 30名"]),
        (WHOLE, "{次数: ≥3次}", "{次数▲:≥3次}", ["次数: ≥3次"]),
        (RESULTS, "  - {来源: 服务对象代表, 得分: 92, 人数: 30}", "  - 来源▲:代表", ["来源: 代表"]),
    ],
)  # fmt: skip
def test_no_blank_after_a_colon(
    file: str, old: str, new: str, cures: list[str], make: Make
) -> None:
    """It is told at each line, as at the top of a file; nothing else is told of the value."""
    findings, places = slipped(make, file, old, new)
    assert findings == [(NO_BLANK, place) for place in places]
    own = [f for f in found(make({})) if f.place.file == file]
    assert all("少一个空格" in f.message for f in own)
    for finding, cure in zip(own, cures, strict=True):
        assert finding.hint.startswith(f"写成 “{cure}”")


def test_quoted_text_or_one_beside_its_key_lacks_no_blank(make: Make) -> None:
    for text in ("\n  '次数:≥5次'", " 次数:≥5次"):
        slip = (OVERLAY, "指标值:\n  次数: ≥5次\n  培训: {目标: 30名}", f"指标值:{text}")
        findings, _ = slipped(make, *slip)
        assert [code for code, _ in findings] == [WRONG_SHAPE]


def test_lines_with_full_width_colons_where_a_mapping_should_be(make: Make) -> None:
    slip = (OVERLAY, "  次数: ≥5次\n  培训: {目标: 30名}\n", "  次数▲：≥5次\n  培训▲：30名\n")
    findings, places = slipped(make, *slip)
    assert findings == [("TS111", place) for place in places]


def test_full_width_colon_in_braces(make: Make) -> None:
    slip = (WHOLE, "{编号: 活动, 内容: 开展活动。", "▲{编号▲：活动, 内容: 开展活动。")
    findings, (entry, colon) = slipped(make, *slip)
    assert ("TS111", colon) in findings
    assert {place for _, place in findings} <= {entry, colon}


def test_list_without_blanks_after_its_dashes(make: Make) -> None:
    slip = (WHOLE, "别名: [甲县]", "别名:\n  ▲-甲县\n  -甲团委")
    findings, (start,) = slipped(make, *slip)
    assert {place for _, place in findings} == {start}
    assert all("“-”后面要有一个空格" in f.hint for f in found(make({})) if str(f.place) == start)


def test_empty_kind_is_told_once(make: Make) -> None:
    findings, (place,) = slipped(make, WHOLE, "类型: 目标绩效指标\n", "类型:▲\n")
    assert findings == [(EMPTY, place)]


def test_kind_that_is_no_word(make: Make) -> None:
    findings, (place,) = slipped(make, WHOLE, "类型: 目标绩效指标\n", "类型: ▲[目标绩效指标]\n")
    assert findings == [(UNKNOWN_KIND, place)]


def test_all_errors_of_a_file_at_once(make: Make) -> None:
    """Nobody likes to be told of one error at a time."""
    text = FILES[PROJECT]
    for old, new in [
        ("年度: 2021", "年度: ▲21"),
        ("资金用途: 活动", "资金用途: 活动, ▲其它: 1"),
        ("6月底: 50%", "6月底: ▲一半"),
        ("财政资金: '50,000'", "财政资金: ▲若干"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    files, places = unmark({PROJECT: text})
    findings = found(make(files))
    assert [str(f.place) for f in findings] == places
    assert [f.code for f in findings] == ["TS205", "TS205", "TS203", "TS205"]


@pytest.mark.parametrize("file", FILES)
def test_remark_is_allowed_at_every_level(file: str, make: Make) -> None:
    """Open every mapping that is a record with a 备注; those of names have none."""
    records = {
        TEMPLATE: ["  - 名称: 职能", "      - 名称: 服务", "          - 编号: 活动"],
        WHOLE: ["  - 名称: 职能指标", "      - 名称: 服务"],
        OVERLAY: [],
        RESULTS: [],
        DEPARTMENT: ["    - 职责描述: 一"],
        PROJECT: [],
        ASSESSMENT: [],
        SETTINGS: [],
    }[file]
    text = FILES[file] + "备注: 一\n"
    for start in records:
        dash, key = start.split("- ")
        assert text.count(start) == 1
        text = text.replace(start, f"{dash}- 备注: 一\n{dash}  {key}")
    for brace in (
        "{目标",
        "{内容: '",
        "{自评",
        "{指标",
        "{来源",
        "{预算数",
        "{名称",
        "{全年",
        "{等次",
    ):
        text = text.replace(brace, "{备注: 一, " + brace[1:])
    assert found(make(FILES | {file: text})) == ()


NASTY = [
    "", "-", "- ", ":", "::", "- - -", "{", "}", "[", "]", "'", '"', "#", "&a x", "*a", "!!int 1",
    "<<: *a", "? [a]", "---", "...", "%YAML 1.1", "\t名称: 一", "　名称: 一", "名称：一", "类型:",
    "年度: []", "部分: {}", "部分:", "考核点: {}", "考核点:", "计分: 扣分", "计分: 评议",
    "计分: 无",
    "条目调整: {西部计划: 删除}", "引用: 县区团委-2014", "引用: {}", "模板: 县区团委-2014",
    "内容: '{'", "分值: 0", "分值: 1e9", "总分: 0", "变量: {年度: 一}", "扣分: [{指标: 一}]",
    "截至: 0000-00-00", "类型: 完成情况", "类型: 目标绩效指标", "名称: 保障指标-2014", "\x00",
    "\ufeff",
]  # fmt: skip
SHIPPED = [  # each kind, the richest overlay, and nothing twice: that would only take time
    "templates/县区团委-2014.yaml",
    "templates/保障指标-2014.yaml",
    "scorecards/2014/经开区.yaml",
    "scorecards/2014/完成情况/经开区.yaml",
    "scorecards/2021/山海关/130303210YA09YBACA1M9.yaml",
    "scorecards/2021/山海关/130303210YA09YBACA1M9.自评.yaml",
    "scorecards/2021/山海关/部门整体绩效目标.yaml",
]
SHORT = st.text(st.characters(codec="utf-8"), max_size=12)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["delete", "duplicate", "replace", "insert", "value"]),
        st.integers(0, 250),
        st.one_of(st.sampled_from(NASTY), SHORT),
    ),
    min_size=1,
    max_size=4,
)


def changed(text: str, changes: list[tuple[str, int, str]]) -> str:
    """Delete, duplicate and replace lines; what is put in keeps the indentation of its line."""
    lines = text.split("\n")
    for change, number, words in changes:
        at = number % len(lines)
        old = lines[at]
        indent = old[: len(old) - len(old.lstrip(" "))]
        lines[at : at + 1] = {
            "delete": [],
            "duplicate": [old, old],
            "replace": [indent + words],
            "insert": [indent + words, old],
            "value": [f"{old.partition(':')[0]}: {words}"],
        }[change]
        lines = lines or [""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def originals() -> dict[str, str]:
    return {name: (CHECKOUT / name).read_text(encoding="utf-8") for name in SHIPPED}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, originals: dict[str, str]) -> Path:
    root = tmp_path_factory.mktemp("shipped")
    for name, text in originals.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@settings(max_examples=times(12), deadline=None, derandomize=True)
@given(name=st.sampled_from(SHIPPED), changes=CHANGES)
def test_nothing_that_is_written_raises(
    name: str, changes: list[tuple[str, int, str]], copy: Path, originals: dict[str, str]
) -> None:
    """Whatever becomes of a file, it is examined, listed and ranked without a crash."""
    path = copy / name
    path.write_text(changed(originals[name], changes), encoding="utf-8")
    try:
        repository = Repository(copy)
        examination = examining.examine(repository)
        assert all(f.place.line > 0 and f.place.column > 0 for f in examination.findings)
        presenting.take_stock(repository)
        try:
            scoring.rank(repository, 2014)
        except TuanscoreError:
            assert examination.failed
    finally:
        path.write_text(originals[name], encoding="utf-8")
