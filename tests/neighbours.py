"""A repository in which everything has a neighbour: for every command that chooses.

Two cards and two offices (each with a project and its duties) in two years, two reports on each,
and one file with errors that is about none of them. What is an organisation's holds its `mark`,
what is of a year the `mark_of` it: so a test can say that nothing of a neighbour's appears.
"""

from pathlib import Path

CARDS, OFFICES, YEARS = ("苍溪", "旺苍"), ("山海关", "北戴河"), (2020, 2021)
BROKEN = "scorecards/2019/昭化.yaml"
_SHIPPED = Path(__file__).parents[1] / "scorecards/2021/山海关"
_CODE = "130303210YA09YBACA1M9"

_CARD = """\
类型: 目标绩效指标
单位: 共青团{org}县委
简称: {org}
年度: {year}
总分: 100
部分:
  - 名称: 职能
    分值: 100
    类别:
      - 名称: 一类
        条目:
          - 编号: 信息
            内容: 报送信息，按名次计分。
            分值: 40
            考核点: {{信息报送: {{计分: 名次, 满分名次: 1, 每名扣: 2.5}}}}
          - 编号: 活动
            内容: '{mark}，{of}，开展活动{{{mark}活动}}。'
            分值: 60
            考核点: {{{mark}活动: ≥10次}}
"""
_REPORT = """\
类型: 完成情况
单位: {org}
年度: {year}
截至: {day}
完成: {{信息报送: {count}条, {mark}活动: {{自评: {count}次, 说明: '{mark}{of}'}}}}
"""


def mark(org: str) -> str:
    """Return the word that is in all that is an organisation's, and in nothing else."""
    return f"{org}之事"


def mark_of(year: int) -> str:
    """Return the word that is in all that is of a year."""
    return f"{year}年之事"


def code(org: str, year: int) -> str:
    """Return the 项目编码 of an office's project."""
    return f"{_CODE[:6]}{year}{ {'山海关': 'S', '北戴河': 'B'}[org] }0"


def files() -> dict[str, str]:
    """Return the files of the repository."""
    found = {BROKEN: "类型: 目标绩效指标\n单位: 共青团昭化区委\n简称：昭化\n年度: 2019\n"}
    for year in YEARS:
        for org in CARDS:
            about = {"org": org, "year": year, "mark": mark(org), "of": mark_of(year)}
            found[f"scorecards/{year}/{org}.yaml"] = _CARD.format(**about)
            for month, day, done in (("6月", "06-30", 3), ("12月", "12-31", 12)):
                count = done + CARDS.index(org)
                found[f"scorecards/{year}/完成情况/{org}-{month}.yaml"] = _REPORT.format(
                    **about, day=f"{year}-{day}", count=count
                )
        for org in OFFICES:
            for name in (f"{_CODE}.yaml", f"{_CODE}.自评.yaml", "部门整体绩效目标.yaml"):
                text = (_SHIPPED / name).read_text(encoding="utf-8").replace("山海关", org)
                text = text.replace(_CODE, code(org, year)).replace("2021", str(year))
                text = text.replace("团委活动经费及宣教业务费", mark(org) + mark_of(year))
                text = text.replace("团区委职责分类", mark(org) + mark_of(year))
                path = f"scorecards/{year}/{org}/{name.replace(_CODE, code(org, year))}"
                found[path] = text
                if "自评" in name:
                    june = text.replace(f"截至: {year}-12-31", f"截至: {year}-06-30")
                    found[path.replace("自评", "自评-6月")] = june
    return found
