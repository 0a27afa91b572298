"""`tuanscore validate`: what it prints, in which order, and with which exit code it leaves."""

import json
import os
import re
import signal
import sys
from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from conftest import Make, Run, listening
from documents import card, results, section
from tuanscore.commands.validate import examining

CARD, OTHER = "scorecards/2014/甲.yaml", "scorecards/2014/乙.yaml"
TEXT = card(
    section("职能指标", 85, "编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}"),
    "名称: 绩效评价, 分值: 15, 计分: 评议",
)
BROKEN = TEXT.replace("总分: 100", "总分: 一百")
REPORT = results("次数: 3", rest="加分:\n  - {项目: 创先争优, 分值: 1, 佐证: [川青〔2014〕3号]}\n")


def under_carets(out: str) -> list[str]:
    """Return what stands above each caret, counted in columns of a terminal."""
    found = []
    for line, below in pairwise(out.splitlines()):
        if below.strip() == "^":
            column, rest = 0, line
            while column < below.index("^"):
                column += 2 if east_asian_width(rest[0]) in "WF" else 1
                rest = rest[1:]
            found.append(rest)
    return found


def test_all_is_well(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "√ 1 个文件，没有问题（目标绩效指标 1）\n"


def test_finding_with_its_line_and_a_caret(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: BROKEN}))
    assert (ran.code, ran.err) == (1, "")
    assert (
        ran.out
        == """\
scorecards/2014/甲.yaml
scorecards/2014/甲.yaml:5:5 TS205 错误 总分：“一百”不是分数
       5 | 总分: 一百
                 ^
    → 用半角数字写，例如 15 或 0.5

× 1 个文件，1 个有问题：1 处错误
"""
    )


def test_related_places_have_their_lines_too(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: TEXT.replace("总分: 100", "总分: 110")}))
    assert ran.code == 1
    assert (
        ran.out
        == """\
scorecards/2014/甲.yaml
scorecards/2014/甲.yaml:5:5 TS401 错误 “总分”写明 110 分，下一级加起来是 85 + 15 = 100 分
       5 | 总分: 110
                 ^
    scorecards/2014/甲.yaml:8:9 职能指标 85 分
       8 |     分值: 85
                     ^
    scorecards/2014/甲.yaml:13:20 绩效评价 15 分
      13 |   - {名称: 绩效评价, 分值: 15, 计分: 评议}
                                      ^
    → 少了 10 分，改其中一处

× 1 个文件，1 个有问题：1 处错误
"""
    )


def test_findings_by_file_and_place(make: Make, run: Run) -> None:
    wrong = BROKEN.replace("年度: 2014", "年度: 14").replace("甲", "乙")
    ran = run("validate", cwd=make({CARD: BROKEN, OTHER: wrong}))
    lines = ran.out.splitlines()
    headings = [line for line in lines if line in (CARD, OTHER)]
    assert headings == [OTHER, CARD]
    places = [line.split(" ")[0] for line in lines if line.startswith(f"{Path(CARD).parent}/")]
    assert [p for p in places if p not in headings] == [
        f"{OTHER}:4:5",
        f"{OTHER}:5:5",
        f"{CARD}:5:5",
    ]
    assert lines[-1] == "× 2 个文件，2 个有问题：3 处错误"


def test_caret_in_a_long_line_stands_below_its_character(make: Make, run: Run) -> None:
    """The line is cut on both sides, so that the place can be seen."""
    text = TEXT.replace("开展活动{次数}次。", "开展" * 60 + "{词}次。" + "活动" * 90)
    ran = run("validate", cwd=make({CARD: text}))
    assert "TS208" in ran.out
    (shown,) = under_carets(ran.out)
    assert shown.startswith("{词}次。")
    excerpt = next(line for line in ran.out.splitlines() if "{词}次。" in line and "|" in line)
    assert excerpt.count("…") == 2
    assert len(excerpt) < 120


def test_caret_behind_a_tab(make: Make, run: Run) -> None:
    """A tab is shown as one blank, so the caret stays below its character."""
    text = TEXT.replace("{名称: 绩效评价, 分值: 15", '{名称: "绩效\t评价", 分值: 十五')
    ran = run("validate", cwd=make({CARD: text}))
    assert ran.code == 1
    (shown,) = under_carets(ran.out)
    assert shown.startswith("十五,")
    assert '"绩效 评价"' in ran.out


def test_warnings_do_not_fail(make: Make, run: Run) -> None:
    root = make({CARD: TEXT, "scorecards/2014/完成情况/甲.yaml": REPORT})
    ran = run("validate", cwd=root)
    assert ran.code == 0
    assert "完成情况/甲.yaml:6:1 TS311 警告" in ran.out
    assert ran.out.endswith("! 2 个文件，1 个有问题：1 处警告\n")


@pytest.mark.parametrize(
    ("level", "code", "last"),
    [
        ("错误", 1, "× 2 个文件，1 个有问题：1 处错误"),
        ("警告", 0, "! 2 个文件，1 个有问题：1 处警告"),
        ("提示", 0, "! 2 个文件，1 个有问题：1 处提示"),
        ("关", 0, "√ 2 个文件，没有问题（完成情况 1，目标绩效指标 1）"),
    ],
)
def test_level_of_a_finding_is_the_repository_s_to_choose(
    level: str, code: int, last: str, make: Make, run: Run
) -> None:
    root = make(
        {
            CARD: TEXT,
            "scorecards/2014/完成情况/甲.yaml": REPORT,
            "tuanscore.yaml": f"检查: {{TS311: {level}}}\n",
        }
    )
    ran = run("validate", cwd=root)
    assert ran.code == code
    assert ran.out.splitlines()[-1] == last


def test_settings_are_examined(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: TEXT, "tuanscore.yaml": "检查: {TS311: 忽略}\n"}))
    assert ran.code == 1
    assert "tuanscore.yaml:1:13 TS205 错误" in ran.out


def test_only_these_files(make: Make, run: Run) -> None:
    root = make({CARD: TEXT, OTHER: BROKEN.replace("甲", "乙")})
    assert run("validate", CARD, cwd=root).code == 0
    assert run("validate", OTHER, cwd=root).code == 1
    assert run("validate", CARD, OTHER, cwd=root).out.endswith("1 处错误\n")
    folder = run("validate", "scorecards", cwd=root)
    assert folder.out.endswith("× 2 个文件，1 个有问题：1 处错误\n")


def test_file_named_twice_counts_once(make: Make, run: Run) -> None:
    ran = run("validate", CARD, "scorecards", f"./{CARD}", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.out) == (0, "√ 1 个文件，没有问题（目标绩效指标 1）\n")


def test_from_a_sub_folder(make: Make, run: Run) -> None:
    """Paths on the command line are relative to where one is, those printed to the root."""
    root = make({CARD: BROKEN})
    ran = run("validate", "甲.yaml", cwd=root / "scorecards" / "2014")
    assert ran.code == 1
    assert ran.out.startswith(f"{CARD}\n{CARD}:5:5 ")
    assert run("validate", cwd=root / "scorecards" / "2014").out == ran.out


def test_from_elsewhere(make: Make, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = make({CARD: BROKEN})
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    ran = run("-C", root, "validate", CARD, cwd=elsewhere)
    assert ran.code == 1
    assert ran.out.startswith(f"{CARD}\n{CARD}:5:5 ")


def test_file_outside_of_the_repository(
    make: Make, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "甲.yaml"
    other.write_text(BROKEN, encoding="utf-8")
    ran = run("validate", other, cwd=make({CARD: TEXT}))
    assert ran.code == 1
    assert f"{other}:5:5 TS205" in ran.out
    assert "5 | 总分: 一百" in ran.out


NAME = "scorecards/2014/a\n::stop-commands::x\x1b[31m\u202e.yaml"
SHOWN = r"scorecards/2014/a\n::stop-commands::x\x1b[31m\u202e.yaml"


@pytest.mark.parametrize("color", ["--color", "--no-color"])
@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("validate", BROKEN + '"键\\n::error::\\e[31m": 1\n'),
        ("fix --diff", TEXT.replace("单位: ", "单位：")),
        ("fmt --check", TEXT.replace("年度: ", "年度:   ")),
        ("list", BROKEN),
    ],
)
def test_control_characters_in_names_do_nothing(
    command: str, text: str, color: str, make: Make, run: Run
) -> None:
    ran = run(color, *command.split(), cwd=make({NAME: text}))
    assert SHOWN in ran.out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.out) if color == "--color" else ran.out
    assert "\x1b" not in plain
    assert "\u202e" not in plain
    assert "\x1b[31m.yaml" not in ran.out
    assert not any(line.startswith("::") for line in ran.out.splitlines())
    if command == "validate":
        assert r"不认识的键“键\n::error::\x1b[31m”" in ran.out


def test_control_characters_in_a_list_of_documents(make: Make, run: Run) -> None:
    ran = run("list", cwd=make({NAME: TEXT}), env={"COLUMNS": "200"})
    assert SHOWN in ran.out
    assert "\x1b" not in ran.out


def test_control_characters_in_markdown(make: Make, run: Run) -> None:
    out = run("validate", "--format", "md", cwd=make({NAME: BROKEN})).out
    assert "## scorecards/2014/a ::stop-commands::x\\\\x1b\\[31m\\\\u202e.yaml\n" in out


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            TEXT.replace(
                "年度: 2014", "<<<<<<< HEAD\n年度: 2014\n=======\n年度: 2015\n>>>>>>> 别的"
            ),
            [4],
        ),
        (TEXT + "<<<<<<< HEAD\n=======\n备注: 甲\n>>>>>>> 别的\n<<<<<<< HEAD\n", [14, 18]),
        (TEXT + "||||||| 2c1\n备注: 甲\n", [14]),
        (TEXT + "=======\n>>>>>>> 别的\n", [14]),
        ("<<<<<<< HEAD\r\n类型: 甲\r\n=======\r\n>>>>>>> 别的\r\n", [1]),
    ],
)
def test_unresolved_merge(text: str, lines: list[int], make: Make, run: Run) -> None:
    ran = run("validate", "--format", "json", cwd=make({CARD: text}))
    told = json.loads(ran.out)["findings"]
    assert [(f["code"], f["place"]["line"], f["message"]) for f in told] == [
        ("TS104", line, "git 合并时的冲突还没有解决") for line in lines
    ]


def test_marks_in_a_text_are_a_text(make: Make, run: Run) -> None:
    text = TEXT + "备注: |\n  <<<<<<< HEAD\n  =======\n"
    assert run("validate", cwd=make({CARD: text})).code == 0


def test_path_that_does_not_exist(make: Make, run: Run) -> None:
    ran = run("validate", "没有.yaml", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.out) == (2, "")
    assert "没有 没有.yaml 这个文件" in ran.err


def test_nothing_to_validate(make: Make, run: Run) -> None:
    """An empty folder is no success: a wrong path in CI would never be noticed."""
    root = make({"scorecards/2014/说明.txt": "这里还没有评分表\n"})
    for arguments in ([], ["scorecards"]):
        ran = run("validate", *arguments, cwd=root)
        assert (ran.code, ran.out) == (2, "")
        assert "没有可以校验的文件" in ran.err


def test_no_repository(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({"甲.yaml": TEXT}))
    assert (ran.code, ran.out) == (2, "")
    assert "没有 tuanscore.yaml，也没有 scorecards/" in ran.err
    assert "-C" in ran.err


def test_json(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "json", cwd=make({CARD: TEXT.replace("100", "110")}))
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == {
        "schema": "tuanscore.findings/1",
        "files": 1,
        "kinds": {"目标绩效指标": 1},
        "counts": {"error": 1, "warning": 0, "note": 0},
        "findings": [
            {
                "code": "TS401",
                "severity": "error",
                "message": "“总分”写明 110 分，下一级加起来是 85 + 15 = 100 分",
                "hint": "少了 10 分，改其中一处",
                "place": {"file": CARD, "line": 5, "column": 5},
                "related": [
                    {
                        "message": "职能指标 85 分",
                        "place": {"file": CARD, "line": 8, "column": 9},
                    },
                    {
                        "message": "绩效评价 15 分",
                        "place": {"file": CARD, "line": 13, "column": 20},
                    },
                ],
            }
        ],
    }


def test_json_without_findings(make: Make, run: Run) -> None:
    ran = run("validate", "--format", "json", cwd=make({CARD: TEXT}))
    assert ran.code == 0
    assert json.loads(ran.out)["findings"] == []


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("坏了")

    monkeypatch.setattr(examining, "examine", broken)


@pytest.mark.usefixtures("crash")
def test_bug_of_ours(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: TEXT}))
    assert (ran.code, ran.out) == (3, "")
    assert "程序自己出错了（RuntimeError：坏了）" in ran.err
    assert "--traceback" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("crash")
def test_bug_of_ours_with_its_traceback(make: Make, run: Run) -> None:
    with pytest.raises(RuntimeError, match="坏了"):
        run("--traceback", "validate", cwd=make({CARD: TEXT}))


def test_shipped_files(shipped: Path, run: Run) -> None:
    ran = run("validate", cwd=shipped)
    assert ran.code == 0
    assert ran.out.startswith(("√ ", "scorecards/"))


def test_root_is_found_from_the_files_too(make: Make, run: Run) -> None:
    """A hook runs at the top of a checkout, the scorecards may lie deeper."""
    root = make({f"评分/{CARD}": TEXT, f"评分/{OTHER}": BROKEN})
    for argv in ((f"评分/{CARD}", f"评分/{OTHER}"), ("评分",)):
        ran = run("validate", *argv, cwd=root)
        assert ran.code == 1
        assert ran.out.startswith(f"{OTHER}\n{OTHER}:5:5 TS205 ")
        assert ran.out.endswith("× 2 个文件，1 个有问题：1 处错误\n")
    assert run("validate", cwd=root).code == 2


def test_settings_may_be_named_as_a_file(make: Make, run: Run) -> None:
    root = make({CARD: TEXT, "tuanscore.yaml": "检查: {TS401: 提示}\n"})
    ran = run("validate", "tuanscore.yaml", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    make({"tuanscore.yaml": "检查：{TS401: 提示}\n"})
    ran = run("validate", "tuanscore.yaml", cwd=root)
    assert ran.code == 1
    assert ran.out.startswith("tuanscore.yaml\ntuanscore.yaml:1:1 TS203 ")


def test_folder_of_a_repository_means_its_documents(make: Make, run: Run) -> None:
    root = make({CARD: TEXT, "ci/gitlab.yml": "image: python\n"})
    assert run("validate", ".", cwd=root).out.startswith("√ 1 个文件")


def test_link_that_leads_out_of_the_repository_is_not_read(make: Make, run: Run) -> None:
    root = make({f"内/{CARD}": TEXT, "外.yaml": "秘密: 不能出现在日志里\n"})
    (root / "内/scorecards/2014/丙.yaml").symlink_to(root / "外.yaml")
    (root / "内/scorecards/2014/丁.yaml").symlink_to(root / f"内/{CARD}")
    ran = run("-C", root / "内", "validate")
    assert ran.code == 1
    assert "scorecards/2014/丙.yaml:1:1 TS101 错误 链接指到仓库外面，没有读\n" in ran.out
    assert "秘密" not in ran.out
    assert "× 2 个文件" in ran.out  # a link inside leads to one of them, which is read once


def test_ctrl_c_is_heard(make: Make) -> None:
    """A command that waits for somebody to write its baseline is told to stop."""
    root = make({CARD: TEXT})
    os.mkfifo(root / "基线.json")
    command = [sys.executable, "-m", "tuanscore", "validate", "--baseline", "基线.json"]
    with listening(command, cwd=root) as process:
        with (root / "基线.json").open("wb"):  # it reads now
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
        assert process.stderr is not None
        assert process.stderr.read().decode() == "tuanscore：中断了\n"
