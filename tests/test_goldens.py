"""Every command says to the byte what it said before: what changes on purpose is written anew."""

import difflib
from pathlib import Path

import pytest

from asked import NAMES
from goldens import said

pytestmark = pytest.mark.repeated

CHANGED = "说的和以前不一样；有意改的：python tests/goldens/rewrite.py，再看 git diff"


@pytest.mark.parametrize("name", NAMES)
def test_what_commands_say(name: str, tmp_path: Path) -> None:
    now = said.goldens(name, said.build(name, tmp_path.resolve() / name))
    before = said.stored(name)
    assert sorted(now) == sorted(before)
    for file, text in now.items():
        if text != before[file]:
            was, is_ = before[file].splitlines(), text.splitlines()
            changes = list(difflib.unified_diff(was, is_, file, file, n=1, lineterm=""))
            pytest.fail("\n".join([CHANGED, *changes[:60]]), pytrace=False)


def test_goldens_stay_readable() -> None:
    sizes = [path.stat().st_size for path in said.HERE.rglob("*.txt")]
    assert 50 < len(sizes) < 100
    assert sum(sizes) < 1_650_000
