"""What the contracts on imports cannot say: whose faces are whose."""

import ast
from collections.abc import Iterator
from pathlib import Path

import tuanscore

SRC = Path(tuanscore.__file__).parent


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                yield (*node.module.split("."), alias.name)


def is_face(name: tuple[str, ...]) -> bool:
    """``tuanscore.commands.<room>.text_…``, ``json_…`` or ``formats.…``."""
    own = name[3:] if name[:2] == ("tuanscore", "commands") else ()
    return bool(own) and (own[0].startswith(("text_", "json_")) or own[0] == "formats")


SHARED = {("history", "diff")}
"""`log` and `blame` show changes as `diff` does."""


def test_a_face_is_used_in_its_own_room() -> None:
    strangers = [
        f"{path.relative_to(SRC)} → {'.'.join(name)}"
        for path in SRC.rglob("*.py")
        for name in imported(path)
        if is_face(name) and path.relative_to(SRC).parts[:2] != name[1:3]
        if (path.parent.name, name[2]) not in SHARED
    ]
    assert strangers == []


def test_faces_alone_write_with_rich() -> None:
    others = [
        path.relative_to(SRC).as_posix()
        for path in (SRC / "commands").rglob("*.py")
        for name in imported(path)
        if name[0] == "rich" and not path.name.startswith("text_")
    ]
    assert others == []
