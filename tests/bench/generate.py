"""Write a realistic repository of any size: ``python tests/bench/generate.py DIR -n 1000``.

N whole scorecards of about 8 KB, cut from the shipped template with other names and numbers, and N
project tables. The same N gives the same bytes, and none of them has a finding.
"""

import argparse
import re
from decimal import Decimal
from pathlib import Path
from random import Random

TEMPLATES = Path(__file__).parents[2] / "templates"
CARD_BYTES = 8000

_PLACES = "安白宝昌朝澄大德东丰福广桂海和衡洪华怀惠江晋静凯康兰乐丽林龙"
_ENDS = "县区"
_CATEGORY = re.compile(r"^ {6}- ", re.MULTILINE)
_ITEM = re.compile(r"^ {10}- ", re.MULTILINE)
_NUMBER = re.compile(r"^( {14}[^:{}]+: [≥≤]?)([0-9]+)(?=[^0-9%.].*$)", re.MULTILINE)

_MEASURE = re.compile(r"^ {14}([^:{}]+): (.+)$", re.MULTILINE)
_MENDED = {
    "团县委": "团{区划}委",
    "酌情扣分。": "酌情扣分，最多扣1分。",
    "每年至少召开一次预青": "每年召开不少于{未保联席会议}次预青",
    "团市委交办的其他工作。\n": (
        "团市委交办的其他工作。\n            考核点:\n              交办工作完成: 定性\n"
    ),
}
"""What validate says of the shipped template, and how it is put right."""

_INDICATORS = (
    ("产出指标", "数量指标", "开展{}次数", "次", (3, 40)),
    ("产出指标", "数量指标", "{}参加人数", "人", (50, 3000)),
    ("产出指标", "质量指标", "{}合格率", "%", (90, 99)),
    ("产出指标", "时效指标", "{}按期完成率", "%", (90, 99)),
    ("产出指标", "成本指标", "{}每次支出", "元", (500, 9000)),
    ("效益指标", "社会效益指标", "{}新增志愿者", "名", (10, 400)),
    ("满意度指标", "服务对象满意度指标", "{}参加者满意度", "%", (90, 98)),
)
_ACTIVITIES = (
    "志愿服务",
    "普法宣传",
    "就业见习",
    "创业培训",
    "研学实践",
    "留守儿童关爱",
    "交友联谊",
)


def main() -> None:
    """Read the command line and write the repository."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="scorecards, and as many project tables")
    options = parser.parse_args()
    generate(options.folder, options.n)


def generate(folder: Path, n: int) -> None:
    """Write n scorecards and n project tables below the folder."""
    sections = _sections()
    for index in range(n):
        name = short_name(index)
        card = folder / "scorecards/2014" / f"{name}.yaml"
        card.parent.mkdir(parents=True, exist_ok=True)
        card.write_text(scorecard(index, sections), encoding="utf-8", newline="\n")
        project = folder / "scorecards/2021" / name / f"{_code(index)}.yaml"
        project.parent.mkdir(parents=True, exist_ok=True)
        project.write_text(project_table(index), encoding="utf-8", newline="\n")


def short_name(index: int) -> str:
    """Return a different name for each index below 27,000."""
    size = len(_PLACES)
    parts = (index // size**2 % size, index // size % size, index % size)
    return "".join(_PLACES[p] for p in parts)


def scorecard(index: int, sections: tuple[list[list[str]], list[list[str]], str]) -> str:
    """Return one whole scorecard: some items of every category, with other numbers."""
    random = Random(index)
    duties, priorities, deductions = sections
    name, end = short_name(index), random.choice(_ENDS)
    rest = (
        _points("重点工作", 50)
        + "".join(head + "".join(items) for head, *items in priorities)
        + deductions
        + "  - 名称: 绩效评价\n    分值: 15\n    计分: 评议\n    内容: 服务对象代表评价分。\n"
    )
    start = (
        f"类型: 目标绩效指标\n单位: 共青团{name}{end}委\n简称: {name}\n别名: [{name}{end}]\n"
        f"年度: 2014\n标题: '{{单位}}{{年度}}年度目标绩效指标'\n总分: 150\n"
        f"等次标准: 团区委绩效标准\n变量: {{区划: {end}}}\n部分:\n" + _points("职能指标", 70)
    )
    kept = _some(random, duties, CARD_BYTES - 300 - len((start + rest).encode()))
    text = _NUMBER.sub(lambda m: m[1] + _other(random, int(m[2])), start + kept + rest)
    return "".join(map(_with_points, re.split(r"(?m)^(?= {6}- )", text)))


def project_table(index: int) -> str:
    """Return one project table whose indicators have nothing to be said against."""
    random = Random(-index - 1)
    name = short_name(index)
    activity = random.choice(_ACTIVITIES)
    fiscal, other = random.randrange(10, 200) * 1000, random.randrange(0, 20) * 1000
    budget = f"预算数: {fiscal + other}.00, 财政资金: {fiscal}.00, 其他资金: {other}.00"
    lines = [
        "类型: 预算项目绩效目标表",
        f"预算单位: 共青团{name}委员会本级",
        f"简称: {name}",
        "年度: 2021",
        f"项目编码: '{_code(index)}'",
        f"项目名称: {activity}经费",
        f"预算: {{{budget}, 资金用途: {activity}的场地、师资和宣传支出}}",
        "资金支出计划: {3月底: 25%, 6月底: 50%, 10月底: 75%, 12月底: 100%}",
        "绩效目标:",
        f"  - 组织青少年参加{activity}，扩大覆盖面",
        f"  - 提高{activity}的质量和参加者的满意度",
        "绩效指标:",
    ]
    before = ("", "")
    for first, second, pattern, unit, (low, high) in _INDICATORS:
        if first != before[0]:
            lines.append(f"  {first}:")
        if (first, second) != before:
            lines.append(f"    {second}:")
        before = (first, second)
        sign = "≤" if second == "成本指标" else "≥"
        title = pattern.format(activity)
        lines.append(
            f"      - {{名称: {title}, 描述: 全年{title}, "
            f"指标值: {sign}{random.randint(low, high)}{unit}, 依据: 年度工作计划中的{title}要求}}"
        )
    return "\n".join(lines) + "\n"


def _sections() -> tuple[list[list[str]], list[list[str]], str]:
    """Cut the shipped templates into categories, each a head and its items."""
    text = (TEMPLATES / "县区团委-2014.yaml").read_text(encoding="utf-8")
    for defect, cure in _MENDED.items():
        text = text.replace(defect, cure)
    duties, priorities = (
        [_ITEM.sub("\0\\g<0>", category).split("\0") for category in _categories(part)]
        for part in re.split(r"^  - 名称: .*$", text, flags=re.MULTILINE)[1:3]
    )
    lines = (TEMPLATES / "保障指标-2014.yaml").read_text(encoding="utf-8")
    categories = _categories(lines[lines.index("部分:") :])
    deductions = "  - 名称: 保障指标\n    分值: 15\n    计分: 扣分\n    类别:\n" + categories[0]
    return duties, priorities, deductions


def _categories(part: str) -> list[str]:
    return _CATEGORY.sub("\0\\g<0>", part).split("\0")[1:]


def _points(name: str, points: int) -> str:
    return f"  - 名称: {name}\n    分值: {points}\n    类别:\n"


def _some(random: Random, categories: list[list[str]], size: int) -> str:
    """Keep at least one item to earn points by in each category, and as many as there is room."""
    everything = [(c, i) for c, parts in enumerate(categories) for i in range(1, len(parts))]
    random.shuffle(everything)
    kept: set[tuple[int, int]] = set()
    earning: set[int] = set()
    used = sum(len(parts[0].encode()) for parts in categories)
    for c, i in everything:
        length = len(categories[c][i].encode())
        earns = "计分: 扣分" not in categories[c][i]
        if used + length <= size or (earns and c not in earning):
            earning |= {c} if earns else set()
            kept.add((c, i))
            used += length
    return "".join(
        parts[0] + "".join(part for i, part in enumerate(parts) if (c, i) in kept)
        for c, parts in enumerate(categories)
    )


def _with_points(category: str) -> str:
    """Give a category's points to the targets of its item, where it has but one to earn them."""
    points = re.search(r"^ {8}分值: ([0-9]+)$|^ {6}- 分值: ([0-9]+)$", category, re.MULTILINE)
    earning = [i for i in _ITEM.split(category)[1:] if "计分: 扣分" not in i]
    lines = _MEASURE.findall(earning[0]) if points and len(earning) == 1 else []
    if points is None or len(lines) < 2:
        return category
    each, more = divmod(100 * int(points[1] or points[2]), len(lines))
    for index, (name, value) in enumerate(lines):
        share = Decimal(each + (index < more)) / 100
        long = value.removesuffix("}") if value.startswith("{") else f"{{目标: {value}"
        category = category.replace(f"{name}: {value}", f"{name}: {long}, 分值: {share}}}")
    return category


def _other(random: Random, number: int) -> str:
    return str(max(1, round(number * random.uniform(0.5, 2))))


def _code(index: int) -> str:
    return f"130303210YA{index:05d}CA1M9"


if __name__ == "__main__":
    main()
