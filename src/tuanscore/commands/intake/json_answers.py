"""Which reports a workbook that came back changed, and which of its cells are wrong."""

from typing import Any

from tuanscore.commands.intake.drafting.writing import File
from tuanscore.commands.intake.json_import import SCHEMA
from tuanscore.commands.intake.report import Answers
from tuanscore.commands.intake.returned.answering import Wrong


def _answers(report: Answers) -> dict[str, Any]:
    return {
        "tables": (),
        "left": (),
        "files": [file for book in report.books for file in book.answered.written.files],
        "wrong": [
            {
                "file": book.file,
                "sheet": one.tab,
                "cell": one.cell,
                "message": one.message,
                "hint": one.hint,
            }
            for book in report.books
            for one in book.answered.wrong
        ],
        "annotated": [book.annotated for book in report.books if book.annotated is not None],
    }


SHAPES = {
    Answers: _answers,
    File: "path kind label state why proposed",
    Wrong: "tab cell message hint",
}

__all__ = ["SCHEMA", "SHAPES"]
