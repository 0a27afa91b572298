"""A small repository with a file of every kind, and ways to damage its files.

Files are damaged on three levels: bytes, the tree of keys and values, and single texts in it
(targets, amounts, dates, names). What comes out may be anything that a disk can hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
_SHIPPED = (
    "templates/县区团委-2014.yaml",
    "templates/保障指标-2014.yaml",
    "templates/计分方案/财政项目自评.yaml",
    "templates/表式/项目支出绩效自评表.yaml",
    *(f"scorecards/2014/{org}.yaml" for org in ("苍溪", "旺苍", "经开区")),
    *(f"scorecards/2014/完成情况/{n}.yaml" for n in ("苍溪", "苍溪-6月", "旺苍", "经开区")),
    *(
        f"scorecards/2014/完成情况/佐证/苍溪-{n}.md"
        for n in ("技能比武通知", "西部计划名册", "留守学生之家验收")
    ),
    "scorecards/2021/山海关/部门整体绩效目标.yaml",
    "scorecards/2021/山海关/130303210YA09YBACA1M9.yaml",
    "scorecards/2021/山海关/130303210YA09YBACA1M9.自评.yaml",
)
_SPECIMENS = ("10-department-coefficients", "30-monitoring", "31-goal-adjustment")
_OWN = {
    "tuanscore.yaml": """\
等次标准:
  团区委绩效标准: {优: 90, 良: 85, 中: 60}
  本市: {好: 80, 一般: 60}
定性档: {完成: 100, 基本完成: 80, 部分完成: 60, 未完成: 0}
检查: {TS402: 提示, TS310: 关}
""",
    "豁免/2014.yaml": """\
类型: 豁免
年度: 2014
批准文号: 团办〔2014〕12号
批准人: 团市委书记办公会
豁免:
  - {检查: TS701, 文件: scorecards/2014/苍溪.yaml, 到期: 2030-12-31, 理由: 机构改革}
""",
    "scorecards/2014/新区.yaml": """\
类型: 目标绩效指标
单位: 共青团新区委员会
简称: 新区
别名: [xinqu]
年度: 2014
总分: 100
加分: {上限: 5}
一票否决: [{事项: 重大事故, 最高等次: 中}]
部分:
  - 名称: 职能
    分值: 70
    类别:
      - 名称: 一类
        条目:
          - {编号: 培训, 内容: 培训各类人员不少于{培训人数}名。, 考核点: {培训人数: ≥40名}}
          - 编号: 犯罪
            内容: 犯罪率低于全省前三年平均值。
            考核点:
              犯罪率: {计分: 对比, 基数: 前三年平均值, 要求: 低于, 未达: 比例}
              排名: {计分: 名次, 满分名次: 3, 每名扣: 0.2, 分段扣: {6-10: 0.5}}
          - 编号: 资金
            内容: 筹集资金。
            考核点:
              资金: {计分: 两级目标, 达标值: ≥5万元, 争取值: ≥8万元, 达标得分率: 80%}
              就业率: {计分: 分档, 分档: {≥75%: 5, ≥70%: 3, ≥65%: 1}}
              案件: {计分: 扣分, 每次: 0.5, 加重: {特别重大: 1}, 最多: 5}
              期限: 2014年6月底前
  - {名称: 保障, 分值: 15, 计分: 扣分, 引用: 保障指标-2014}
  - {名称: 评价, 分值: 15, 计分: 评议, 内容: 评价。}
""",
    "scorecards/2014/完成情况/新区.yaml": """\
类型: 完成情况
单位: 新区
年度: 2014
截至: 2014-12-31
完成:
  培训人数: {自评: 38, 审核: 36, 说明: 推迟, 佐证: [佐证/苍溪-技能比武通知.md]}
  犯罪率: {自评: 0.7%, 基数: 0.9%, 基数来源: 统计公报}
  排名: 第4名
  资金: 6万元
  就业率: 72%
  期限: 2014-06-01
扣分: [{指标: 案件, 次数: 2, 原因: 查实}]
评议: [{来源: 服务对象代表, 得分: 92, 人数: 30}]
加分: [{项目: 表彰, 分值: 1, 佐证: [佐证/苍溪-技能比武通知.md]}]
""",
    "templates/reports/score.md.j2": "# {{ report }}\n",
}
_WORDS = """
≥ ≤ > < = - 0 -1 1e9 1e400 NaN .inf ∞ 0x1F 010 1_000 12:30 1/0 ~ null true 是 ? ｜ * & ! %
≥3次 ≥-1次 0起 ≤0% 5-3次 5-10次 １００％ ≥３次以上 不少于 >5 <0.0001 定性 第0名 第-1名
100.001% 0.97 99999999999999999999999999999 0.00000000000000001 0.1万元 ￥1 1,00 1，000 12345亿
2014-02-30 2014-13-01 0000-00-00 9999-12-31 13月底前 2021年2月30日前 2014年6月 6月底 待填 完成
{x} {培训人数} {{7*7}} {%for%} [/x] [red] ../../etc/passwd /dev/zero a/b . .. - -h --format
<script> ::error::x é 豈 🎓 #x 苍溪 旺苍 山海关 县区团委-2014 保障指标-2014 130303210YA09YBACA1M9
"""
_MARKS = ("\u2028", "\u202e", "\u200b", "\ufeff", "\x85", "\x1b[31m", "\x07", "e\u0301")
TEXTS = (
    *_WORDS.split(),
    *_MARKS,
    *("", " ", "\t", "\n", "a\nb", "’", '"', "'", "x #y", "a: b", "甲" * 5000, "9" * 400),
)
"""What people, editors and other programs put where something else should stand."""


def world() -> dict[str, bytes]:
    """Return the files of the repository, by path."""
    files = {name: (CHECKOUT / name).read_bytes() for name in _SHIPPED}
    for shape in _SPECIMENS:
        root = CHECKOUT / "tests" / "shapes" / shape
        files |= {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*.yaml")}
    return files | {name: text.encode() for name, text in _OWN.items()}


def damage(random: Random, name: str, files: dict[str, bytes]) -> bytes:
    """Return what is left of a file after one to three accidents."""
    data = files[name]
    for _ in range(random.choice((1, 1, 2, 3))):
        how: Callable[[Random, bytes, dict[str, bytes]], bytes]
        how = random.choice((_bytes, _tree, _tree, _texts, _texts, _lines))
        data = how(random, data, files)
    return data[:2_000_000]


# --- bytes -----------------------------------------------------------------------------------


def _bytes(random: Random, data: bytes, files: dict[str, bytes]) -> bytes:
    at = random.randrange(len(data) + 1)
    match random.randrange(10):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + random.randbytes(random.randint(1, 8)) + data[at:]
        case 2:
            return data[:at] + data[at + random.randint(1, 40) :]
        case 3:
            return data.decode("utf-8", "ignore").encode(
                random.choice(("gb18030", "utf-16", "utf-8-sig", "utf-32", "big5")), "ignore"
            )
        case 4:
            return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\xc2\x85", b"")))
        case 5:
            return data[:at] + random.choice((b"\0", b"\xff", b"\xed\xa0\x80", b"\t", b"\x1b"))
        case 6:
            return data + files[random.choice(sorted(files))]
        case 7:
            return data[:at] + data[at : at + 60] * random.choice((2, 50, 2000)) + data[at:]
        case 8:
            return random.choice((b"", b"\n", b"---\n...\n", b"[", b"{", b"- " * 3000, b"[" * 3000))
    return bytes(b ^ (random.random() < 0.002) for b in data)


def _lines(random: Random, data: bytes, _: dict[str, bytes]) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    match random.randrange(7):
        case 0:
            lines[at:at] = [lines[at]] * random.choice((1, 1, 30))  # a key twice
        case 1:
            del lines[at]
        case 2:
            lines[at] = random.choice((b" ", b"\t", b"  ", "\u3000".encode())) + lines[at]
        case 3:
            lines[at] = lines[at].replace(b": ", random.choice(("：", ":", " : ", ": - ")).encode())
        case 4:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 5:
            lines[at] += random.choice((b" # x", b" #", b" &a", b" *a", b" !!set", b" |", b" >"))
        case 6:
            lines[at] = lines[at].lstrip()
    return b"\n".join(lines)


# --- the tree and its texts ------------------------------------------------------------------


def _read(data: bytes) -> Any:
    try:
        if data.lstrip().startswith(b"{"):
            return json.loads(data)
        return yaml.load(data, Loader=yaml.BaseLoader)
    except (ValueError, yaml.YAMLError, RecursionError, TypeError):
        return None


def _write(value: Any, as_json: bool) -> bytes:
    if as_json:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    text: str = yaml.dump(value, allow_unicode=True, sort_keys=False, Dumper=yaml.Dumper, width=1e6)
    return text.encode("utf-8", "replace")


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container with each of its keys or indexes."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _spots(value[key])


def _tree(random: Random, data: bytes, files: dict[str, bytes]) -> bytes:
    root = _read(data)
    spots = list(_spots(root))
    if not spots:
        return _lines(random, data, files)
    try:
        random.choice((_key, _value, _value))(random, spots, files)
        return _write(root, data.lstrip().startswith(b"{"))
    except (LookupError, RecursionError, ValueError, TypeError, yaml.YAMLError):
        return _lines(random, data, files)  # it holds itself by now, or is gone


def _key(random: Random, spots: list[tuple[Any, Any]], _: dict[str, bytes]) -> None:
    """Take a key or an entry away, give it another name, repeat it, or swap two."""
    where, key = random.choice(spots)
    part, (there, other) = where[key], random.choice(spots)
    match random.randrange(4):
        case 0:
            del where[key]
        case 1 if isinstance(where, dict):
            where[random.choice((*TEXTS, *map(str, where)))] = where.pop(key)
        case 2 if isinstance(where, list):
            where[key:key] = [part] * random.choice((1, 1, 200))
        case _:
            where[key], there[other] = there[other], part


def _value(random: Random, spots: list[tuple[Any, Any]], files: dict[str, bytes]) -> None:
    """Put a value of another type there: wrapped, empty, deep, or out of another file."""
    where, key = random.choice(spots)
    part = where[key]
    match random.randrange(5):
        case 0:
            where[key] = [part]
        case 1:
            where[key] = {random.choice(TEXTS): part}
        case 2:
            where[key] = random.choice((None, "", [], {}, 0, -1, 1.5, True, [[]], {"": ""}))
        case 3:
            there, name = random.choice(list(_spots(_read(files[random.choice(sorted(files))]))))
            where[key] = there[name]
        case 4:
            for _ in range(random.choice((5, 40, 300))):
                part = [part] if random.random() < 0.5 else {"甲": part}
            where[key] = part


def _texts(random: Random, data: bytes, files: dict[str, bytes]) -> bytes:
    """Put odd texts in the place of some, where nothing else changes: not even the layout."""
    root = _read(data)
    texts = sorted({w[k] for w, k in _spots(root) if isinstance(w[k], str) and w[k].strip()})
    if not texts:
        return _lines(random, data, files)
    for _ in range(random.choice((1, 1, 3))):
        old, new = random.choice(texts), random.choice(TEXTS)
        if random.random() < 0.3:
            new = json.dumps(new, ensure_ascii=random.random() < 0.5)
        data = data.replace(old.encode(), new.encode("utf-8", "replace"), random.choice((1, 1, 99)))
    return data
