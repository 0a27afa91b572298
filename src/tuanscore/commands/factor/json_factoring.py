"""What the template and the overlays on it come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.factor.base import Refusal
from tuanscore.commands.factor.report import FactoredCard, Factoring
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _factoring(report: Factoring) -> Json:
    template = picked(report, "name year lines=template_lines text=template")
    return {
        "template": template | {"year": int(report.year)},
        **picked(report, "lines_before lines entries overlays=cards left written"),
    }


SCHEMA = "tuanscore.factoring/1"
SHAPES = {
    Factoring: _factoring,
    FactoredCard: "file lines_before lines entries comments_lost=comments text=new",
    Refusal: "file reason place",
}
