"""One definition of a line in every place, excerpt and edit: the editor's."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Make, Run
from thorough import times
from tuanscore import mending
from tuanscore.commands.merge.merging import merge
from tuanscore.commands.merge.outline import outline
from tuanscore.commands.merge.versions import Versions
from tuanscore.shelf.claims import claim
from tuanscore.source.compose import compose
from tuanscore.source.lines import lines_of, masked, with_ends
from tuanscore.source.read import read
from tuanscore.source.rewrite import rewrite

UNSEEN = "\u0085\u2028\u2029"
NO_ENDS = f"\v\f\x1c\x1d\x1e\x1f{UNSEEN}"
"""What Python or YAML 1.1 takes for the end of a line, and no editor does."""


@pytest.mark.parametrize("char", NO_ENDS)
def test_nothing_else_ends_a_line(char: str) -> None:
    text = f"一{char}\n二\r\n{char}三\r\r四{char}"
    assert lines_of("\ufeff" + text) == [f"一{char}", "二", f"{char}三", "", f"四{char}"]
    assert with_ends(text) == [f"一{char}\n", "二\r\n", f"{char}三\r", "\r", f"四{char}"]


def test_text_of_nothing() -> None:
    assert lines_of("") == [""]
    assert with_ends("") == []
    assert lines_of("一\n") == ["一", ""]
    assert with_ends("一\n") == ["一\n"]


def test_masks_are_characters_that_are_not_there() -> None:
    private = "".join(map(chr, range(0xE000, 0xF900)))
    text = private + UNSEEN
    other, back = masked(text)
    assert len(other) == len(text)
    assert other.startswith(private)
    assert len(set(other)) == len(text)
    assert not set(UNSEEN) & set(other)
    assert other.translate(back) == text


# --- documents in which every line is known ---------------------------------------------------

_WORDS = st.text(f"甲乙a{UNSEEN}", min_size=1, max_size=5)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


@dataclass
class Built:
    """Lines as an editor shows them, what they say, and where what is wrong stands."""

    lines: list[str]
    says: dict[str, object]
    wrong: list[tuple[str, int, int]]

    def add(self, line: str, *said: str) -> None:
        """Add a line with these words in it, one after the other."""
        self.lines.append(line)
        at = 0
        for text in said:
            at = line.index(text, at)
            unseen = re.search(f"[{UNSEEN}]", text)
            if unseen is not None:
                self.wrong.append(("TS119", len(self.lines), at + unseen.start() + 1))
            at += len(text)


@st.composite
def documents(draw: st.DrawFn) -> Built:
    built = Built([], {}, [])
    for number in range(draw(st.integers(1, 6))):
        name, text, other = f"键{number}", draw(_TEXTS), draw(_TEXTS)
        kind = draw(st.sampled_from(["plain", "quotes", "key", "list", "block", "# ", "empty"]))
        built.says[name] = text
        if kind == "plain":
            built.add(f"{name}: {text}   # {other}: {text}", text)
        elif kind == "quotes":
            quote = draw(st.sampled_from("'\""))
            built.add(f"{name}: {quote}{text}{quote}", text)
        elif kind == "key":
            del built.says[name]
            built.says[f"{name}{text}"] = other
            built.add(f"{name}{text}: {other}", text, other)
        elif kind == "list":
            built.says[name] = [text, other]
            built.add(f"{name}: [{text}, '{other}']", text, other)
        elif kind == "block":
            text, other = f"甲{text}", f"甲{other}"
            built.says[name] = f"{text}\n{other}\n"
            built.add(f"{name}: |  # {other}")
            before = len(built.wrong)
            built.add(f"  {text}", text)
            built.add(f"  {other}", other)
            del built.wrong[before + 1 :]  # one for a text is enough
        elif kind == "empty":
            built.says[name] = None
            built.wrong.append(("TS116", len(built.lines) + 1, len(name) + 2))
            built.add(f"{name}:")
        else:
            del built.says[name]
            built.add(f"# {name}: {text}")
    built.says["末"] = "尾"
    built.add("末: 尾")
    return built


@settings(max_examples=times(60), deadline=None)
@given(documents(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_each_place_is_where_an_editor_shows_it(built: Built, end: str, mark: str) -> None:
    data = (mark + "".join(line + end for line in built.lines)).encode()
    document, findings = read(data, "f")
    assert document is not None
    assert dict(document.root) == built.says
    found = [(f.code, f.place.line, f.place.column) for f in findings]
    assert sorted(found) == sorted(built.wrong)


@pytest.mark.parametrize("mend", [mending.fix, mending.fmt])
@settings(max_examples=times(12), deadline=None)
@given(documents(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_fix_keeps_the_text(
    mend: Callable[[bytes, str], mending.Mended], built: Built, end: str
) -> None:
    trailing = [line if line.startswith("  ") else f"{line}  " for line in built.lines]
    data = "".join(line + end for line in trailing).encode()
    mended = mend(data, "f.yaml")
    assert not mended.skipped
    after, _ = read(mended.data, "f")
    assert after is not None
    assert dict(after.root) == built.says
    text = mended.data.decode()
    assert [c for c in text if c in UNSEEN] == [c for c in data.decode() if c in UNSEEN]
    if mend is mending.fix:
        assert lines_of(text) == [*built.lines, ""]


@settings(max_examples=times(12), deadline=None)
@given(documents())
def test_rewriting_changes_one_line(built: Built) -> None:
    *lines, _ = built.lines
    before = "\n".join(built.lines) + "\n"

    def change(document: dict[str, str]) -> None:
        document["末"] = "新"

    after = rewrite(before.encode(), change).decode()
    assert after.split("\n") == [*lines, "末: 新", ""]


@given(_TEXTS)
def test_what_is_composed_is_read_back(text: str) -> None:
    document, _ = read(compose({"类型": text}).encode(), "f")
    assert document is not None
    assert document.root["类型"] == text


@pytest.mark.parametrize("char", UNSEEN)
@pytest.mark.parametrize(
    ("line", "column"),
    [("单位: 甲▲年度: 2014", 6), ("单位:▲甲", 4), ("单位: '甲'▲", 8), ("单位: 甲 ▲", 7)],
)
def test_what_was_meant_as_a_line_end_is_told_where_it_is(
    line: str, column: int, char: str
) -> None:
    text = f"类型: 目标绩效指标\n{line.replace('▲', char)}\n末:\n"
    _, findings = read(text.encode(), "f")
    assert ("TS119", 2, column) in [(f.code, f.place.line, f.place.column) for f in findings]
    assert f"U+{ord(char):04X}" in next(f for f in findings if f.code == "TS119").message


@pytest.mark.parametrize("char", UNSEEN)
def test_written_as_an_escape_it_is_a_control_character(char: str) -> None:
    _, findings = read(f'末: "甲\\u{ord(char):04x}乙"\n'.encode(), "f")
    assert [(f.code, f.message) for f in findings] == [("TS104", "引号里有看不见的控制字符")]


# --- what users see --------------------------------------------------------------------------

CARD = f"类型: 目标绩效指标\n# 一{UNSEEN}二\n年度: 2014\n总分: 一百\n"
FILE = "scorecards/2014/甲.yaml"


def _places(name: str, out: str) -> list[tuple[int, int | None]]:
    """Return (line, column) of the finding about 总分, as a format tells it."""
    if name == "json":
        found = json.loads(out)["findings"]
        return [(f["place"]["line"], f["place"]["column"]) for f in found if "一百" in f["message"]]
    if name == "sarif":
        found = json.loads(out)["runs"][0]["results"]
        regions = [
            r["locations"][0]["physicalLocation"]["region"]
            for r in found
            if "一百" in r["message"]["text"]
        ]
        return [(r["startLine"], r["startColumn"]) for r in regions]
    if name == "gitlab":
        return [
            (f["location"]["lines"]["begin"], None)
            for f in json.loads(out)
            if "一百" in f["description"]
        ]
    pattern = {
        "github": r"line=(\d+),col=(\d+).*一百",
        "rdjson": r"$^",
    }.get(name, r"甲\.yaml:(\d+):(\d+).*一百")
    return [(int(a), int(b)) for a, b in re.findall(pattern, out)]


@pytest.mark.parametrize("name", ["text", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_tells_the_editor_s_place(name: str, make: Make, run: Run) -> None:
    ran = run("validate", FILE, "--format", name, cwd=make({FILE: CARD}))
    places = _places(name, ran.out)
    assert [line for line, _ in places] == [4]
    assert all(column in (None, 5) for _, column in places)
    if name == "text":
        assert "   4 | 总分: 一百\n" in ran.out


def test_a_broken_file_claims_what_its_lines_say() -> None:
    for char in NO_ENDS:
        told = claim(FILE, f"年度: 2014\n备注: 甲{char}年度: 2013\n")
        assert told.year == 2014


def test_merging_and_comparing_go_by_the_same_lines() -> None:
    base = f"类型: 完成情况\n# 一{UNSEEN}二\n单位: 甲\n完成: {{甲: 1, 乙: 2}}\n"
    ours, theirs = base.replace("甲: 1", "甲: 3"), base.replace("乙: 2", "乙: 4")
    merged = merge(Versions(base.encode(), ours.encode(), theirs.encode()))
    assert merged.clean
    assert merged.data.decode() == base.replace("甲: 1, 乙: 2", "甲: 3, 乙: 4")
    assert "完成·甲：1\n" in outline(base.encode()).decode()
