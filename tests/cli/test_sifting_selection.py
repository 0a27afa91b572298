"""`validate --select --ignore --fail-on`: which findings a run is about, and which fail it."""

import pytest

from conftest import Make, Run
from sifted import CARD, REPORT, UNEVEN, UNREADABLE, WARNED, brief

BONUS, SUM = f"TS311 {REPORT}:6", f"TS401 {CARD}:6"
BOTH = {**WARNED, CARD: UNEVEN}


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], [BONUS, SUM]),
        (["--select", "TS311"], [BONUS]),
        (["--select", "TS4"], [SUM]),
        (["--select", "ts4"], [SUM]),
        (["--select", "TS"], [BONUS, SUM]),
        (["--select", "TS4,TS311"], [BONUS, SUM]),
        (["--select", "TS4， TS311"], [BONUS, SUM]),
        (["--select", "TS4", "--select", "TS311"], [BONUS, SUM]),
        (["--select", ""], [BONUS, SUM]),
        (["--ignore", "TS311"], [SUM]),
        (["--ignore", "TS3,TS4"], []),
        (["--select", "TS3", "--ignore", "TS311"], []),
        (["--select", "TS311", "--ignore", "TS3"], [BONUS]),
        (["--select", "TS311", "--ignore", "TS311"], []),
        (["--select", "TS4", "--ignore", "TS3"], [SUM]),
    ],
    ids=" ".join,
)
def test_codes(options: list[str], shown: list[str], make: Make, run: Run) -> None:
    """The longer of two that speak of a code decides, and of two alike the ignoring one."""
    ran = run("validate", "--format", "json", *options, cwd=make(BOTH))
    assert brief(ran) == shown
    assert ran.code == (1 if SUM in shown else 0)


@pytest.mark.parametrize("options", [["--select", "TS311"], ["--ignore", "TS"]], ids=" ".join)
def test_unusable_file_is_always_told(options: list[str], make: Make, run: Run) -> None:
    root = make({**WARNED, "scorecards/2014/乙.yaml": UNREADABLE.replace("甲", "乙")})
    ran = run("validate", "--format", "json", *options, cwd=root)
    assert ran.code == 1
    assert "TS205 scorecards/2014/乙.yaml:6" in brief(ran)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("code", "hint"), [("TS4O1", "TS4"), ("TS401，TS9", "TS"), ("401", "TS401"), ("S4", "")]
)
def test_unknown_code(option: str, code: str, hint: str, make: Make, run: Run) -> None:
    ran = run("validate", option, code, cwd=make(WARNED))
    assert (ran.code, ran.out) == (2, "")
    assert "这个检查编号" in ran.err
    assert hint in ran.err.splitlines()[1]


@pytest.mark.parametrize(
    ("level", "fail_on", "code"),
    [
        ("错误", "错误", 1),
        ("警告", "错误", 0),
        ("提示", "错误", 0),
        ("错误", "警告", 1),
        ("警告", "警告", 1),
        ("提示", "警告", 0),
        ("错误", "提示", 1),
        ("警告", "提示", 1),
        ("提示", "提示", 1),
        ("关", "提示", 0),
    ],
)
def test_fail_on(level: str, fail_on: str, code: int, make: Make, run: Run) -> None:
    root = make({**WARNED, "tuanscore.yaml": f"检查: {{TS311: {level}}}\n"})
    ran = run("validate", "--fail-on", fail_on, cwd=root)
    assert ran.code == code
    assert ran.out.splitlines()[-1].startswith("×" if code else ("√" if level == "关" else "!"))


def test_fail_on_something_else(make: Make, run: Run) -> None:
    ran = run("validate", "--fail-on", "严重", cwd=make(WARNED))
    assert (ran.code, ran.out) == (2, "")
