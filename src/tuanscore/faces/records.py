"""Tidy rows for pandas or polars: what the JSON of a report says, laid flat.

All rows of one schema have the same keys in the same order; what a row has not is None. Keys that
the JSON has too are called as there and mean the same. Within a schema version keys are only ever
added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Row = dict[str, Any]
"""One row: text, int, bool, Decimal or None by the name of the column."""

_PARTS = ("sections", "categories", "items", "measures", "classes", "groups", "indicators")
"""The keys that the parts of a line stand under."""


def rows(report: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a report's JSON; raises KeyError for a schema that has none."""
    return list(_ROWS[report["schema"]](report))


def _findings(report: Mapping[str, Any]) -> Iterator[Row]:
    for finding in report["findings"]:
        yield {
            **_picked(finding, "code", "severity"),
            **_place(finding["place"]),
            **_picked(finding, "message", "hint"),
            "waived": finding["waived"]["number"] if "waived" in finding else None,
        }


def _score(report: Mapping[str, Any]) -> Iterator[Row]:
    who = _picked(report, "org", "short_name", "year")
    return _lines(report["card"], who, dict.fromkeys(("section", "category", "item")))


def _project(report: Mapping[str, Any]) -> Iterator[Row]:
    who = _picked(report, "code", "name", "unit", "short_name", "year")
    return _lines(report["project"], who, dict.fromkeys(("class", "group")))


def _lines(node: Mapping[str, Any], who: Row, within: Row) -> Iterator[Row]:
    """Yield a row for each line that has no parts, so that the scores of all add up to the total.

    A part that points are taken off from has a row of what it starts from. ``within`` is what the
    line stands in.
    """
    level, parts = node["level"], [part for key in _PARTS for part in node.get(key, ())]
    if level in within:
        within = within | {level: node["name"]}
    if not parts or "base" in node:
        figures = _picked(node, "points", "score", "low", "high")
        if parts:
            figures |= dict.fromkeys(("score", "low", "high"), node["base"])
        yield {
            **who,
            "level": level,
            **within,
            "measure": node["name"] if level not in within else None,
            **figures,
            "state": node["state"],
            "method": node.get("method"),
            "target": node.get("target"),
            "actual": node["actual"]["text"] if node.get("actual") is not None else None,
            **_place(node["place"]),
        }
    for part in parts:
        yield from _lines(part, who, within)


def _ranking(report: Mapping[str, Any]) -> Iterator[Row]:
    for line in report["ranking"]:
        grades = line["grades"]
        yield {
            **_picked(line, "org", "short_name", "year"),
            "rank_best": line["rank"]["best"],
            "rank_worst": line["rank"]["worst"],
            **_picked(line, "full", "score", "low", "high"),
            "rate_low": line["rate"]["low"],
            "rate_high": line["rate"]["high"],
            "grade": grades[0] if len(grades) == 1 else None,
            "grade_best": grades[0] if grades else None,
            "grade_worst": grades[-1] if grades else None,
            "missing": len(line["missing"]),
            **_picked(line, "as_of", "sample"),
            **_place(line["place"]),
        }


def _department(report: Mapping[str, Any]) -> Iterator[Row]:
    department = report["department"]
    for duty in department["duties"] if department is not None else ():
        grades = duty["grades"]
        yield {
            **_picked(department, "org", "short_name", "year"),
            **_picked(duty, "description", "goal", "indicator", "planned", "done", "rate"),
            "grade": grades[0] if len(grades) == 1 else None,
            "grade_best": grades[0] if grades else None,
            "grade_worst": grades[-1] if grades else None,
            **_place(duty["place"]),
        }


def _comparison(report: Mapping[str, Any]) -> Iterator[Row]:
    return _changes(report, {"old_card": report["old"], "new_card": report["new"]})


def _review(report: Mapping[str, Any]) -> Iterator[Row]:
    for template in report["templates"]:
        yield from _changes(template, {"name": template["new"], "year": None, "file": None})
    for card in report["cards"]:
        yield from _changes(card, _picked(card, "name", "year", "file"))


def _changes(compared: Mapping[str, Any], whose: Row) -> Iterator[Row]:
    for change in compared["changes"]:
        yield {
            **whose,
            **_picked(change, "kind", "section", "category", "item", "measure", "old", "new"),
            **_picked(change, "difference", "unit", "percent"),
            **_place(change["old_place"], "old_"),
            **_place(change["new_place"], "new_"),
        }


def _matrix(report: Mapping[str, Any]) -> Iterator[Row]:
    for line in report["lines"]:
        for name, cell in line["cells"].items():
            yield {
                "year": report["year"],
                **_picked(line, "section", "category", "item", "measure", "usual"),
                "short_name": name,
                **_picked(cell, "state", "target", "far"),
                **_place(cell["place"]),
            }


def _picked(source: Mapping[str, Any], *names: str) -> Row:
    return {name: source[name] for name in names}


def _place(at: Mapping[str, Any] | None, before: str = "") -> Row:
    return {f"{before}{key}": at and at[key] for key in ("file", "line", "column")}


_ROWS: dict[str, Callable[[Mapping[str, Any]], Iterator[Row]]] = {
    "tuanscore.findings/1": _findings,
    "tuanscore.score/1": _score,
    "tuanscore.project/1": _project,
    "tuanscore.department/1": _department,
    "tuanscore.ranking/1": _ranking,
    "tuanscore.diff/1": _comparison,
    "tuanscore.years/1": _comparison,
    "tuanscore.review/1": _review,
    "tuanscore.matrix/1": _matrix,
}
