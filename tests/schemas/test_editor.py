"""In a real editor's language server: errors at their lines, completion, and texts on hover.

``npm install -g yaml-language-server`` makes these run; without it they are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

import editor
from conftest import CHECKOUT, MARK
from editor import Editor
from tuanscore.commands.schema import schemas
from tuanscore.commands.schema.command import text_of

pytestmark = pytest.mark.skipif(
    not editor.installed(),
    reason=f"没有装 {editor.NAME}：npm install -g {editor.NAME}",
)

_NUMBERS = count()

MODELINE = schemas.modeline("../../schemas") + "\n"
CARD = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 10
部分:
  - 名称: 职能
    分值: 10
    类别:
      - 条目:
          - 编号: 活动
            内容: 开展活动。
            考核点:
              次数: ≥3次
              就业率:
                计分: 分档
                分档: {'≥75%': 5}
"""
RESULTS = """\
类型: 完成情况
单位: 甲
年度: 2014
截至: 2014-12-31
完成:
  次数: 3
扣分:
  - 指标: 活动
    分值: 0.5
    原因: 迟报
"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    root = tmp_path_factory.mktemp("编辑器")
    folder = root / schemas.FOLDER
    folder.mkdir()
    for name, made in schemas.all_by_file().items():
        (folder / name).write_text(text_of(made), encoding="utf-8")
    with editor.start(root) as started:
        yield started


@pytest.fixture
def name() -> str:
    """Return a name that no other test opens."""
    return f"scorecards/2014/{next(_NUMBERS)}.yaml"


def errors(window: Editor, name: str, text: str) -> list[tuple[int, str]]:
    """Return line (counted from 1) and message of what is wrong with a file."""
    found = window.open(name, MODELINE + text)
    return [(d["range"]["start"]["line"] + 1, d["message"]) for d in found]


def at_mark(text: str) -> tuple[str, int, int]:
    """Return a whole file without its mark, and the mark's line and column counted from 0."""
    whole = MODELINE + text
    before = whole[: whole.index(MARK)].split("\n")
    return whole.replace(MARK, ""), len(before) - 1, len(before[-1])


def proposals(window: Editor, name: str, text: str) -> dict[str, editor.Message]:
    whole, line, column = at_mark(text)
    window.open(name, whole)
    return window.complete(name, line, column)


# --- errors ---


@pytest.mark.parametrize("text", [CARD, RESULTS])
def test_nothing_is_wrong_with_a_good_file(window: Editor, name: str, text: str) -> None:
    assert errors(window, name, text) == []


def test_nothing_is_wrong_with_ours(window: Editor) -> None:
    folders = ("scorecards", "templates", "examples/最小")
    ours = [path for folder in folders for path in (CHECKOUT / folder).rglob("*.yaml")]
    opened = {path: f"scorecards/2014/{next(_NUMBERS)}.yaml" for path in ours}
    for path, name in opened.items():
        window.show(name, MODELINE + path.read_text(encoding="utf-8"))
    for path, name in opened.items():
        assert window.problems(name) == [], path


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (CARD.replace("总分: 10", "总分: 10\n模版: 例"), 7, "模版"),
        (CARD.replace("内容: 开展", "文字: 甲\n            内容: 开展"), 13, "文字"),
        (CARD.replace("计分: 分档", "计分: 分挡"), 17, "两级目标"),
        (CARD.replace("总分: 10", "总分: 一百"), 6, "这里要写：分数，如 15 或 0.5"),
        (CARD.replace("年度: 2014\n", ""), 2, "年度"),
        (CARD.replace("类型: 目标绩效指标", "类型: 目标绩效"), 2, "预算项目绩效目标表"),
        (CARD.replace("≥3次", ""), 15, "Incorrect type"),
        (RESULTS.replace("2014-12-31", "2014-06-31"), 5, "如 2014-12-31"),
        (RESULTS.replace("次数: 3", "次数: {说明: 无}"), 7, "自评"),
        (RESULTS.replace("    原因: 迟报\n", ""), 9, "原因"),
        (RESULTS.replace("原因: 迟报", "理由: 迟报"), 11, "理由"),
    ],
)
def test_an_error_is_at_its_line(
    window: Editor, name: str, text: str, line: int, word: str
) -> None:
    found = errors(window, name, text)
    assert [message for at, message in found if at == line and word in message], found


# --- completion ---

EMPTY_CARD = "类型: 目标绩效指标\n模板: 例\n"


@pytest.mark.parametrize(
    ("text", "some", "none"),
    [
        ("▲\n", {"类型"}, set()),
        ("类型: ▲\n", {"目标绩效指标", "完成情况", "豁免"}, set()),
        ("类型: 目标绩效指标\n▲\n", {"单位", "模板", "部分", "总分"}, {"指标值", "截至"}),
        (EMPTY_CARD + "▲\n", {"单位", "指标值", "条目调整"}, {"部分", "模板", "截至"}),
        (EMPTY_CARD + "条目调整:\n  活动: ▲\n", {"删除"}, set()),
        (CARD.replace("内容: 开展活动。", "▲"), {"内容", "小类", "分值"}, {"编号", "类别"}),
        (CARD.replace("计分: 分档", "计分: ▲"), {"比例", "分档", "两级目标"}, {"评议", "加分"}),
        (CARD.replace("分档: {'≥75%': 5}", "▲"), {"分档", "目标"}, {"每次", "计分"}),
        (CARD.replace("≥3次", "▲"), {"≥3次", "定性"}, set()),
        (RESULTS + "▲\n", {"评议", "加分", "样例"}, {"扣分", "部分"}),
        (RESULTS + "样例: ▲\n", {"true", "false"}, set()),
        (RESULTS.replace("次数: 3", "次数:\n    ▲"), {"自评", "审核", "不适用"}, {"目标"}),
        (RESULTS.replace("原因: 迟报", "▲"), {"原因", "次数", "情形"}, {"指标"}),
    ],
)
def test_what_may_be_written_is_proposed(
    window: Editor, name: str, text: str, some: set[str], none: set[str]
) -> None:
    proposed = proposals(window, name, text).keys()
    assert some <= proposed
    assert not none & proposed


def test_a_proposed_key_says_what_it_is_for(window: Editor, name: str) -> None:
    proposed = proposals(window, name, EMPTY_CARD + "▲\n")
    assert "和模板不同的目标" in str(proposed["指标值"]["documentation"])


# --- hover ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CARD.replace("    分值", "    ▲分值"), "这一部分几分；不写时是各类别分值之和"),
        (CARD.replace("部分:", "▲部分:"), "评分表的几大部分"),
        (CARD.replace("次数: ≥", "▲次数: ≥"), "要做到多少"),
        (CARD.replace("计分: 分", "▲计分: 分"), "怎么计分"),
        (CARD.replace("分档: {", "▲分档: {"), "从高到低"),
        (CARD.replace("编号", "▲编号"), "条目的固定名称"),
        (RESULTS.replace("    分值", "    ▲分值"), "这一条一共扣几分，不再乘次数"),
        (RESULTS.replace("截至", "▲截至"), "算到哪一天"),
        (RESULTS.replace("完成:", "▲完成:"), "考核点和完成值"),
    ],
)
def test_a_key_explains_itself_in_chinese(window: Editor, name: str, text: str, words: str) -> None:
    whole, line, column = at_mark(text)
    window.open(name, whole)
    assert words in window.hover(name, line, column + 1)


# --- tuanscore.yaml ---


def test_the_settings_have_their_own(window: Editor) -> None:
    line = schemas.modeline("./schemas", schemas.SETTINGS)
    found = window.open("tuanscore.yaml", f"{line}\n定性档: {{完成: 好}}\n检查: {{TS402: 忽略}}\n")
    assert [d["range"]["start"]["line"] for d in found] == [1, 2]
    assert "80 或 60-80" in found[0]["message"]
    assert "警告" in found[1]["message"]
    assert window.open("另一份.yaml", f"{line}\n定性档: {{完成: 60-80%}}\n") == []
    assert "每一档的百分比" in window.hover("tuanscore.yaml", 1, 1)


def test_a_kind_has_its_own(window: Editor) -> None:
    line = schemas.modeline("schemas", "完成情况.schema.json")
    assert window.open("甲.yaml", f"{line}\n{RESULTS}") == []
    (only,) = window.open("乙.yaml", f"{line}\n{RESULTS}部分: []\n")
    assert only["range"]["start"]["line"] == 11
