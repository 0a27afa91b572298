"""What came back in a workbook, put into the reports that it is about.

Only cells that were changed are written; the rest of a file stays byte for byte. A value that our
own reader does not take is not written at all: it is said by its cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore import checks, disk, references
from tuanscore.commands.factor.proposal import proposed
from tuanscore.commands.form.subject import COLUMNS, DONE, PROOF, WHY, Way
from tuanscore.commands.intake.drafting.writing import File, State, Written
from tuanscore.commands.new.placing import is_taken
from tuanscore.commands.new.writing import laid_out, modeline
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Severity
from tuanscore.source.compose import braced, compose
from tuanscore.source.read import read
from tuanscore.source.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tuanscore.commands.intake.returned.returning import Line, Returned
    from tuanscore.finding import Finding, Place, Route
    from tuanscore.shelf import Repository
    from tuanscore.source.tree import Document

_NOT_APPLICABLE = re.compile(r"不适用\s*[:：]\s*(\S.*)", re.DOTALL)
_PARTS = re.compile("[；;\n]")
_REASONS = ("偏差原因", "说明")
_ASSESSMENT = "项目自评"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that holds what cannot be taken."""

    tab: str
    cell: str
    message: str
    hint: str = ""

    @property
    def at(self) -> str:
        """Say where it is."""
        return f"工作表“{self.tab}” {self.cell}"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a workbook that came back is worth: files, and the cells that are wrong."""

    written: Written
    wrong: tuple[Wrong, ...]


def answer(sheets: Sequence[Returned], repository: Repository, *, dry_run: bool) -> Answered:
    """Write what was filled in; nothing is written where any cell is wrong."""
    files, wrong = [], []
    for sheet in sheets:
        file, found = _one(sheet, repository)
        files.append(file)
        wrong += found
    written = Written(tuple(files), dry_run=dry_run)
    if dry_run or wrong or not written.done:
        return Answered(written, tuple(wrong))
    root = repository.root
    changed = (State.NEW, State.CHANGED)
    wanted = {root / file.path: file.text.encode() for file in files if file.state in changed}
    notes = tuple(disk.write_files(wanted, folders=True)) if wanted else ()
    return Answered(Written(tuple(files), notes), ())


def _one(sheet: Returned, repository: Repository) -> tuple[File, list[Wrong]]:
    path = _checked(sheet.path)
    there = is_taken(repository.root / path)
    file = File(path, sheet.kind, sheet.tab, State.SAME)
    if not sheet.changed:
        return file, []
    entry = repository.sound(path) if there else None
    if there and (entry is None or entry.model.kind != sheet.kind):
        why = f"{path} 有错误，或不是{sheet.kind}，先改好"
        return File(path, sheet.kind, sheet.tab, State.STUCK, why=why), []
    if there:
        old = disk.read(repository.root, path)
    elif sheet.head:
        text = modeline(path) + compose({key: str(value) for key, value in sheet.head.items()})
        old = text.encode()
    else:
        why = f"{path} 不在了：表是从它来的"
        return File(path, sheet.kind, sheet.tab, State.STUCK, why=why), []
    wrong: list[Wrong] = []
    new = rewrite(old, lambda document: wrong.extend(_change(document, sheet)))
    if not there:
        new = laid_out(path, new.decode()).encode()
    future = proposed(repository, {path: new})
    before = {_said(f) for f in _findings(path, repository)} if there else set()
    found = [f for f in _findings(path, future) if _said(f) not in before]
    wrong += _placed(found, new, sheet)
    state = State.STUCK if wrong else State.CHANGED if there else State.NEW
    why = f"{len(wrong)} 个格子填得不对" if wrong else ""
    return File(path, sheet.kind, sheet.tab, state, text=new.decode(), why=why), wrong


def _checked(path: str) -> str:
    """Return the file of a sheet; raises TuanscoreError where it is not one of a repository."""
    fit = path.endswith((".yaml", ".yml")) and disk.is_inside(path) and "\\" not in path
    if not fit or not path.startswith("scorecards/"):
        raise TuanscoreError(f"工作簿里写着 {path}，不是评分仓库的文件", "重新导出一份，再填")
    return path


# ---- changing a document -------------------------------------------------------------------------


def _change(document: Any, sheet: Returned) -> Iterable[Wrong]:
    lists: dict[Way, list[Line]] = {}
    for line in sheet.lines:
        if line.way in (Way.DEDUCTION, Way.OPINION, Way.BONUS):
            lists.setdefault(line.way, []).append(line)
        elif line.changed:
            yield from _set_line(document, line, sheet)
    for way, lines in lists.items():
        if any(line.changed for line in lines):
            _set_list(document, way, lines)


def _set_line(document: Any, line: Line, sheet: Returned) -> Iterable[Wrong]:
    cell = next(iter(line.changed.values()))
    if line.way is Way.VALUE:
        try:
            _put(document, line.route, cell.text)
        except (KeyError, IndexError, TypeError, AttributeError):
            yield Wrong(sheet.tab, cell.cell, "文件里已经没有这一处", "重新导出一份，再填")
        return
    if line.way is Way.ROW:
        row = _at(document, line.route)
        if row is None:
            yield Wrong(sheet.tab, cell.cell, "文件里已经没有这一行", "重新导出一份，再填")
            return
        for column, entry in line.changed.items():
            _set(row, COLUMNS[Way.ROW][column], _value(column, entry.text))
        return
    _set_result(document, line, sheet.kind)


def _set_result(document: Any, line: Line, kind: str) -> None:
    """Put what was filled in into an entry of 完成, which is one value where it can be."""
    results = document.setdefault("完成", {})
    name = line.route[-1]
    told = results.get(name)
    entry = told if isinstance(told, dict) else braced({} if told is None else {"自评": told})
    for column, cell in line.changed.items():
        match = _NOT_APPLICABLE.fullmatch(cell.text) if column == DONE else None
        if column == DONE:
            _set(entry, "不适用", "" if match is None else match[1])
        text = "" if match is not None else cell.text
        _set(entry, _key_of(column, entry, kind), _value(column, text))
    if not entry:
        results.pop(name, None)
    elif entry is not told:
        results[name] = entry["自评"] if [*entry] == ["自评"] else entry
    if not results:
        del document["完成"]


def _key_of(column: str, entry: Any, kind: str) -> str:
    """Return the key of a column: a reason goes where the file has one."""
    if column != WHY:
        return COLUMNS[Way.RESULT][column]
    usual = "偏差原因" if kind == _ASSESSMENT else "说明"
    return next((key for key in _REASONS if key in entry), usual)


def _value(column: str, text: str) -> Any:
    if column != PROOF:
        return text
    return braced([part.strip() for part in _PARTS.split(text) if part.strip()])


def _set(entry: Any, key: str, value: Any) -> None:
    if value in ("", []):
        entry.pop(key, None)
    elif entry.get(key) != value:
        entry[key] = value


def _at(document: Any, route: Route) -> Any:
    for step in route:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return None
    return document if isinstance(document, dict) else None


def _put(document: Any, route: Route, text: str) -> None:
    """Put a value at the end of a route, making what is not there; a blank one takes it away."""
    *above, key = route
    parents = [document]
    for step in above:
        here = parents[-1]
        if isinstance(here, dict) and not isinstance(here.get(step), (dict, list)):
            if not text:
                return
            here[step] = {} if here.get(step) is None else {"自评": here[step]}
        parents.append(here[step])
    if text:
        parents[-1][key] = text
    else:
        parents[-1].pop(key, None)
    for parent, step in zip(reversed(parents[:-1]), reversed(above), strict=True):
        if isinstance(step, str) and not parent[step]:
            del parent[step]


def _set_list(document: Any, way: Way, lines: Sequence[Line]) -> None:
    """Make a list of what its rows say; those that were there keep what the sheet does not ask."""
    old = list(document.get(way.value) or ())
    told = []
    for index, line in enumerate(lines):
        row = old[index] if index < len(old) and isinstance(old[index], dict) else braced({})
        if any(line.texts.values()):
            for column, entry in line.changed.items():
                _set(row, COLUMNS[way][column], _value(column, entry.text))
            told.append(row)
    if told:
        document[way.value] = told
    else:
        document.pop(way.value, None)


# ---- what is wrong -------------------------------------------------------------------------------


def _findings(path: str, repository: Repository) -> list[Finding]:
    """Return the errors of one file, read by itself and against what it is about."""
    entry, findings = repository.read(path)
    if entry is not None:
        findings = [
            *findings,
            *references.examine(entry.model, entry.document, repository),
            *checks.errors(entry.model, entry.document, repository),
        ]
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _said(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def _placed(findings: Iterable[Finding], data: bytes, sheet: Returned) -> Iterable[Wrong]:
    """Yield each error with the cell that says what stands at its place, else on its line."""
    document, _ = read(data, sheet.path)
    cells = {} if document is None else _cells(document, sheet)
    lines: dict[int, str] = {}
    for place, cell in cells.items():
        lines.setdefault(place.line, cell)
    for finding in findings:
        place = finding.place
        cell = cells.get(place) or lines.get(place.line) or next(iter(cells.values()), "")
        yield Wrong(sheet.tab, cell, finding.message, finding.hint or "")


def _cells(document: Document, sheet: Returned) -> dict[Place, str]:
    """Return the cells that were changed by the places of what they say."""
    found: dict[Place, str] = {}
    for line in sheet.lines:
        for column, entry in line.changed.items():
            for key in ("", *(_REASONS if column == WHY else (COLUMNS[line.way][column],))):
                route = (*line.route, key) if key else line.route
                if document.get(route) is not None:
                    found[document.place(route)] = entry.cell
    return found
