"""A scored card as a table: one row per measure, and every sum below what it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tuanscore.finding import Route
from tuanscore.model.card import fill
from tuanscore.model.printed import PRINTED
from tuanscore.scoring.tree import Level
from tuanscore.sheets import figures, forms, items
from tuanscore.sheets.items import label_of, labels
from tuanscore.sheets.spans import Slot, cell
from tuanscore.sheets.told import (
    Line,
    Lines,
    Told,
    filled_totals,
    marks,
    one,
    points_of,
    score_heads,
    text,
    texts,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from tuanscore.model.card import CardBody
    from tuanscore.scoring.tree import Node, Score
    from tuanscore.sheets.sheet import Table

KIND = "完成情况"

NO_TEXTS: Mapping[Route, str] = {}

_ITEM = 6
"""How many steps of a route lead to the item."""


def told(model: CardBody, score: Score) -> Told:
    """Return what a scored card has to print."""
    day = score.as_of
    as_of = f"截至{day.year}年{day.month}月{day.day}日" if day is not None else "还没有完成情况"
    return Told(
        model.kind,
        {
            "标题": text(score.title),
            "年度": text(score.year),
            "单位": text(score.org),
            "截至": text(as_of),
            "满分": text(figures.cents(score.full), "number"),
            "总得分": text(figures.score(score.card), "number"),
            "得分率": text(figures.interval(score.rate_low, score.rate_high, "%"), "number"),
            "等次": text(figures.grades(score.grades)),
            "评定": text(verdict(score)),
            "等次标准": text(None if score.attainment is not None else _scale(score)),
            **filled_totals(score.filled),
            "计分说明": texts(f"{remark}。" for remark in remarks(score)),
            "失分说明": texts(f"{name}：{reason}。" for name, reason in reasons(score)),
        },
        {
            "考核点": _measures(score, _texts(model)),
            "条目": items.of(score, _texts(model), _standards(model)),
        },
        score.sample,
    )


def _scale(score: Score) -> str:
    return f"{score.scale_name}（{score.scale}，按得分率）"


def table(score: Score) -> Table:
    """Return the rows of all sections with their subtotals, and the total."""
    lines = _measures(score, NO_TEXTS)
    return forms.table(
        PRINTED[KIND].form, Told(KIND, {"评定": text(verdict(score))}, {"考核点": lines})
    )


def _standards(model: CardBody) -> dict[str, str]:
    """Return the 评分标准 of each 考核点 that prints one."""
    measures = ((name, measure.standard) for _, _, name, measure in model.measures())
    return {name: standard for name, standard in measures if standard is not None}


def _measures(score: Score, texts: Mapping[Route, str]) -> Lines:
    sections = score.card.parts
    rows = [row for section in sections for row in _section(section, texts)]
    return Lines(tuple(rows), score_heads(score.card), points_of(score.card, "sum"))


def _texts(model: CardBody) -> dict[Route, str]:
    """Return the texts of the sections that have one, and what all items of a category say."""
    words = model.words()
    below: dict[Route, str] = {}
    for route, item in model.items():
        below[route[:4]] = below.get(route[:4], "") + fill(item.text, words)
    sections = enumerate(model.sections)
    own = {("部分", s): fill(each.text, words) for s, each in sections if each.text is not None}
    return own | below


def verdict(score: Score) -> str:
    """Return rate and grade in words; of a card without points what is reached."""
    if score.attainment is not None:
        return figures.attainment(score.attainment)
    rate = figures.interval(score.rate_low, score.rate_high, "%")
    now = f"得分率 {rate}，等次 {figures.grades(score.grades)}"
    if score.year_end is None:
        return now
    return f"到今天{now}；年底可能 {figures.outlook(score.year_end)}"


def remarks(score: Score) -> Iterator[str]:
    """Yield what must be known beside the figures: vetoes, 自评, what is missing, assumptions."""
    for veto in score.vetoes:
        limit = f"，等次最高为{veto.best_grade}" if veto.best_grade is not None else ""
        title = "，取消评优资格" if veto.loses_title else ""
        yield f"一票否决：{veto.matter}（{veto.why}）{limit}{title}"
    if said := figures.filled_in(score.filled):
        yield said
    if score.claimed is not None:
        own = figures.interval(score.claimed.low, score.claimed.high)
        yield f"按自评计 {own} 分，等次 {figures.grades(score.claimed.grades)}"
    if score.missing:
        names = "、".join(score.missing)
        yield f"未报 {len(score.missing)} 项：{names}"
    if score.less:
        yield score.less
    yield from score.assumptions


def reasons(score: Score) -> Iterator[tuple[str, str]]:
    """Yield each line that is below its points or has something to say, and what it says."""
    for leaf in score.card.leaves():
        note = leaf.actual.reason if leaf.actual is not None else ""
        short = leaf.points is not None and leaf.low < leaf.points
        if (short and leaf.actual is not None) or leaf.low < 0 or note:
            said = f"（{note}）" if note and note not in leaf.rule else ""
            yield leaf.name, leaf.rule + said


def _section(section: Node, texts: Mapping[Route, str]) -> Iterator[Line]:
    label = {"部分": (Slot(label_of(section), section.route),)}
    for row in _lines(section, texts):
        yield Line({**label, **row.slots}, row.caption)
    yield Line(label | points_of(section, "sum"), cell(f"{section.name}小计", "sum"))


def _lines(section: Node, texts: Mapping[Route, str]) -> Iterator[Line]:
    """Yield the rows of a section without its label, a sum below each category of several."""
    text = texts.get(section.route, "")
    if section.base is not None:
        yield _base(section, section.base, text)
    elif not section.parts:
        item = {"条目": one(text or section.text or section.rule)}
        yield Line(item | _figures(section, section.method or section.name))
    alone = section.base is None and len(section.parts) == 1
    for category in section.parts:
        said = texts.get(category.route, "")
        rows = list(_category(category, said) if section.base is None else _happened(category))
        yield from rows
        if len(rows) > 1 and not alone:
            caption = cell(f"{category.name or '类别'}小计", "sum")
            yield Line(labels(category) | points_of(category, "sum"), caption)


def _base(section: Node, base: Decimal, text: str) -> Line:
    """Return the row of the points that deductions start from."""
    start = one(figures.cents(base), "number")
    return Line(
        {
            "条目": one(text or section.rule),
            "考核点": one("起扣分"),
            "目标": one(""),
            "完成": one(""),
            "分值": start,
            "得分": start * len(figures.computed(section)),
            figures.FILLED: one("" if section.filled is None else section.filled, "number"),
        }
    )


def _category(category: Node, text: str) -> Iterator[Line]:
    """Yield the measures and deductions of a category in the printed order of their items.

    One that is judged as a whole has none, and is its own row.
    """
    if not category.parts:
        yield _row(category, category, text or category.rule)
        return
    texts = {part.number: part.text for part in category.parts}
    numbered = max(texts) > 1
    for leaf in sorted(category.leaves(), key=lambda line: line.number):
        number = f"{leaf.number}." if numbered else ""
        yield _row(category, leaf, number + texts[leaf.number])


def _happened(category: Node) -> Iterator[Line]:
    """Yield the deductions of a category that were reported."""
    for line in category.parts:
        if line.actual is not None:
            yield _row(category, line, line.text)


def _row(category: Node, leaf: Node, text: str) -> Line:
    item = {"条目": (Slot(cell(text), (*leaf.route[:_ITEM], "条目")),)}
    name = f"扣分：{leaf.name}" if leaf.level is Level.DEDUCTION else leaf.name
    return Line(labels(category) | item | _figures(leaf, name))


def _figures(line: Node, name: str) -> dict[str, tuple[Slot, ...]]:
    return {
        "考核点": one(name),
        "目标": one(line.target),
        "完成": one(figures.achieved(line)),
        **points_of(line, "number"),
        **marks([line]),
    }
