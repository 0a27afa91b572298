"""The 目标 grammar, form by form: what was written, and what a careful reader takes it to mean."""

import pickle
import time
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.grammar.target import (
    Comparator,
    Form,
    Quantity,
    Target,
    TargetError,
    in_unit,
    is_money,
    parse,
    parse_quantity,
)

pytestmark = pytest.mark.filterwarnings("error")

# (text, comparator, number, unit, digits); every value written by hand
SINGLE = [
    # 苍溪 2014, as printed there
    ("不少于3次", "≥", "3", "次", "3"),
    ("19名", "=", "19", "名", "19"),
    ("40名", "=", "40", "名", "40"),
    ("不少于5次", "≥", "5", "次", "5"),
    ("不少于2场", "≥", "2", "场", "2"),
    ("2个", "=", "2", "个", "2"),
    ("不少于10次", "≥", "10", "次", "10"),
    ("达到3000人以上", "≥", "3000", "人", "3000"),
    ("3000人以上", "≥", "3000", "人", "3000"),
    ("不少于400条", "≥", "400", "条", "400"),
    ("全年不少于400条", "≥", "400", "条/年", "400"),
    ("40人", "=", "40", "人", "40"),
    ("不少于1次", "≥", "1", "次", "1"),
    ("不少于45人", "≥", "45", "人", "45"),
    ("不少于5个", "≥", "5", "个", "5"),
    ("不少于2次", "≥", "2", "次", "2"),
    ("650人", "=", "650", "人", "650"),
    ("80人", "=", "80", "人", "80"),
    ("8个", "=", "8", "个", "8"),
    ("每年至少一次", "≥", "1", "次/年", "一"),
    ("一年不少于20次", "≥", "20", "次/年", "20"),
    ("12个", "=", "12", "个", "12"),
    ("1次以上", "≥", "1", "次", "1"),
    ("不低于20次", "≥", "20", "次", "20"),
    ("35天", "=", "35", "天", "35"),
    ("不少于50人", "≥", "50", "人", "50"),
    ("不低于90%", "≥", "90", "%", "90"),
    ("2所", "=", "2", "所", "2"),
    ("3次", "=", "3", "次", "3"),
    ("200个", "=", "200", "个", "200"),
    ("15套", "=", "15", "套", "15"),
    ("5个/次", "=", "5", "个/次", "5"),
    ("32名", "=", "32", "名", "32"),
    ("5名", "=", "5", "名", "5"),
    # 经开区 2014
    ("20名", "=", "20", "名", "20"),
    ("不少于1场", "≥", "1", "场", "1"),
    ("20人", "=", "20", "人", "20"),
    ("不少于100人", "≥", "100", "人", "100"),
    ("600人", "=", "600", "人", "600"),
    ("一年不少于10次", "≥", "10", "次/年", "10"),
    ("10个", "=", "10", "个", "10"),
    ("不低于10次", "≥", "10", "次", "10"),
    ("10天", "=", "10", "天", "10"),
    ("不少于2人", "≥", "2", "人", "2"),
    ("100个", "=", "100", "个", "100"),
    ("5套", "=", "5", "套", "5"),
    # 山海关: 指标值, 资金支出计划, 预算数, 绩效标准
    ("≥5次", "≥", "5", "次", "5"),
    ("≥1000人", "≥", "1000", "人", "1000"),
    ("1人", "=", "1", "人", "1"),
    ("0.1万元", "=", "0.1", "万元", "0.1"),
    ("≥1%", "≥", "1", "%", "1"),
    ("≥95%", "≥", "95", "%", "95"),
    ("25.00%", "=", "25", "%", "25.00"),
    ("100.00%", "=", "100", "%", "100.00"),
    ("50000.00", "=", "50000", "", "50000.00"),
    ("0", "=", "0", "", "0"),
    ("90%以上", "≥", "90", "%", "90"),
    # operators: widths and styles
    ("≥ 3 次", "≥", "3", "次", "3"),
    ("\u3000≥\u00a03\u3000次 ", "≥", "3", "次", "3"),
    ("≧3次", "≥", "3", "次", "3"),
    ("⩾3次", "≥", "3", "次", "3"),
    (">=3次", "≥", "3", "次", "3"),
    ("=>3次", "≥", "3", "次", "3"),
    ("＞＝3次", "≥", "3", "次", "3"),
    ("=＞ 3次", "≥", "3", "次", "3"),
    ("> = 3次", "≥", "3", "次", "3"),
    (">5", ">", "5", "", "5"),
    ("＞5人", ">", "5", "人", "5"),
    ("≤5%", "≤", "5", "%", "5"),
    ("≦5%", "≤", "5", "%", "5"),
    ("⩽5%", "≤", "5", "%", "5"),
    ("<=5%", "≤", "5", "%", "5"),
    ("=<5%", "≤", "5", "%", "5"),
    ("<5%", "<", "5", "%", "5"),
    ("＜５％", "<", "5", "%", "５"),
    ("=100%", "=", "100", "%", "100"),
    ("＝100％", "=", "100", "%", "100"),
    ("≯3起", "≤", "3", "起", "3"),
    # words in front
    ("至少3次", "≥", "3", "次", "3"),
    ("不小于3次", "≥", "3", "次", "3"),
    ("不得低于90%", "≥", "90", "%", "90"),
    ("达到100%", "≥", "100", "%", "100"),
    ("达95%", "≥", "95", "%", "95"),
    ("至少达到3000人", "≥", "3000", "人", "3000"),
    ("大于等于3次", "≥", "3", "次", "3"),
    ("高于90%", ">", "90", "%", "90"),
    ("超过100人", ">", "100", "人", "100"),
    ("大于10个", ">", "10", "个", "10"),
    ("多于3次", ">", "3", "次", "3"),
    ("不超过3起", "≤", "3", "起", "3"),
    ("不高于5%", "≤", "5", "%", "5"),
    ("不大于5%", "≤", "5", "%", "5"),
    ("不多于2人", "≤", "2", "人", "2"),
    ("至多2次", "≤", "2", "次", "2"),
    ("最多2次", "≤", "2", "次", "2"),
    ("未超过5万元", "≤", "5", "万元", "5"),
    ("控制在5%以内", "≤", "5", "%", "5"),
    ("低于5%", "<", "5", "%", "5"),
    ("少于3起", "<", "3", "起", "3"),
    ("小于0.5%", "<", "0.5", "%", "0.5"),
    ("等于5次", "=", "5", "次", "5"),
    # words behind, alone and agreeing with a word in front
    ("95％以上", "≥", "95", "%", "95"),
    ("3次及以上", "≥", "3", "次", "3"),
    ("3次（含）以上", "≥", "3", "次", "3"),
    ("3次以上（不含）", ">", "3", "次", "3"),
    ("不少于3次以上", "≥", "3", "次", "3"),
    ("≥95%以上", "≥", "95", "%", "95"),
    ("5%以内", "≤", "5", "%", "5"),
    ("5%以下", "≤", "5", "%", "5"),
    ("3天内", "≤", "3", "天", "3"),
    ("不超过5万元以内", "≤", "5", "万元", "5"),
    ("一年以内", "≤", "1", "年", "一"),
    # numbers
    ("1,000人", "=", "1000", "人", "1,000"),
    ("1，000人", "=", "1000", "人", "1，000"),
    ("≥1,234,567.50元", "≥", "1234567.5", "元", "1,234,567.50"),
    ("３０００人", "=", "3000", "人", "３０００"),
    ("98.5%", "=", "98.5", "%", "98.5"),
    ("0.10万元", "=", "0.1", "万元", "0.10"),
    ("20000.00元", "=", "20000", "元", "20000.00"),
    ("100", "=", "100", "", "100"),
    ("≥3", "≥", "3", "", "3"),
    ("0起", "=", "0", "起", "0"),
    ("≤0起", "≤", "0", "起", "0"),
    ("3万人", "=", "3", "万人", "3"),
    ("1.5亿元", "=", "1.5", "亿元", "1.5"),
    ("¥500", "=", "500", "元", "500"),
    ("≤￥1,200.00", "≤", "1200", "元", "1,200.00"),
    ("￥5万元", "=", "5", "万元", "5"),
    ("¥500/人", "=", "500", "元/人", "500"),
    # Chinese numerals
    ("一次", "=", "1", "次", "一"),
    ("不少于两次", "≥", "2", "次", "两"),
    ("十名", "=", "10", "名", "十"),
    ("十二个", "=", "12", "个", "十二"),
    ("二十人", "=", "20", "人", "二十"),
    ("三十五天", "=", "35", "天", "三十五"),
    ("一百零五人", "=", "105", "人", "一百零五"),
    ("两百人以上", "≥", "200", "人", "两百"),
    ("一百一十名", "=", "110", "名", "一百一十"),
    ("三千零二十人", "=", "3020", "人", "三千零二十"),
    ("一千零五人", "=", "1005", "人", "一千零五"),
    ("九千九百九十九人次", "=", "9999", "人次", "九千九百九十九"),
    ("五万元", "=", "5", "万元", "五"),
    ("三个月内", "≤", "3", "个月", "三"),
    ("一年", "=", "1", "年", "一"),
    # rates
    ("每年1次", "=", "1", "次/年", "1"),
    ("每月1次", "=", "1", "次/月", "1"),
    ("1次/月", "=", "1", "次/月", "1"),
    ("1次/每月", "=", "1", "次/月", "1"),
    ("每季度不少于1次", "≥", "1", "次/季度", "1"),
    ("不少于每月1次", "≥", "1", "次/月", "1"),
    ("每半年1次", "=", "1", "次/半年", "1"),
    ("每周两次以上", "≥", "2", "次/周", "两"),
    ("人均2次", "=", "2", "次/人", "2"),
    ("≥3次/年", "≥", "3", "次/年", "3"),
    ("每人每月500元", "=", "500", "元/人/月", "500"),
    # units
    ("500元/人/月", "=", "500", "元/人/月", "500"),
    ("≤5‰", "≤", "5", "‰", "5"),
    ("≤3个工作日", "≤", "3", "个工作日", "3"),
    ("≥120㎡", "≥", "120", "m2", "120"),
    ("≥120m²", "≥", "120", "m2", "120"),
    ("2.5km²", "=", "2.5", "km2", "2.5"),
    ("3万m2", "=", "3", "万m2", "3"),
    ("30元/㎡", "=", "30", "元/m2", "30"),
    ("≤26℃", "≤", "26", "°C", "26"),
    ("5000千瓦时", "=", "5000", "千瓦时", "5000"),
    ("≤10mg/L", "≤", "10", "mg/L", "10"),
    ("300人（次）", "=", "300", "人(次)", "300"),
    ("2个百分点", "=", "2", "个百分点", "2"),
    ("3倍", "=", "3", "倍", "3"),
    ("6个月", "=", "6", "个月", "6"),
    ("90⼈", "=", "90", "人", "90"),  # 康熙部首, copied out of a PDF
    ("90\u200b人", "=", "90", "人", "90"),
]

# (text, comparator, number, upper, unit, digits, each)
OTHER = [
    ("各1篇", "=", "1", None, "篇", "1", True),  # 苍溪, 经开区
    ("各不少于1篇", "≥", "1", None, "篇", "1", True),
    ("不少于各1篇", "≥", "1", None, "篇", "1", True),
    ("各≥1篇", "≥", "1", None, "篇", "1", True),
    ("85%-90%", "~", "85", "90", "%", "85%-90", False),  # 山海关, 绩效标准
    ("60%-85%", "~", "60", "85", "%", "60%-85", False),  # 山海关, 绩效标准
    ("5-10次", "~", "5", "10", "次", "5-10", False),
    ("5~10次", "~", "5", "10", "次", "5~10", False),
    ("5～10次", "~", "5", "10", "次", "5～10", False),
    ("5—10次", "~", "5", "10", "次", "5—10", False),
    ("5——10次", "~", "5", "10", "次", "5——10", False),
    ("5–10次", "~", "5", "10", "次", "5–10", False),
    ("5 - 10 次", "~", "5", "10", "次", "5 - 10", False),
    ("5至10次", "~", "5", "10", "次", "5至10", False),
    ("5到10次", "~", "5", "10", "次", "5到10", False),
    ("5次-10次", "~", "5", "10", "次", "5次-10", False),
    ("5-10次之间", "~", "5", "10", "次", "5-10", False),
    ("1,000-2,000人", "~", "1000", "2000", "人", "1,000-2,000", False),
    ("0.5-1万元", "~", "0.5", "1", "万元", "0.5-1", False),
    ("每月1-2次", "~", "1", "2", "次/月", "1-2", False),
    ("三至五次", "~", "3", "5", "次", "三至五", False),
]

DATES = [
    ("2021年12月底前", "≤", date(2021, 12, 31)),
    ("2021年12月底之前", "≤", date(2021, 12, 31)),
    ("2021年12月31日前", "≤", date(2021, 12, 31)),
    ("2021年12月31日前完成", "≤", date(2021, 12, 31)),
    ("２０２１年６月３０号以前", "≤", date(2021, 6, 30)),
    ("2021年底前", "≤", date(2021, 12, 31)),
    ("2021年年底前", "≤", date(2021, 12, 31)),
    ("2021年内", "≤", date(2021, 12, 31)),
    ("2021年度内", "≤", date(2021, 12, 31)),
    ("2021年第三季度末前", "≤", date(2021, 9, 30)),
    ("2021-12-31前", "≤", date(2021, 12, 31)),
    ("≤2021-12-31", "≤", date(2021, 12, 31)),
    ("不晚于2021年11月", "≤", date(2021, 11, 30)),
    ("2021-12-31", "=", date(2021, 12, 31)),
    ("2021/3/5", "=", date(2021, 3, 5)),
    ("2021.12.31", "=", date(2021, 12, 31)),
    ("2024年2月底", "=", date(2024, 2, 29)),
    ("2021年2月末", "=", date(2021, 2, 28)),
    ("2021年12月", "=", date(2021, 12, 31)),
    ("2021年第三季度末", "=", date(2021, 9, 30)),
    ("2021年1季度", "=", date(2021, 3, 31)),
    ("2021年上半年", "=", date(2021, 6, 30)),
    ("2021 年 下半年", "=", date(2021, 12, 31)),
    ("2021年底", "=", date(2021, 12, 31)),
    ("2021年", "=", date(2021, 12, 31)),
    ("2021年度", "=", date(2021, 12, 31)),
    ("1999年以内", "≤", date(1999, 12, 31)),
    ("2021年1-12月", "=", date(2021, 12, 31)),
    ("2021年1月至2022年6月", "=", date(2022, 6, 30)),
    ("2021年10月中旬", "=", date(2021, 10, 20)),
    ("2021年10月20日前完工", "≤", date(2021, 10, 20)),
    ("2021年6月底前将材料送达", "≤", date(2021, 6, 30)),
    ("截至2021年6月30日", "≤", date(2021, 6, 30)),
]

# (text, comparator, the last day in a document of 2023, and where one is named but not taken in)
YEARLESS = [
    ("9月前", "≤", "2023-08-31", "2023-09-30"),
    ("9月之前", "≤", "2023-08-31", "2023-09-30"),
    ("九月前", "≤", "2023-08-31", "2023-09-30"),
    ("1月前", "≤", "2022-12-31", "2023-01-31"),
    ("12月份前完成", "≤", "2023-11-30", "2023-12-31"),
    ("2023年12月前", "≤", "2023-11-30", "2023-12-31"),
    ("第四季度前", "≤", "2023-09-30", "2023-12-31"),
    ("下半年前", "≤", "2023-06-30", "2023-12-31"),
    ("10月中旬前", "≤", "2023-10-10", "2023-10-20"),
    ("6月底前", "≤", "2023-06-30", None),
    ("6月末之前", "≤", "2023-06-30", None),
    ("十二月底前", "≤", "2023-12-31", None),
    ("2月底前", "≤", "2023-02-28", None),
    ("2月29日前", "≤", "2023-02-28", None),
    ("12月31日前", "≤", "2023-12-31", None),
    ("12月31日前全部完成", "≤", "2023-12-31", None),
    ("不晚于11月", "≤", "2023-11-30", None),
    ("年底前", "≤", "2023-12-31", None),
    ("年内", "≤", "2023-12-31", None),
    ("当年12月底前", "≤", "2023-12-31", None),
    ("次年3月底前", "≤", "2024-03-31", None),
    ("明年6月底", "=", "2024-06-30", None),
    ("上半年", "=", "2023-06-30", None),
    ("今年上半年内", "≤", "2023-06-30", None),
    ("3月", "=", "2023-03-31", None),
    ("5月份", "=", "2023-05-31", None),
    ("10月中旬", "=", "2023-10-20", None),
    ("第三季度", "=", "2023-09-30", None),
    ("3季度", "=", "2023-09-30", None),
    ("四季度末", "=", "2023-12-31", None),
    ("1-12月", "=", "2023-12-31", None),
    ("3月1日至5月31日", "=", "2023-05-31", None),
    ("全年", "=", "2023-12-31", None),
    ("当年", "=", "2023-12-31", None),
    ("2022年11月30日前", "≤", "2022-11-30", None),  # a year that is written stays
]

# (text, how often a year)
REPEATED = [
    ("每月10日前", 12),
    ("每月10号前", 12),
    ("每月底前", 12),
    ("每月末", 12),
    ("每月25日前发放", 12),
    ("每月5日内", 12),
    ("每个月10日前完成", 12),
    ("每季度末前", 4),
    ("每季度首月15日前", 4),
    ("每半年末前", 2),
    ("每周五前", 52),
]

IN_WORDS = """
及时 专款专用 效果明显 是 提高 照制度办 合同期内交付 明显改善 及时、满意 长期坚持 完成 达标 全覆盖
一流 一般 显著提高 按期换届 每月足额发放补助 十分满意 进一步提高 万无一失 第三方评价良好 优 春节前
一次性通过 统一管理 不发生安全事故。 符合《办法》规定 三公经费不突破 四好农村路 百姓满意 月 年
"""

# (text, a word that the reason must hold)
REFUSED = [
    ("", "没有写内容"),
    (" \u3000", "没有写内容"),
    ("*", "占位"),
    ("/", "斜线"),
    ("-", "短横线"),
    ("——", "短横线"),
    ("无", "无"),
    ("不涉及", "不涉及"),
    ("不适用", "不适用"),
    ("待定", "没有定下来"),
    ("定性：完成", "后面还有文字"),
    ("低于全省前三年平均值", "看不懂"),  # 苍溪: a comparison, not a number
    ("最多扣5分", "看不懂"),  # 苍溪
    ("2所、3次", "不止一个数字"),  # 苍溪
    ("不低于20次、35天", "不止一个数字"),  # 苍溪
    ("完成80人", "看不懂"),  # 苍溪
    ("活动不少于3次", "看不懂"),
    ("3次5人", "不止一个数字"),
    ("三次五人", "不止一个数字"),
    ("1+100", "不止一个数字"),  # 山海关, 联系青年机制
    ("1/3", "不止一个数字"),
    ("3:1", "不止一个数字"),
    ("3次。", "标点"),  # 苍溪, copied with its full stop
    ("≥95%；", "标点"),
    ("若干次", "没有数字"),
    ("多次", "没有数字"),
    ("几十人次", "看不懂"),
    ("三家五户", "不止一个数字"),
    ("约100人", "含糊"),
    ("≈100人", "含糊"),
    ("100人左右", "含糊"),
    ("100余人", "含糊"),
    ("一百余人", "含糊"),
    ("100多人", "含糊"),
    ("100+", "含糊"),
    ("低于3次以上", "不一致"),
    ("超过3次以上", "不一致"),
    ("≥5-10次", "不一致"),
    ("5-10次以上", "不一致"),
    ("=3次以上", "不一致"),
    ("3次之间", "只有一个数"),
    ("控制在5%", "上限"),
    ("10-5次", "小于后一个数"),
    ("5-5次", "小于后一个数"),
    ("2021-12", "小于后一个数"),
    ("5次-10人", "单位不一样"),
    ("5次-10", "单位不一样"),
    ("1万-2万元", "单位不一样"),
    ("5-", "没有写出数字"),
    ("3次到访", "看不懂"),
    ("1,00人", "千分位"),
    ("1,0000人", "千分位"),
    ("1234,567人", "千分位"),
    ("0,5万元", "千分位"),
    ("1 000人", "空格"),
    ("十 二个", "空格"),
    ("1.2.3", "小数点"),
    (".5%", "小数点"),
    ("5.次", "小数点"),
    ("010次", "以0开头"),
    ("1234567890123456", "太长"),
    ("0.123456789", "太长"),
    ("-5%", "负数"),
    ("≥−5%", "负数"),
    ("+5%", "加号"),
    ("1e5", "科学计数法"),
    ("1E-3次", "科学计数法"),
    ("0x10", "十六进制"),
    ("1_000", "下划线"),
    ("NaN", "没有数字"),
    ("Infinity", "没有数字"),
    ("①次", "没有数字"),
    ("10³次", "不止一个数字"),
    ("½次", "没有数字"),
    ("٣次", "没有数字"),
    ("增长5%", "看不懂"),
    ("第1名", "名次"),
    ("前三名", "名次"),
    ("前5%", "名次"),
    ("第三方满意度≥90%", "看不懂"),
    ("百分之九十五", "汉字写的比例"),
    ("3号", "日期还是时长"),
    ("每村民小组1次", "看不懂"),
    ("每镇1次", "每"),
    ("每月1", "频次"),
    ("每月1次/月", "频次"),
    ("2次/年内", "不像单位"),
    ("1次以上/年", "不像单位"),
    ("100%完成", "不像单位"),
    ("30天前", "不像单位"),
    ("3万", "没有单位"),
    ("5次新时代文明实践志愿服务活动", "太长"),
    ("¥500人", "单位却是"),
    ("三", "词语"),
    ("一百五", "不止一个数字"),
    ("≥3月", "日期还是时长"),
    ("2021-2023年", "日期"),
    ("≥2021年底", "日期"),
    ("2021年前三季度", "日期"),
    ("2021-02-30", "日历上没有"),
    ("2021年13月底前", "日历上没有"),
    ("2021年12月31日底前", "看不明白"),
    (">2021-12-31", "看不明白"),
    ("3次" * 41, "太长"),
]

# (quantity, target unit, number in that unit or None)
CONVERSIONS = [
    ("4", "次", "4"),
    ("4", "万元", "4"),  # no unit: the target's own
    ("4次", "次", "4"),
    ("19人", "名", "19"),
    ("19位", "人", "19"),
    ("19人次", "人", None),
    ("19人次", "名", None),
    ("500元/名", "元/人", "500"),
    ("4次", "", None),
    ("4次", "人", None),
    ("1000元", "万元", "0.1"),
    ("0.1万元", "元", "1000"),
    ("0.35亿元", "万元", "3500"),
    ("5千元", "百元", "50"),
    ("5元", "美元", None),
    ("3万人", "人", "30000"),
    ("30000人", "万人", "3"),
    ("3万人", "名", "30000"),
    ("90分钟", "小时", "1.5"),
    ("2小时", "分钟", "120"),
    ("2天", "小时", "48"),
    ("3日", "天", "3"),
    ("2周", "天", "14"),
    ("36小时", "日", "1.5"),
    ("2天", "工作日", None),
    ("2工作日", "个工作日", "2"),
    ("1年", "个月", "12"),
    ("6个月", "年", "0.5"),
    ("2个季度", "个月", "6"),
    ("1个月", "天", None),
    ("5%", "‰", "50"),
    ("5‰", "%", "0.5"),
    ("0.95", "%", "0.95"),  # no unit: 0.95 %, never 95 %
    ("2个百分点", "%", None),
    ("0.05万元/人/月", "元/人/月", "500"),
    ("500元/月/人", "元/人/月", "500"),
    ("500元/人/月", "元/人/年", "6000"),
    ("1次/季", "次/季度", "1"),
    ("12次/年", "次/月", None),
    ("1200千瓦时", "瓦时", "1200000"),
    ("999999999999999.12345678亿元", "元", "99999999999999912345678"),
]


def quantity(comparator: str, number: str, unit: str, digits: str, text: str) -> Target:
    return Target(
        text.strip(), Form.QUANTITY, Comparator(comparator), Decimal(number), None, unit, digits
    )


def meaning(target: Target) -> tuple[object, ...]:
    return (
        target.form,
        target.comparator,
        target.number,
        target.upper,
        target.unit,
        target.deadline,
        target.each,
    )


@pytest.mark.parametrize(("text", "comparator", "number", "unit", "digits"), SINGLE)
def test_reads(text: str, comparator: str, number: str, unit: str, digits: str) -> None:
    assert parse(text) == quantity(comparator, number, unit, digits, text)


@pytest.mark.parametrize(("text", "comparator", "number", "upper", "unit", "digits", "each"), OTHER)
def test_reads_ranges_and_each(
    text: str,
    comparator: str,
    number: str,
    upper: str | None,
    unit: str,
    digits: str,
    each: bool,
) -> None:
    assert parse(text) == Target(
        text=text,
        form=Form.QUANTITY,
        comparator=Comparator(comparator),
        number=Decimal(number),
        upper=Decimal(upper) if upper else None,
        unit=unit,
        digits=digits,
        deadline=None,
        each=each,
    )


@pytest.mark.parametrize(("text", "comparator", "deadline"), DATES)
def test_reads_dates(text: str, comparator: str, deadline: date) -> None:
    expected = Target(text, Form.DATE, Comparator(comparator), deadline=deadline)
    assert parse(text) == expected


@pytest.mark.parametrize(("text", "comparator", "deadline", "named"), YEARLESS)
def test_a_date_without_a_year_is_one_of_the_documents_year(
    text: str, comparator: str, deadline: str, named: str | None
) -> None:
    target = parse(text).of_year(2023)
    assert (target.form, target.comparator) == (Form.DATE, comparator)
    assert target.deadline == date.fromisoformat(deadline)
    assert target.named == (None if named is None else date.fromisoformat(named))
    assert target.text == parse(text).text == text
    assert meaning(parse(target.canonical).of_year(2023)) == meaning(target)


@pytest.mark.parametrize(("text", "times"), REPEATED)
def test_a_date_that_comes_again(text: str, times: int) -> None:
    target = parse(text)
    assert (target.form, target.times, target.deadline) == (Form.DATE, times, None)
    assert target.canonical == text


@pytest.mark.parametrize("text", IN_WORDS.split())
def test_words_stay_as_written(text: str) -> None:
    target = parse(text)
    assert (target.form, target.text, target.canonical) == (Form.QUALITATIVE, text, text)
    assert target.is_in_words
    assert not parse("定性").is_in_words


@pytest.mark.parametrize("text", ["定性", " 定性\n", "定 性"])
def test_reads_qualitative(text: str) -> None:
    assert parse(text) == Target(text.strip(), Form.QUALITATIVE, Comparator.EQUAL)


@pytest.mark.parametrize(("text", "word"), REFUSED)
def test_refuses_with_a_reason_and_a_cure(text: str, word: str) -> None:
    with pytest.raises(TargetError) as caught:
        parse(text)
    assert word in caught.value.reason
    assert caught.value.hint
    assert str(caught.value) == f"{caught.value.reason}。{caught.value.hint}"


def test_an_empty_text_tells_about_the_yaml_block_scalar() -> None:
    with pytest.raises(TargetError) as caught:
        parse("")
    assert "引号" in caught.value.hint


ACCEPTED = [row[0] for table in (SINGLE, OTHER, DATES) for row in table] + ["定性"]


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(ACCEPTED) >= 140
    assert len(REFUSED) >= 45
    assert len(set(ACCEPTED)) == len(ACCEPTED)
    assert len({text for text, _ in REFUSED}) == len(REFUSED)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("不少于 3 次以上", "≥3次"),
        ("1，000人", "1000人"),
        ("0.10万元", "0.1万元"),
        ("100.00%", "100%"),
        ("=100%", "100%"),
        ("每月不少于1次", "≥1次/月"),
        ("5次—10次", "5~10次"),
        ("各不少于1篇", "各≥1篇"),
        ("2021-12-31前", "2021年12月31日前"),
        ("2021年底", "2021年12月31日"),
        (" 定性 ", "定性"),
    ],
)
def test_canonical(text: str, canonical: str) -> None:
    assert parse(text).canonical == canonical


@pytest.mark.parametrize("text", ACCEPTED)
def test_canonical_keeps_the_meaning(text: str) -> None:
    target = parse(text)
    again = parse(target.canonical)
    assert meaning(again) == meaning(target)
    assert again.canonical == target.canonical


@pytest.mark.parametrize("text", ACCEPTED)
def test_full_width_means_the_same(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000})
    assert meaning(parse(wide)) == meaning(parse(text))


@pytest.mark.parametrize(
    ("text", "smaller"),
    [("≤5%", True), ("<5%", True), ("≥5%", False), ("5%", False), ("1-2次", False)],
)
def test_smaller_is_better(text: str, smaller: bool) -> None:
    assert parse(text).smaller_is_better is smaller


@pytest.mark.parametrize(
    ("text", "more", "bare", "rate"),
    [
        ("≥5次", True, False, False),
        (">5次", True, False, False),
        ("5次", True, True, False),
        ("=5次", True, False, False),
        ("＝5次", True, False, False),
        ("﹦5次", True, False, False),
        ("等于5次", True, False, False),
        ("0次", False, True, False),  # none at all is wanted
        ("≤5次", False, False, False),
        ("<5次", False, False, False),
        ("5-10次", False, False, False),
        ("定性", False, False, False),
        ("2021年底前", False, False, False),
        ("5%", True, True, True),
        ("5‰", True, True, True),
        ("5元/人", True, True, True),
    ],
)
def test_what_a_number_asks_for(text: str, more: bool, bare: bool, rate: bool) -> None:
    target = parse(text)
    assert (target.more_is_better, target.is_bare, target.is_rate) == (more, bare, rate)


@pytest.mark.parametrize(
    ("unit", "money"),
    [("元", True), ("万元", True), ("元/人", True), ("人/元", False), ("美元", False), ("", False)],
)
def test_is_money(unit: str, money: bool) -> None:
    assert is_money(unit) is money


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("0.5万元", "元", [5000]),
        ("2分钟", "秒", [120]),
        ("1-2周", "秒", [604800, 1209600]),
        ("40名", "人", [40]),
        ("定性", "", []),
    ],
)
def test_amounts_are_in_the_smallest_unit(text: str, kind: str, bounds: list[int]) -> None:
    assert parse(text).amount == (f"{kind}/", tuple(map(Decimal, bounds)))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("≥3次", "不超过5次", True),
        ("0.1万元", "≤500元", True),
        ("3天", "≤8小时", True),
        ("3个工作日", "3天", False),
        ("5%", "5‰", True),
        ("5%", "0.05", False),
        ("19名", "19人", True),
        ("19名", "19人次", False),
        ("1次/月", "每月2次", True),
        ("1次/月", "每年2次", False),
        ("2021年底前", "2022年底前", False),
        ("定性", "定性", False),
        ("定性", "3次", False),
    ],
)
def test_measures_alike(one: str, other: str, alike: bool) -> None:
    assert parse(one).measures_alike(parse(other)) is alike
    assert parse(other).measures_alike(parse(one)) is alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.5万元", "5000元", True),
        ("≥95%", "≤950‰", True),
        ("40人", "40名", True),
        ("1-2周", "7-14天", True),
        ("3万人", "3百人", False),
        ("5-10次", "5次", False),
        ("40人", "40人次", False),
        ("1天", "1个工作日", False),
    ],
)
def test_amount(one: str, other: str, same: bool) -> None:
    assert (parse(one).amount == parse(other).amount) is same


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("4", "4", ""),
        ("97%", "97", "%"),
        ("0.1万元", "0.1", "万元"),
        ("1,200人", "1200", "人"),
        ("１８名", "18", "名"),
        ("0", "0", ""),
        ("十二名", "12", "名"),
        ("￥500", "500", "元"),
        ("3次/月", "3", "次/月"),
        (" 6 次 ", "6", "次"),
    ],
)
def test_reads_quantities(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(text.strip(), Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("≥98.5%", "98.5", "%"),
        ("≥4", "4", ""),
        ("4次以上", "4", "次"),
        ("不低于4次", "4", "次"),
        ("=4", "4", ""),
        ("＝ 4", "4", ""),
        ("等于4次", "4", "次"),
        ("≤5%", "5", "%"),
        ("约4次", "4", "次"),
        ("大约 100人", "100", "人"),
        ("近100人", "100", "人"),
        ("100人左右", "100", "人"),
        ("100余人", "100", "人"),
        ("3万多人", "3", "万人"),
        ("100+", "100", ""),
    ],
)
def test_a_bound_and_about_so_much_are_read_and_marked(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(text, Decimal(number), unit, hedged=True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2021-11-30", "日期"),
        ("定性", "定性"),
        ("5-10次", "范围"),
        ("各1篇", "各"),
        ("-4", "负数"),
        ("-4人", "负数"),
        ("-3.2.1%", "小数点"),
        ("+4", "加号"),
        ("完成", "没有数字"),
        ("", "没有写内容"),
        ("1,00", "千分位"),
        ("nan", "没有数字"),
        ("1e3", "科学计数法"),
    ],
)
def test_refuses_what_is_no_quantity(text: str, word: str) -> None:
    with pytest.raises(TargetError) as caught:
        parse_quantity(text)
    assert word in caught.value.reason
    assert "完成值" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("-3.2%", "-3.2", "%"),
        ("－３.２％", "-3.2", "%"),
        ("−0.5个百分点", "-0.5", "个百分点"),
        ("-1.5‰", "-1.5", "‰"),
    ],
)
def test_a_rate_of_change_may_be_below_0(text: str, number: str, unit: str) -> None:
    assert parse_quantity(text) == Quantity(text, Decimal(number), unit)


@pytest.mark.parametrize(("text", "unit", "number"), CONVERSIONS)
def test_in_unit(text: str, unit: str, number: str | None) -> None:
    expected = None if number is None else Decimal(number)
    assert in_unit(parse_quantity(text), unit) == expected


def test_a_quotient_without_end_still_decides() -> None:
    hours = in_unit(parse_quantity("50分钟"), "小时")
    assert hours is not None
    assert Decimal("0.83333333") < hours < Decimal("0.83333334")


def test_the_callers_decimal_context_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 2
        target = parse("≥1,234,567.125元")
        assert str(target.number) == "1234567.125"
        assert target.canonical == "≥1234567.125元"
        assert in_unit(Quantity("", Decimal("1234567"), "元"), "万元") == Decimal("123.4567")


@pytest.mark.parametrize(
    ("one", "other", "canonical", "digits"),
    [
        ("不少于7次", "不少于8次", "≥8次", "8"),
        ("各1篇", "各2篇", "各2篇", "2"),
        ("90%以上", "85%以上", "≥85%", "85"),
        ("￥30", "￥45", "45元", "45"),
        ("9~十次", "8~十次", "8~10次", "8~十"),  # a range is more than one number
        ("3万元以内", "5万元以内", "≤5万元", "5"),
    ],
)
def test_a_target_is_read_afresh_after_one_of_its_like(
    one: str, other: str, canonical: str, digits: str
) -> None:
    parse(one)
    read = parse(other)
    assert (read.text, read.canonical, read.digits) == (other, canonical, digits)


def test_parse_is_cached_and_pickles() -> None:
    assert parse("≥3次") is parse("≥3次")
    assert pickle.loads(pickle.dumps(parse("≥3次"))) == parse("≥3次")
    error = pickle.loads(pickle.dumps(TargetError("甲", "乙")))
    assert (error.reason, error.hint) == ("甲", "乙")


@pytest.mark.parametrize(
    "text",
    [
        *(char * 10**6 for char in ("1", "≥", "次", " ", "1,", "一", "年")),
        *(char * 80 for char in (".", "≥", "千", "一", "(", "ﷺ", "5")),
        *("3" + "m" * 79, "3" + "次/" * 39, "3" + "ﷺ" * 79, "1,1" * 26, "2021年" * 16),
    ],
)
def test_long_and_nasty_texts_are_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(TargetError):
        parse(text)
    assert time.perf_counter() - start < 0.25


WORDS = """
≥ ≤ < > = ~ - — 不少于 不超过 达到 控制在 超过 约 各 每月 每年 一年 人均 全年 ¥ , . / % ‰ ( ) _
0 1 3 10 1,000 2021 0.5 一 两 十 百 零 千 万 亿 次 人 个 元 天 月 年 日 个月 季度 底 末 前 第 半年
以上 以内 内 以下 之间 至 到 m2 ㎡ ℃ e5 x 完成 左右 。 含
"""
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="≥≤<>=~-0123456789,.一二十百次人元年月日底前内%/ ", max_size=20),
    st.lists(st.sampled_from([*WORDS.split(), " ", "\u3000"]), max_size=9).map("".join),
    st.tuples(st.sampled_from(["", "≥", "5-", "各", "每月"]), st.text(max_size=4)).map("3".join),
)


@settings(max_examples=times(200), deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused_and_what_is_read_holds(text: str) -> None:
    refused: TargetError | None = None
    try:
        target = parse(text)
    except TargetError as error:
        refused = error
    if refused is not None:
        assert refused.reason
        assert refused.hint
        return
    assert target.text == text.strip()
    assert (target.number is None) is (target.form is not Form.QUANTITY)
    assert (target.upper is None) is (target.comparator is not Comparator.BETWEEN)
    dated = target.of_year(2023)
    assert (dated.deadline is None) is (target.form is not Form.DATE or target.times is not None)
    assert target.digits in target.text
    assert target.number is None or target.number.is_finite()
    assert meaning(parse(target.canonical)) == meaning(target)
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000})
    assert meaning(parse(wide)) == meaning(target)


@settings(max_examples=times(150), deadline=None)
@given(TEXTS)
def test_a_quantity_is_a_target_that_asks_nothing(text: str) -> None:
    try:
        value = parse_quantity(text)
    except TargetError:
        return
    assert value.number >= 0
    assert in_unit(value, value.unit) == value.number
    if value.hedged:
        return
    target = parse(text)
    assert (value.number, value.unit) == (target.number, target.unit)
    assert target.comparator is Comparator.EQUAL
    assert not target.each


@given(
    st.decimals(min_value=0, max_value=10**9, places=4),
    st.sampled_from([("元", "万元"), ("人", "亿人"), ("天", "周"), ("分钟", "小时"), ("‰", "%")]),
)
def test_conversion_and_back_is_exact_to_what_is_printed(
    number: Decimal, units: tuple[str, str]
) -> None:
    small, large = units
    up = in_unit(Quantity("", number, small), large)
    assert up is not None
    back = in_unit(Quantity("", up, large), small)
    assert back is not None
    assert abs(back - number) < Decimal("1E-20")


# --- every word of the grammar, each once, by hand ----------------------------------------------

BEFORE = {
    "≥": "≥ >= => 不少于 不低于 不小于 不得少于 不得低于 至少 最少 最低 达到 达 大于等于"
    " 大于或等于 ≮",
    ">": "> 高于 大于 超过 多于",
    "≤": "≤ <= =< 不超过 不高于 不大于 不多于 不得超过 不得高于 未超过 至多 最多 最高 小于等于"
    " 小于或等于 ≯",
    "<": "< 低于 少于 小于 不满",
    "=": "= 等于 ﹦",
}
AFTER = {
    "≥": "以上 及以上 或以上 (含)以上 以上(含)",
    ">": "(不含)以上 以上(不含)",
    "≤": "以内 之内 内 以下 及以下 或以下 (含)以下 以下(含)",
    "<": "(不含)以下 以下(不含)",
}
RATES = {
    "年": "每年 全年 一年 年均",
    "半年": "每半年",
    "季度": "每季度 每季 每个季度",
    "月": "每月 每个月 月均",
    "周": "每周 每星期",
    "天": "每天 每日 日均",
    "人": "每人 人均",
    "户": "每户 户均",
    "村": "每村",
    "校": "每校",
    "班": "每班",
    "场": "每场",
    "期": "每期",
}
FOLDED = [  # (as written, as it is read)
    *((f"{sign}3次", "≥3次") for sign in "≧⩾≮"),
    *((f"{sign}3次", "≤3次") for sign in "≦⩽≯"),
    ("﹥3次", ">3次"),
    ("﹤3次", "<3次"),
    ("3﹪", "3%"),
    ("￥3", "3元"),
    ("3元∕人", "3元/人"),
    *((f"3吨{dot}公里", "3吨·公里") for dot in "•・‧"),
    *((f"3{dash}5次", "3~5次") for dash in "〜∼~﹣–—−‐‑‒―─-"),
    *((f"3{blank}次", "3次") for blank in "\u200b\u200c\u200d\u2060\ufeff \u3000\t"),
    ("⾄少3次", "≥3次"),  # 康熙部首, also in the words of the grammar
    ("⼀年", "1年"),
    ("2021年12⽉底前", "2021年12月31日前"),
    ("3ｋｍ²", "3km2"),
]
NUMERALS = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "十九": 19, "九十": 90, "九十一": 91, "一百": 100, "二百零八": 208, "两百一十": 210,
    "三百四十五": 345, "一千": 1000, "两千零九": 2009, "二千零三十": 2030, "四千零五十六": 4056,
    "七千八百": 7800, "七千八百零九": 7809, "六千五百四十": 6540, "六千五百四十三": 6543,
}  # fmt: skip
COUNTED = (
    "次 名 个 人 场 篇 所 套 条 项 件 份 户 家 支 本 册 台 辆 间 座 幅 位 张 米 吨 元 天 周 日 年"
    " 人次 场次 分钟 小时 个小时 个月 个季度 工作日 个工作日 万人 亿元 万元/人"
)
LENGTHS = [  # (one, in a smaller unit)
    ("1分钟", "秒", 60),
    ("1小时", "秒", 3600),
    ("1个小时", "分钟", 60),
    ("1天", "秒", 86400),
    ("1日", "小时", 24),
    ("1周", "天", 7),
    ("1星期", "日", 7),
    ("1个星期", "小时", 168),
    ("1个季度", "个月", 3),
    ("1年", "个季度", 4),
    ("1%", "‰", 10),
    ("1百元", "元", 100),
    ("1千元", "元", 1000),
    ("1万元", "元", 10000),
    ("1亿元", "元", 100000000),
    ("1百万元", "元", 1000000),
    ("1次/季", "次/季度", 1),
    ("1次/日", "次/天", 1),
    ("1次/星期", "次/周", 1),
    ("1次/个月", "次/月", 1),
    ("1次/名", "次/人", 1),
    ("1次/位", "次/名", 1),
    ("1吨·公里", "公里·吨", None),  # what is before the / is one unit
]


def words(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, meaning) for meaning, line in table.items() for word in line.split()]


@pytest.mark.parametrize(("word", "comparator"), words(BEFORE))
def test_every_word_in_front(word: str, comparator: str) -> None:
    assert parse(f"{word}3次").comparator == comparator


@pytest.mark.parametrize(("word", "comparator"), words(AFTER))
def test_every_word_behind(word: str, comparator: str) -> None:
    assert parse(f"3次{word}").comparator == comparator


@pytest.mark.parametrize(("word", "unit"), words(RATES))
def test_every_word_of_a_rate(word: str, unit: str) -> None:
    assert parse(f"{word}≥3次").canonical == f"≥3次/{unit}"


@pytest.mark.parametrize(("written", "read"), FOLDED)
def test_every_style_is_folded(written: str, read: str) -> None:
    assert parse(written).canonical == parse(read).canonical == read


@pytest.mark.parametrize(("numeral", "number"), NUMERALS.items())
def test_every_chinese_numeral(numeral: str, number: int) -> None:
    assert parse(f"{numeral}次").number == number


@pytest.mark.parametrize("unit", COUNTED.split())
def test_every_unit_that_may_follow_one(unit: str) -> None:
    assert parse(f"三{unit}").canonical == f"3{unit}"


@pytest.mark.parametrize(("one", "unit", "number"), LENGTHS)
def test_every_unit_that_is_a_multiple(one: str, unit: str, number: int | None) -> None:
    assert in_unit(parse_quantity(one), unit) == number


REFUSED_WHOLE = {
    "占位": "* ** ＊",
    "斜线": "/ // \\ ／",
    "短横线": "- -- ———",
    "没有目标": "无 暂无 没有 不涉及 不适用",
    "没有定下来": "待定 暂定",
    "标点": "3次。 3次. 3次， 3次; 3次、 3次！ 3次? 3次：",
    "含糊": "约3次 大约3次 大概3次 近3次 将近3次 接近3次 ≈3次 ~3次 3次许 3来次 3几次 三五次不等",
    "名次": "第3位 前十名 第一百名 前五",
    "汉字写的比例": "千分之三 百分之5",
    "小数点": ".5 5.次 1.2.3",
    "日期": "2021年中 =2050年",
    "十六进制": "0x1 0XfF",
    "科学计数法": "1e5 1.5E+3 2e-1",
    "没有单位": "3百 3千 3亿",
    "以0开头": "00 01次 0,555",
    "日期还是时长": "3季 ≥3季度 3号 ≥3月/人",
    "像年份": "2,021年 两千零二十一年 1999.0年",
}


@pytest.mark.parametrize(
    ("text", "word"),
    [(text, word) for word, line in REFUSED_WHOLE.items() for text in line.split()],
)
def test_every_style_of_what_is_refused(text: str, word: str) -> None:
    with pytest.raises(TargetError, match=word):
        parse(text)
