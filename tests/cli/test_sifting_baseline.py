"""`validate --write-baseline` and `--baseline`: only what is new is shown."""

import json
from pathlib import Path

import pytest

from conftest import Make, Run
from sifted import (
    CARD,
    CARD_TEXT,
    REPORT,
    UNEVEN,
    UNREADABLE,
    WAIVER,
    WAIVER_TEXT,
    WARNED,
    brief,
    change,
)

FILE = "基线.json"
BOTH = {**WARNED, CARD: UNEVEN}
OTHER = "scorecards/2014/乙.yaml"
OVERLAY = "类型: 目标绩效指标\n单位: 共青团乙县委\n简称: 乙\n年度: 2014\n模板: 某模板\n"


@pytest.fixture
def known(make: Make, run: Run) -> Path:
    """Return a repository with two findings, both in its baseline."""
    root = make(BOTH)
    assert run("-C", root, "validate", "--write-baseline", FILE).code == 0
    return root


def test_writing(make: Make, run: Run) -> None:
    root = make(BOTH)
    ran = run("-C", root, "validate", "--write-baseline", FILE)
    assert (ran.code, ran.out, ran.err) == (0, "", "tuanscore：写好了基线（2 处发现） 基线.json\n")
    first = (root / FILE).read_bytes()
    lines = first.decode().splitlines()
    assert lines[:3] == ["{", '  "schema": "tuanscore.baseline/2",', '  "findings": [']
    assert lines[3].startswith(f'    {{"file": "{REPORT}", "code": "TS311", "message": "')
    assert lines[4].startswith(f'    {{"file": "{CARD}", "code": "TS401", "message": "')
    assert lines[5:] == ["  ]", "}"]
    assert run("-C", root, "validate", "--write-baseline", FILE).code == 0
    assert (root / FILE).read_bytes() == first


def test_nothing_new(known: Path, run: Run) -> None:
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
√ 2 个文件，没有新的问题（完成情况 1，目标绩效指标 1）
  另有 2 处在基线里，没有显示
"""
    )


def test_lines_inserted_above_change_nothing(known: Path, run: Run) -> None:
    change(known, CARD, "类型:", "# 一行\n# 又一行\n类型:")
    change(known, REPORT, "加分:", "扣分: []\n加分:")
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert ran.code == 0
    assert ran.out.endswith("  另有 2 处在基线里，没有显示\n")


def test_new_finding_is_shown(known: Path, run: Run) -> None:
    (known / OTHER).write_text(UNEVEN.replace("甲", "乙"), encoding="utf-8")
    ran = run("-C", known, "validate", "--baseline", FILE, "--format", "json")
    assert ran.code == 1
    assert brief(ran) == [f"TS401 {OTHER}:6"]
    assert json.loads(ran.out)["baseline"] == {"known": 2, "gone": 0}
    assert json.loads(ran.out)["counts"] == {"error": 1, "warning": 0, "note": 0}
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert ran.out.splitlines()[-2:] == [
        "× 3 个文件，1 个有问题：1 处错误",
        "  另有 2 处在基线里，没有显示",
    ]


def test_one_more_of_the_same_is_new(make: Make, run: Run) -> None:
    """Two equal lines under one message are two findings; knowing one hides one."""
    lines = "加分:\n  - {项目: 创先争优, 分值: 1}\n"
    root = make({**WARNED, REPORT: WARNED[REPORT].partition("加分:")[0] + lines})
    options = ["--select", "TS8", "--format", "json"]
    assert run("-C", root, "validate", "--write-baseline", FILE).code == 0
    assert brief(run("-C", root, "validate", *options, "--baseline", FILE)) == []
    change(root, REPORT, lines, f"{lines}  - {{项目: 创先争优, 分值: 1}}\n")
    everything = brief(run("-C", root, "validate", *options))
    new = brief(run("-C", root, "validate", *options, "--baseline", FILE))
    assert len(everything) == len(new) + 1
    assert new


def test_finding_whose_line_changed_is_new(known: Path, run: Run) -> None:
    change(known, CARD, "总分: 110", "总分: 120")
    ran = run("-C", known, "validate", "--baseline", FILE, "--format", "json")
    assert brief(ran) == [f"TS401 {CARD}:6"]
    assert json.loads(ran.out)["baseline"] == {"known": 1, "gone": 1}


def test_what_has_gone_is_counted(known: Path, run: Run) -> None:
    (known / CARD).write_text(CARD_TEXT, encoding="utf-8")
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == [
        "  另有 1 处在基线里，没有显示",
        "  基线里有 1 处已经没有了，用 --write-baseline 重写一次，基线就小了",
    ]
    run("-C", known, "validate", "--baseline", FILE, "--write-baseline", FILE)
    assert len(json.loads((known / FILE).read_bytes())["findings"]) == 1


@pytest.mark.parametrize(
    "options", [[CARD], ["--select", "TS4"], ["--ignore", "TS3"]], ids=" ".join
)
def test_partial_run_cannot_tell_what_has_gone(options: list[str], known: Path, run: Run) -> None:
    (known / CARD).write_text(CARD_TEXT, encoding="utf-8")
    ran = run("-C", known, "validate", "--baseline", FILE, *options, "--format", "json")
    assert json.loads(ran.out)["baseline"] == {"known": 0, "gone": None}


def test_empty_baseline(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT})
    assert run("-C", root, "validate", "--write-baseline", FILE).code == 0
    assert json.loads((root / FILE).read_bytes())["findings"] == []
    ran = run("-C", root, "validate", "--baseline", FILE)
    assert ran.out == "√ 1 个文件，没有问题（目标绩效指标 1）\n  另有 0 处在基线里，没有显示\n"


def test_what_is_waived_is_not_in_it(make: Make, run: Run) -> None:
    """Once the waiver has expired the finding is shown again."""
    root = make({**BOTH, WAIVER: WAIVER_TEXT})
    run("-C", root, "validate", "--as-of", "2014-12-31", "--write-baseline", FILE)
    assert [e["code"] for e in json.loads((root / FILE).read_bytes())["findings"]] == ["TS311"]
    ran = run("-C", root, "validate", "--as-of", "2014-12-31", "--baseline", FILE)
    assert ran.code == 0
    assert "已豁免" in ran.out
    assert ran.out.splitlines()[-2:] == [
        "  1 处已豁免，不算在内",
        "  另有 1 处在基线里，没有显示",
    ]
    assert run("-C", root, "validate", "--as-of", "2015-01-01", "--baseline", FILE).code == 1


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("类型：目标绩效指标\n", "TS111"),
        (UNREADABLE.replace("甲", "乙"), "TS205"),
        (OVERLAY.replace("某模板", "没有的"), "TS301"),
        (OVERLAY, "TS304"),
    ],
)
def test_unusable_file_is_never_known(broken: str, code: str, make: Make, run: Run) -> None:
    """Such an error is neither written nor hidden, whatever an older baseline says."""
    template = "类型: 目标绩效指标模板\n名称: 某模板\n年度: 2014\n总分: 100\n部分: []\n"
    root = make({**BOTH, OTHER: broken, "templates/某模板.yaml": template})
    ran = run("-C", root, "validate", "--write-baseline", FILE)
    assert ran.code == 0
    told = json.loads(run("-C", root, "validate", "--format", "json").out)["findings"]
    fixed = [f for f in told if f["code"][:3] in ("TS1", "TS2") or f["code"] in ("TS301", "TS304")]
    assert code in {f["code"] for f in fixed}
    assert f"写好了基线（{len(told) - len(fixed)} 处发现）" in ran.err
    assert f"另有 {len(fixed)} 处读不出、展不开文件的错误没有记，要先改好" in ran.err
    written = json.loads((root / FILE).read_bytes())
    assert {e["code"] for e in written["findings"]} & {f["code"] for f in fixed} == set()
    marks = gitlab_marks(run, root)
    written["findings"] = [{"fingerprint": mark} for mark in marks]
    (root / FILE).write_text(json.dumps(written), encoding="utf-8")
    ran = run("-C", root, "validate", "--baseline", FILE, "--format", "json")
    assert ran.code == 1
    assert [f["code"] for f in json.loads(ran.out)["findings"]] == [f["code"] for f in fixed]


def gitlab_marks(run: Run, root: Path) -> list[str]:
    """Return the fingerprint of everything that is found, as another format tells it."""
    issues = json.loads(run("-C", root, "validate", "--format", "gitlab").out)
    return [issue["fingerprint"] for issue in issues]


def test_what_stands_in_an_unusable_file_has_not_gone(known: Path, run: Run) -> None:
    change(known, CARD, "总分: 110", "总分: 一百")
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert ran.code == 1
    assert "TS205" in ran.out
    assert "已经没有了" not in ran.out


def test_what_a_report_that_is_nobodys_was_found_to_have_has_not_gone(
    known: Path, run: Run
) -> None:
    change(known, REPORT, "单位: 甲", "单位: 丁丁")
    ran = run("-C", known, "validate", "--baseline", FILE)
    assert ran.code == 1
    assert "TS305" in ran.out
    assert "TS311" not in ran.out
    assert "已经没有了" not in ran.out


@pytest.mark.parametrize("form", ["concise", "github"])
def test_what_is_hidden_is_told_where_only_findings_are_printed(
    form: str, known: Path, run: Run
) -> None:
    (known / CARD).write_text(CARD_TEXT, encoding="utf-8")
    ran = run("-C", known, "validate", "--baseline", FILE, "--format", form)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[1:] == [
        "  另有 1 处在基线里，没有显示",
        "  基线里有 1 处已经没有了，用 --write-baseline 重写一次，基线就小了",
    ]


@pytest.mark.parametrize(
    ("options", "given"),
    [
        ([CARD], "文件或文件夹"),
        (["scorecards", "--select", "TS4"], "文件或文件夹、--select"),
        (["--ignore", "TS3"], "--ignore"),
        (["--changed-since", "HEAD"], "--changed-since"),
    ],
)
def test_no_baseline_of_a_part(options: list[str], given: str, known: Path, run: Run) -> None:
    before = (known / FILE).read_bytes()
    ran = run("-C", known, "validate", "--write-baseline", FILE, *options)
    assert (ran.code, ran.out) == (2, "")
    assert f"不能和 {given} 一起用\n  去掉 {given}\n" in ran.err
    assert (known / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "content", ['{"name": "网站"}', "说明\n", "[]", '{"schema": "tuanscore.receipt/1"}']
)
def test_nothing_but_a_baseline_is_replaced(content: str, make: Make, run: Run) -> None:
    root = make({**BOTH, "package.json": content})
    ran = run("-C", root, "validate", "--write-baseline", "package.json")
    assert (ran.code, ran.out) == (2, "")
    assert "package.json 已经有了，不是 tuanscore 的基线" in ran.err
    assert "换一个文件名" in ran.err
    assert (root / "package.json").read_text(encoding="utf-8") == content


def test_empty_file_may_be_filled(make: Make, run: Run) -> None:
    root = make({**BOTH, FILE: ""})
    assert run("-C", root, "validate", "--write-baseline", FILE).code == 0


def test_relative_to_the_folder_that_is_named(known: Path, run: Run) -> None:
    ran = run("-C", known / "scorecards", "validate", "--baseline", f"../{FILE}")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "读不了：没有这个文件"),
        (b"", "不是 JSON"),
        (b"<<<<<<< HEAD\n", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        (b"[" * 100_000, "不是 JSON"),
        (b"[]", "不是 tuanscore 的基线"),
        (b"{}", "不是 tuanscore 的基线"),
        (b'{"schema": "tuanscore.receipt/1", "findings": []}', "不是 tuanscore 的基线"),
        (b'{"schema": "tuanscore.baseline/1"}', "不是 tuanscore 的基线"),
        (b'{"schema": "tuanscore.baseline/1", "findings": [{}]}', "不是 tuanscore 的基线"),
    ],
    ids=range(10),
)
def test_baseline_that_is_none(content: bytes | None, said: str, make: Make, run: Run) -> None:
    root = make(BOTH)
    if content is not None:
        (root / FILE).write_bytes(content)
    ran = run("-C", root, "validate", "--baseline", FILE)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert f"--write-baseline {FILE}" in ran.err


@pytest.mark.parametrize("name", [CARD, "别的.yaml", "别的.YML"])
def test_no_source_file_is_replaced(name: str, make: Make, run: Run) -> None:
    root = make(BOTH)
    before = (root / CARD).read_bytes()
    ran = run("-C", root, "validate", "--write-baseline", name)
    assert (ran.code, ran.out) == (2, "")
    assert "基线是 JSON 文件" in ran.err
    assert (root / CARD).read_bytes() == before
    assert not (root / "别的.yaml").exists()


def test_link_to_a_source_file_is_not_followed(make: Make, run: Run) -> None:
    root = make(BOTH)
    (root / FILE).symlink_to(root / CARD)
    ran = run("-C", root, "validate", "--write-baseline", FILE)
    assert ran.code == 2
    assert (root / CARD).read_text(encoding="utf-8") == UNEVEN
