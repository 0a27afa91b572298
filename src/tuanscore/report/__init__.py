"""The one value a view receives: what a command found out, ready to be laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.diff import Comparison
    from tuanscore.diff.matrix import Matrix
    from tuanscore.diff.review import Review
    from tuanscore.diff.years import Years
    from tuanscore.plan import Plan
    from tuanscore.provenance import Resolution
    from tuanscore.receipt import Verification
    from tuanscore.report.examination import Examination
    from tuanscore.report.guides import Guide, Guides
    from tuanscore.report.inventory import Inventory
    from tuanscore.report.scores import (
        DepartmentScored,
        Explanation,
        ProjectScored,
        Ranking,
        Scored,
    )
    from tuanscore.sheets.sheet import Sheet

    Report = (
        Examination
        | Ranking
        | Scored
        | ProjectScored
        | DepartmentScored
        | Explanation
        | Comparison
        | Review
        | Matrix
        | Years
        | Resolution
        | Inventory
        | Sheet
        | Plan
        | Verification
        | Guide
        | Guides
    )
