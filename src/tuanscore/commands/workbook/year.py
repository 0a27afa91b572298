"""What a year's workbook has beside a sheet for everyone: the ranking, the matrix, the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.utility import xl_rowcol_to_cell as cell_name

from tuanscore import visible
from tuanscore.commands.diff import surveying
from tuanscore.commands.diff.matrix import State
from tuanscore.faces import xlsx
from tuanscore.sheets import figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from tuanscore.commands.score.report import Ranked, Ranking
    from tuanscore.commands.workbook.tree import Standing
    from tuanscore.shelf import Repository

_RANKING = {
    "名次": 8,
    "单位": 24,
    "满分": 9,
    "得分": 10,
    "最高可能": 10,
    "得分率（%）": 11,
    "最高可能（%）": 12,
    "等次": 10,
    "未报": 7,
    "截至": 12,
}
_FINDINGS = {"级别": 8, "编号": 8, "文件": 44, "行": 7, "说明": 70, "改法": 50}
_COLOURS = {State.EASIER: "#FCE4E4", State.HARDER: "#E3F1E3", State.MISSING: "#EEEEEE"}


def rank(
    worksheet: Worksheet,
    styles: xlsx.Styles,
    year: int,
    lines: Sequence[tuple[Ranked, tuple[str, Standing]]],
) -> None:
    """Write the ranking, every figure taken from the sheet of the organisation."""
    sample = any(line.score.sample for line, _ in lines)
    xlsx.paper(worksheet, landscape=True, sample=sample)
    first = _head(worksheet, styles, f"{year}年目标绩效排名", _RANKING, sample=sample)
    last = first + len(lines) - 1
    lows, highs = (_span(first, column, last) for column in (5, 6))
    text = styles.of(font_size=11, border=1, align="center")
    for row, (line, (sheet, at)) in enumerate(lines, first):
        score, there = line.score, f"={quote_sheetname(sheet)}!"
        own = [cell_name(row, column) for column in (5, 6)]
        best = f"1+SUMPRODUCT(({lows}>{own[1]})*1)"
        worst = f"1+SUMPRODUCT(({highs}>{own[0]})*1)-({own[1]}>{own[0]})*1"
        formula = f'=IF({own[0]}="","—",IF({best}={worst},{best},{best}&"–"&({worst})))'
        shown = figures.rank(line.best, line.worst)
        worksheet.write_formula(row, 0, formula, text, int(shown) if shown.isdecimal() else shown)
        worksheet.write_url(
            row, 1, f"internal:{quote_sheetname(sheet)}!A1", text, visible.line(score.org)
        )
        cached = (score.full, score.card.low, score.card.high, score.rate_low, score.rate_high)
        names = (at.full, at.low, at.high, at.rate_low, at.rate_high)
        number = styles.of(font_size=11, border=1, align="center", num_format="0.00")
        for column, (name, value) in enumerate(zip(names, cached, strict=True), 2):
            known: Any = "" if value is None else float(value)
            worksheet.write_formula(row, column, there + name, number, known)
        worksheet.write_formula(row, 7, there + at.grade, text, figures.grades(score.grades))
        worksheet.write_number(row, 8, len(score.missing), text)
        day = "" if score.as_of is None else score.as_of.isoformat()
        worksheet.write_string(row, 9, day, text)


def matrix(worksheet: Worksheet, styles: xlsx.Styles, repository: Repository, year: int) -> None:
    """Write the target of each organisation on every line; what is not the usual one is marked."""
    report = surveying.survey(repository, year)
    xlsx.paper(worksheet, landscape=True, sample=False)
    heads = {"部分": 10, "类别": 14, "条目": 14, "考核点": 18, "最常见": 11}
    heads |= dict.fromkeys(report.names, 11)
    first = _head(worksheet, styles, f"{year}年各单位目标", heads, sample=False)
    worksheet.freeze_panes(first, 4)
    for row, line in enumerate(report.lines, first):
        told = (line.section, line.category, line.item, line.measure, line.usual)
        for column, text in enumerate(told):
            style = styles.of(font_size=9.5, border=1, align="left")
            worksheet.write_string(row, column, visible.line(text), style)
        for column, cell in enumerate(line.cells, len(told)):
            paint = {"bg_color": _COLOURS[cell.state]} if cell.state in _COLOURS else {}
            style = styles.of(font_size=9.5, border=1, align="center", **paint)
            worksheet.write_string(row, column, visible.line(cell.shown), style)
    legend = styles.of(font_size=9.5, align="left", text_wrap=False)
    worksheet.write_string(first + len(report.lines), 0, report.legend, legend)


def findings(worksheet: Worksheet, styles: xlsx.Styles, report: Ranking) -> None:
    """Write what was found, and which files are not scored."""
    xlsx.paper(worksheet, landscape=True, sample=False)
    first = _head(worksheet, styles, f"{report.year}年的发现", _FINDINGS, sample=False)
    style = styles.of(font_size=9.5, border=1, align="left")
    row = first
    for found in report.findings:
        told = [
            found.severity.value,
            found.code,
            found.place.file,
            found.place.line,
            found.message,
            found.hint,
        ]
        for column, value in enumerate(told):
            if isinstance(value, int):
                worksheet.write_number(row, column, value, style)
            else:
                worksheet.write_string(row, column, visible.lines(value or ""), style)
        row += 1
    for file in report.unscored:
        worksheet.write_string(row, 0, "没有计分", style)
        worksheet.write_string(row, 2, visible.line(file), style)
        row += 1
    if row == first:
        worksheet.write_string(row, 0, "没有发现", style)


def _head(
    worksheet: Worksheet, styles: xlsx.Styles, title: str, heads: dict[str, int], *, sample: bool
) -> int:
    """Write a title and heads; return the row below them."""
    last = len(heads) - 1
    named = styles.of(font_name=xlsx.TITLE, font_size=18, align="center")
    worksheet.set_row(0, 32)
    worksheet.merge_range(0, 0, 0, last, "", named)
    worksheet.write_string(0, 0, title, named)
    row = 1
    if sample:
        mark = styles.of(font_name=xlsx.HEI, font_size=12, font_color=xlsx.RED, align="center")
        worksheet.merge_range(1, 0, 1, last, "", mark)
        worksheet.write_string(1, 0, xlsx.SAMPLE, mark)
        row = 2
    style = styles.of(
        font_name=xlsx.HEI, font_size=10.5, border=1, bg_color="#F0F0F0", align="center"
    )
    for column, (name, width) in enumerate(heads.items()):
        worksheet.set_column(column, column, width)
        worksheet.write_string(row, column, visible.line(name), style)
    worksheet.repeat_rows(row)
    worksheet.freeze_panes(row + 1, 0)
    return row + 1


def _span(first: int, column: int, last: int) -> str:
    return f"{cell_name(first, column, True, True)}:{cell_name(last, column, True, True)}"
