"""A kind of document is asked, not recognised: rooms that list kinds do not know a new one."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tuanscore

SOURCE = Path(tuanscore.__file__).parent
KINDS = SOURCE / "model" / "kinds"
MOST = 29


def names_in(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def kinds() -> set[str]:
    """Return the names of the models of whole documents, and of what they share."""
    classes = [
        node
        for file in KINDS.glob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]
    found = {"Kind", "CardBody"}
    for _ in classes:
        found |= {c.name for c in classes if not found.isdisjoint(names_in_bases(c))}
    return found - {"Kind", "CardBody"}


def names_in_bases(node: ast.ClassDef) -> set[str]:
    return set().union(*map(names_in, node.bases))


def asked(tree: ast.AST, known: set[str]) -> Iterator[str]:
    """Yield every place that asks a document which kind it is of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.MatchClass):
            about: ast.AST = node.cls
        elif isinstance(node, ast.Compare):
            about = ast.Tuple([n for n in node.comparators if isinstance(n, ast.Name | ast.Tuple)])
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("isinstance", "issubclass", "is_of")
        ):
            about = node.args[1]
        else:
            continue
        if not known.isdisjoint(names_in(about)):
            yield ast.unparse(node)


def test_few_places_ask_which_kind_a_document_is_of() -> None:
    known = kinds()
    assert {"Overlay", "Scorecard", "Template", "Project", "Decision"} <= known
    assert not {"Indicator", "Result", "Adjustment"} & known
    found = Counter[str]()
    for file in sorted(SOURCE.rglob("*.py")):
        if KINDS not in file.parents:
            tree = ast.parse(file.read_text("utf-8"))
            imported = {
                alias.asname or alias.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and str(node.module).startswith("tuanscore.mod")
                for alias in node.names
            }
            found[file.relative_to(SOURCE).as_posix()] += len([*asked(tree, known & imported)])
    assert sum(found.values()) <= MOST, +found


def test_what_asks_is_recognised() -> None:
    text = """
isinstance(a.model, Project | Template)
is_of(entry, Project)
type(model) is Project
match model:
    case Project(): pass
isinstance(x, str)
of(Project, entries)
"""
    assert len([*asked(ast.parse(text), {"Project", "Template"})]) == 4
