"""Each check by the examples in its manual."""

import re
from importlib import import_module
from types import ModuleType

import pytest

from conftest import Make, found
from tuanscore import checks
from tuanscore.checks import manual
from tuanscore.manual import PASSES

ROOMS = {"points": 4, "projects": 5, "wording": 6, "organisations": 7, "reports": 8, "documents": 9}
each = pytest.mark.parametrize("module", checks.all_modules(), ids=lambda m: m.CODE)


@each
def test_manual_is_whole(module: ModuleType) -> None:
    said = manual.read(module)
    assert said.sentence.endswith("。")
    assert "\n" not in said.sentence
    assert said.why
    assert said.fail
    assert said.passes
    told = said.examples()[PASSES].values()
    assert (module.__doc__ or "").count("```diff\n") == len(told)
    assert all(f"{change}```\n" in f"{module.__doc__}\n" for change in told)


@each
def test_fail_raises_this_code_and_no_other(module: ModuleType, make: Make) -> None:
    findings = found(make(manual.read(module).fail))
    assert {f.code for f in findings} == {module.CODE}
    assert {f.severity for f in findings} == {module.SEVERITY}
    assert all(f.message and f.hint for f in findings)


@each
def test_pass_raises_nothing(module: ModuleType, make: Make) -> None:
    assert found(make(manual.read(module).passes)) == ()


@each
def test_code_is_of_its_room(module: ModuleType) -> None:
    room = module.__name__.split(".")[-2]
    assert re.fullmatch(rf"TS{ROOMS[room]}[0-9]{{2}}", module.CODE)


@each
def test_room_looks_at_what_its_check_looks_at(module: ModuleType) -> None:
    """A check is only found by its room."""
    room = import_module(module.__name__.rpartition(".")[0])
    looked_at = module.LOOKS_AT if isinstance(module.LOOKS_AT, tuple) else (module.LOOKS_AT,)
    assert all(issubclass(kind, room.LOOKS_AT) for kind in looked_at)


def test_codes_are_unique() -> None:
    assert len(checks.codes()) == len(checks.all_modules())
