"""The codes of what can be wrong with a file before anyone asks what it means."""

from tuanscore.finding import Severity
from tuanscore.manual import Code

UNREADABLE = Code(
    "TS101",
    "文件读不了。",
    "文件不存在、没有权限，或者不是普通文件（文件夹、管道）。",
)
NOT_UTF8 = Code(
    "TS102",
    "文件不是 UTF-8 编码。",
    "旧版记事本和 Excel 常存成 GBK；猜编码会把字认错，所以不猜。用编辑器另存为 UTF-8。",
)
TOO_LARGE = Code(
    "TS103",
    "文件太大，不读。",
    "评分文件一般只有几千字节；几兆字节的多半放错了地方。",
)
SYNTAX = Code(
    "TS104",
    "YAML 语法不对，读不下去。",
    "常见的是引号、括号没有成对，值里有“: ”没有加引号，或者缩进对不齐。",
    fail="类型: 目标绩效指标\n单位: '共青团甲县委\n",
    passes="类型: 目标绩效指标\n单位: '共青团甲县委'\n",
)
DUPLICATE_KEY = Code(
    "TS105",
    "同一个键写了两次。",
    "两次写的可能不一样，程序不能替人选。只差全角半角的也算同一个键。",
    fail="类型: 目标绩效指标\n年度: 2014\n年度: 2015\n",
    passes="类型: 目标绩效指标\n年度: 2014\n",
)
ALIAS = Code(
    "TS106",
    "用了 YAML 的锚点 &、引用 * 或合并键 <<。",
    "看文件的人不容易看出引用的是什么，层层引用还会把程序拖垮。要共用内容，用 模板。",
    fail="类型: 目标绩效指标\n单位: &a 甲\n简称: *a\n",
    passes="类型: 目标绩效指标\n单位: 甲\n简称: 甲\n",
)
TAG = Code(
    "TS107",
    "用了 YAML 的标签，如 !!str。",
    "每个值都照写的样子读，不需要标签。! 是文字的一部分时，给整个值加引号。",
    fail="类型: 目标绩效指标\n简称: !!str 甲\n",
    passes="类型: 目标绩效指标\n简称: 甲\n",
)
SEVERAL_DOCUMENTS = Code(
    "TS108",
    "一个文件里有不止一份文档。",
    "YAML 用 --- 隔开几份文档；这里一份文档一个文件，后面的不读。",
    fail="类型: 目标绩效指标\n---\n类型: 完成情况\n",
    passes="类型: 目标绩效指标\n",
)
TOO_DEEP = Code(
    "TS109",
    "嵌套的层数太多。",
    "评分文件用不到这么多层，多半是缩进或括号写错了。",
)
ODD_INDENTATION = Code(
    "TS110",
    "缩进里有制表符、全角空格或别的看不见的空白。",
    "YAML 只认半角空格，别的空白会让这一行落到别的层里去。",
    fail="类型: 目标绩效指标\n指标值:\n\u3000活动: 3次\n",
    passes="类型: 目标绩效指标\n指标值:\n  活动: 3次\n",
)
FULL_WIDTH_COLON = Code(
    "TS111",
    "键后面写了全角冒号“：”。",
    "YAML 只认半角冒号加一个空格；写成全角的，整行会变成一段文字。",
    fail="类型: 目标绩效指标\n单位：共青团甲县委\n",
    passes="类型: 目标绩效指标\n单位: 共青团甲县委\n",
)
BLOCK_SCALAR = Code(
    "TS112",
    "> 或 | 开头的值没有加引号。",
    "YAML 把开头的 > 和 | 当成多行文字的记号，“>5”读出来是空的。加引号，或者写 ≥。",
    fail="类型: 目标绩效指标\n指标值:\n  活动: >5\n",
    passes="类型: 目标绩效指标\n指标值:\n  活动: '>5'\n",
)
NOT_A_MAPPING = Code(
    "TS113",
    "整个文件不是一组“键: 值”。",
    "一份文档从“类型: …”开始，每行一个键。文件是空的，也是这个编号。",
    fail="- 类型: 目标绩效指标\n",
    passes="类型: 目标绩效指标\n",
)
ODD_KEY = Code(
    "TS114",
    "键是空的，或者不是一个词。",
    "冒号前面要有键，键不能是列表或一组“键: 值”。",
    fail="类型: 目标绩效指标\n: 甲\n",
    passes="类型: 目标绩效指标\n简称: 甲\n",
)
FOLDED = Code(
    "TS115",
    "一个值跨了几行。",
    "YAML 会把几行连成一行，中间加空格；列表的“-”后面少一个空格时，几项也会连成一项。",
    fail="类型: 目标绩效指标\n单位: 共青团\n  甲县委\n",
    passes="类型: 目标绩效指标\n单位: 共青团甲县委\n",
)
EMPTY = Code(
    "TS116",
    "键后面没有填写。",
    "空着的值不知道是忘了填还是没有；没有就删掉这一行。",
    fail="类型: 目标绩效指标\n单位:\n",
    passes="类型: 目标绩效指标\n单位: 共青团甲县委\n",
)
MISNAMED = Code(
    "TS117",
    "文件名的结尾或开头不对，没有读。",
    "记事本另存时会在 .yaml 后面再加 .txt，Windows 又常不显示；结尾写成全角、多了空格也一样。"
    "只读 .yaml 和 .yml 结尾、不以点开头的文件。",
    severity=Severity.WARNING,
)
TOO_MANY = Code(
    "TS118",
    "一个文件里的问题太多，没有全部列出。",
    "没有人会一次改上千处；多半是放错了文件，或者同一个错重复了许多次。没有列出的只数了有多少。",
)
UNSEEN_LINE_END = Code(
    "TS119",
    "值或键里有看不见的换行符（U+0085、U+2028、U+2029）。",
    "从网页、Word、PDF 粘贴时常带进来。编辑器里看着是一行，有的程序却当成两行。"
    "这里照编辑器的样子读：行号不变，一个字也不改。",
)


def all_codes() -> set[str]:
    """Return every code of this list."""
    return {str(value) for value in globals().values() if isinstance(value, Code)}


UNOPENED = (UNREADABLE, TOO_LARGE)
"""What is wrong with a file of which not a byte is known."""
