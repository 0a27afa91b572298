"""Our tree and ruamel's node graph are the same: structure, texts, styles, and every place."""

import re
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from thorough import times
from tuanscore.source.read import read
from tuanscore.source.tree import Mapping, Sequence, fold

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*ROOT.glob("templates/*.yaml"), *ROOT.glob("scorecards/**/*.yaml")])


def assert_same(data: bytes) -> None:
    document, findings = read(data, "f")
    assert document is not None, findings
    compare(document.root, document.root.mark, YAML(typ="rt").compose(data.decode()))


def compare(ours: Any, mark: Any, theirs: Any, style: str | None = None) -> None:
    # Nothing has no place of its own: libyaml puts it after the colon, ruamel before what follows.
    if ours is not None:
        assert (mark.line, mark.column) == (theirs.start_mark.line, theirs.start_mark.column)
    if isinstance(theirs, MappingNode):
        assert isinstance(ours, Mapping)
        # What Unicode calls equal is read in one form; ruamel leaves it as it is.
        assert list(ours) == [normalize("NFC", key.value) for key, _ in theirs.value]
        for name, (key, value) in zip(ours, theirs.value, strict=True):
            key_mark, value_mark, value_style = ours.marks[name]
            assert (key_mark.line, key_mark.column) == (key.start_mark.line, key.start_mark.column)
            compare(ours[name], value_mark, value, value_style)
    elif isinstance(theirs, SequenceNode):
        assert isinstance(ours, Sequence)
        assert len(ours) == len(ours.marks) == len(theirs.value)
        for entry, entry_mark, node in zip(ours, ours.marks, theirs.value, strict=True):
            compare(entry, entry_mark, node)
    else:
        assert isinstance(theirs, ScalarNode)
        # ruamel keeps the folds of a folded text as bells.
        text = theirs.value.replace("\a", "") if theirs.style == ">" else theirs.value
        assert ours == (normalize("NFC", text) if text or theirs.style else None)
        if style is not None:
            assert style == (theirs.style or "")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_shipped_files(path: Path) -> None:
    assert_same(path.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "甲: 1\n",
        "甲:\n乙:\n  -\n  - 丙\n",
        "? 甲\n: 1\n? 乙\n: - 丙\n  - 丁: 戊\n",
        "甲:\n- 乙\n- 丙: 丁\n  戊: 己\n",
        "甲: {乙: , 丙: [丁, '戊', {己: \"庚\"}, ], }\n",
        "甲: {乙: 1,\n    丙: 2}  # 注\n",
        "'甲': |2\n    两格\n乙: >+\n  一\n  二\n\n\n丙: |-\n\n  三\n",
        "甲: 一\n  二\n\n  三\n乙: '一\n  二'\n",
        "---\n# 注\n甲: 1 # 注\n\n# 注\n乙:   2\n...\n",
        "甲:\r\n  - 乙: 1\r\n    丙: 'x'\r\n",
        "12355: 010\n2014-02-30: ~\nno: .nan\n",
    ],
)
def test_forms_that_people_write(text: str) -> None:
    assert_same(text.encode())


# ---- any document that ruamel can dump -----------------------------------------------------------

_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ")
_SIGNS = "甲乙（）：，:-?#&*!|>'\"%@`{}[], 0123~.=<_"
_TYPED = ["", "010", "1_000", "no", "~", "null", "2014-02-30", ".nan", "12:30", "0x1F"]
# YAML 1.2, which ruamel writes, has plain texts that 1.1 has not.
_ONLY_IN_1_2 = re.compile(r"^[:?-]|:(?=[,?\[\]{}])")
_STYLES = (str, SingleQuotedScalarString, DoubleQuotedScalarString)
_BLOCKS = (LiteralScalarString, FoldedScalarString)


@st.composite
def texts(draw: st.DrawFn) -> str:
    text: str = draw(
        st.one_of(
            st.text(_LETTERS, max_size=12),
            st.text(st.sampled_from(_SIGNS), max_size=8),
            st.sampled_from(_TYPED),
        )
    )
    return _ONLY_IN_1_2.sub("甲", text)


@st.composite
def scalars(draw: st.DrawFn) -> Any:
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from([None, 0, 15, True, 0.5]))
    if draw(st.integers(0, 4)) == 0:
        lines = draw(st.lists(texts(), min_size=1, max_size=3))
        return draw(st.sampled_from(_BLOCKS))("\n".join(lines))
    times = draw(st.sampled_from([1, 1, 1, 12]))
    return draw(st.sampled_from(_STYLES))(" ".join([draw(texts())] * times))


@st.composite
def mappings(draw: st.DrawFn, depth: int = 4) -> dict[str, Any]:
    keys = draw(st.lists(texts(), max_size=5, unique_by=fold))
    return {
        key: draw(trees(depth - 1))
        for key in keys
        if fold(key) not in ("", "<<") and "：" not in key
    }


@st.composite
def trees(draw: st.DrawFn, depth: int) -> Any:
    kind = draw(st.integers(0, 4)) if depth else 2
    if kind == 0:
        return draw(mappings(depth))
    if kind == 1:
        return draw(st.lists(trees(depth - 1), max_size=4))
    return draw(scalars())


@settings(max_examples=times(30), deadline=None)
@given(
    document=mappings(),
    flow=st.sampled_from([False, True, None]),
    layout=st.sampled_from([(2, 4, 2), (2, 2, 0), (4, 6, 4), (3, 5, 1)]),
    width=st.sampled_from([80, 10**6]),
    start=st.booleans(),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_any_document(
    document: dict[str, Any],
    flow: bool | None,
    layout: tuple[int, int, int],
    width: int,
    start: bool,
    ends: str,
) -> None:
    yaml = YAML()
    yaml.default_flow_style = flow
    yaml.width = width if flow is False else 10**6  # in braces ruamel breaks keys in two
    yaml.explicit_start = start
    yaml.indent(mapping=layout[0], sequence=layout[1], offset=layout[2])
    stream = StringIO()
    yaml.dump(document, stream)
    assert_same(stream.getvalue().replace("\n", ends).encode())
