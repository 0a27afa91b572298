"""部门整体绩效目标 on a worksheet: 完成数 ÷ 计划数 and the grade of each duty, as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell_name

from tuanscore import visible
from tuanscore.faces import xlsx
from tuanscore.sheets import figures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from tuanscore.scoring.department import DepartmentScore, DutyScore

_HEADS = {
    "职责描述": 34,
    "职责目标": 34,
    "绩效指标": 24,
    "计划数": 9,
    "完成数": 9,
    "完成率（%）": 10,
    "等次": 9,
    "绩效标准": 40,
}
_LINE = 14
"""Letters that a line of a column of text holds."""
_FIRST = 3
"""The column of 计划数."""


def lay(
    worksheet: Worksheet,
    styles: xlsx.Styles,
    score: DepartmentScore,
    scales: Mapping[str, Mapping[str, Decimal]],
) -> None:
    """Write the duties of a department; ``scales`` are the bounds of the 等次标准 they go by."""
    for column, width in enumerate(_HEADS.values()):
        worksheet.set_column(column, column, width)
    last = len(_HEADS) - 1
    title = styles.of(font_name=xlsx.TITLE, font_size=18, align="center")
    worksheet.merge_range(0, 0, 0, last, "", title)
    worksheet.set_row(0, 32)
    named = f"{score.org}{score.year}年部门整体绩效目标完成情况"
    worksheet.write_string(0, 0, visible.line(named), title)
    head = styles.of(font_name=xlsx.HEI, font_size=10, border=1, bg_color="#F0F0F0", align="center")
    for column, name in enumerate(_HEADS):
        worksheet.write_string(1, column, name, head)
    aside = styles.of(font_size=9)
    bounds: dict[str, str] = {}
    row = 1
    for name, scale in scales.items():
        worksheet.write_string(row, last + 2, visible.line(name), aside)
        first = row + 1
        for grade, bound in scale.items():
            row += 1
            worksheet.write_string(row, last + 2, grade, aside)
            worksheet.write_number(
                row, last + 3, float(bound), styles.of(font_size=9, **xlsx.INPUT)
            )
        row += 1
        worksheet.write_string(row, last + 2, "差", aside)
        bounds[name] = (
            f"INDEX({_span(first, last + 2, row)},"
            f"SUMPRODUCT(({{}}<{_span(first, last + 3, row - 1)})*1)+1)"
        )
        row += 2
    for number, duty in enumerate(score.duties, 2):
        _duty(worksheet, styles, number, duty, bounds[duty.scale_name], [*scales[duty.scale_name]])
    worksheet.print_area(0, 0, len(score.duties) + 1, last)


def _duty(
    worksheet: Worksheet,
    styles: xlsx.Styles,
    row: int,
    duty: DutyScore,
    grade: str,
    order: list[str],
) -> None:
    text = styles.of(font_size=10, border=1, align="left")
    longest = max(len(duty.description), len(duty.goal), len(duty.standard), len(duty.indicator))
    worksheet.set_row(row, min(400, 15 * (2 + longest // _LINE)))
    for column, said in enumerate((duty.description, duty.goal, duty.indicator)):
        worksheet.write_string(row, column, visible.lines(said), text)
    open_ = styles.of(font_size=10, border=1, align="center", **xlsx.INPUT)
    for column, number in enumerate((duty.planned, duty.done), _FIRST):
        if number is None:
            worksheet.write_blank(row, column, None, open_)
        else:
            worksheet.write_number(row, column, float(number), open_)
    planned, done, rate = (cell_name(row, _FIRST + n) for n in range(3))
    formula = f"ROUND(ROUND({done}/{planned}*100,11),2)"
    formula = f'=IF(AND(ISNUMBER({planned}),ISNUMBER({done})),{formula},"")'
    made = styles.of(font_size=10, border=1, align="center", num_format="0.00")
    cached: Any = "" if duty.rate is None else float(duty.rate)
    worksheet.write_formula(row, _FIRST + 2, formula, made, cached)
    every = f"差–{order[0]}"
    formula = f'=IF({rate}="","{every}",{grade.format(rate)})'
    worksheet.write_formula(row, _FIRST + 3, formula, made, figures.grades(duty.grades))
    worksheet.write_string(row, _FIRST + 4, visible.lines(duty.standard), text)


def _span(first: int, column: int, last: int) -> str:
    return f"{cell_name(first, column, True, True)}:{cell_name(last, column, True, True)}"
