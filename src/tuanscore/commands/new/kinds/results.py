"""完成情况: a report with every line of the card waiting to be filled in."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.known import card
from tuanscore.commands.new.request import Request, as_file_name, need
from tuanscore.commands.new.writing import lines, modeline, scalar
from tuanscore.errors import TuanscoreError
from tuanscore.grammar.target import Form
from tuanscore.model.kinds.results import KIND
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.shelf import CARDS, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.card import Item, Measure
    from tuanscore.model.kinds.scorecard import Scorecard
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("报告", "完成")
USES = ("year", "as_of")

HEAD = """\
# 填一项，就去掉那一行开头的“# ”（井号和后面一个空格），在冒号后面写完成值；
# 填第一项时，“# 完成:”那一行的也去掉。没有去掉 # 的算没有填报，不算 0 分；做了 0 个的写 0。
# 要写说明、佐证的：某考核点: {自评: 4, 说明: …, 佐证: [佐证/通知.pdf]}
"""


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a report on an organisation's latest card, or that of the year asked for."""
    known = next(iter(lookup.short_names(repository)), "苍溪")
    need(KIND, request.example("完成情况", name=known), 单位简称=request.name)
    model = card(repository, request.name or "", year_of(request, repository, SCORECARD)).model
    as_of = request.as_of or until(model.year, request.today)
    for report in repository.results_for(model):
        if report.model.as_of == as_of:
            message = f"{model.short_name} {model.year} 年截至 {as_of} 的完成情况已经有了，没有改动"
            hint = f"在 {report.document.file} 里改；另填一份的，用 --as-of 写别的日期"
            raise TuanscoreError(message, hint)
    stem = f"{as_file_name(model.short_name, '简称')}{suffix(model.year, as_of)}"
    path = f"{CARDS}/{model.year}/完成情况/{stem}.yaml"
    levels = tuple(repository.levels(model))
    head = f"类型: {KIND}\n单位: {scalar(model.short_name)}\n年度: {model.year}\n截至: {as_of}\n"
    body = lines([*_results(model, levels), *_others(model)])
    return Draft(path, modeline(path) + head + HEAD + "\n".join(body) + "\n")


def year_of(request: Request, repository: Repository, kind: str) -> int | None:
    """Return the year that was said, else the latest that has begun by 截至 and has a document."""
    if request.year is not None or request.as_of is None or not (request.name or "").strip():
        return request.year
    known = lookup.years_of(repository, request.name or "", kind)
    return max((year for year in known if year <= request.as_of.year), default=None)


def until(year: int, today: date) -> date:
    """Return the day a report is made for: the year's last, or today while the year goes on."""
    last = date(year, 12, 31)
    return today if today.year == year else last


def suffix(year: int, as_of: date) -> str:
    """Return what tells a report's file from others of its year: nothing at the year's end."""
    if as_of == date(year, 12, 31):
        return ""
    if as_of.year != year:
        return f"-{as_of}"
    month_end = as_of.day == monthrange(year, as_of.month)[1]
    return f"-{as_of.month}月" + ("" if month_end else f"{as_of.day}日")


def _results(card: Scorecard, levels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "完成:", ""
    for section in card.sections:
        if not section.categories and section.method is None:
            yield f"  {scalar(section.name)}:", "、".join(levels)
        for category in section.categories if section.method is None else ():
            heading = category.name or section.name
            rows = [row for item in category.items for row in _item(item, levels)]
            yield from ((f"  # {heading}", ""), *rows) if rows else ()


def _item(item: Item, levels: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if not item.measures:
        yield f"  {scalar(item.id)}:", "、".join(levels)
    for name, measure in item.measures.items():
        if not measure.deducts:
            yield f"  {scalar(name)}:{blank(measure)}", _asks(measure, levels)


def blank(measure: Measure) -> str:
    """Return what is to be filled in for a line that is told by several figures, else nothing."""
    told = methods.told_by(measure.method, measure)
    parts = (
        f"{key}: {{{', '.join(f'{scalar(name)}: ' for name in names)}}}"
        for key, names in told.items()
        if names
    )
    inside = ", ".join(parts)
    return f" {{{inside}}}" if inside else ""


def _asks(measure: Measure, levels: tuple[str, ...]) -> str:
    """Return what a line asks for, in words to be read beside the empty value."""
    if measure.target is None and measure.method == methods.default_for(None):
        return "、".join(levels)
    words = methods.describe(measure.target, measure.method, measure)
    if measure.target is not None and measure.target.form is Form.QUALITATIVE:
        return f"目标 {words}：{'、'.join(levels)}"
    return f"目标 {words}" if measure.target is not None else words


def _others(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Yield what is told apart from the lines: deductions, opinions, bonuses."""
    deducted = any(measure.deducts for _, _, _, measure in card.measures())
    if deducted or any(section.deducts for section in card.sections):
        yield "扣分:", "没有扣分的不写"
        yield "  - {指标: , 分值: , 原因: , 佐证: []}", ""
    rated = [section.name for section in card.sections if section.rated]
    if rated:
        yield "评议:", "得分按百分制"
        for name in rated:
            about = f"指标: {scalar(name)}, " if len(rated) > 1 else ""
            yield f"  - {{{about}来源: , 得分: , 人数: }}", ""
    if card.bonus is not None:
        yield "加分:", "没有加分的不写；加分要有佐证"
        gives = "情形: , 日期: , 文号: " if card.bonus.kinds else "分值: "
        yield f"  - {{项目: , {gives}, 佐证: []}}", "、".join(card.bonus.kinds)
