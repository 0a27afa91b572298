"""The tree: places survive whatever is done to it."""

import pytest

from tuanscore.finding import Place
from tuanscore.source import cures
from tuanscore.source.read import read
from tuanscore.source.tree import Document, Mapping, empty, fold, place_of


def document(text: str, name: str = "f") -> Document:
    result, found = read(text.encode(), name)
    assert found == []
    assert result is not None
    return result


def test_a_value_put_over_from_another_file_keeps_its_place() -> None:
    ours, theirs = document("甲: 1\n", "甲.yaml"), document("\n丙: 0\n乙: '2'\n", "乙.yaml")
    ours.root.put("乙", theirs.root)
    ours.root.put("甲", theirs.root, "丙")
    assert ours.root == {"甲": "0", "乙": "2"}
    assert ours.place(("乙",)) == Place("乙.yaml", 3, 4)
    assert ours.key_place(("甲",)) == Place("乙.yaml", 2, 1)
    assert ours.style(("乙",)) == "'"


def test_a_copy_can_change_without_its_original() -> None:
    root = document("甲: 1\n乙: {丙: 2}\n").root
    twin = root.copy()
    twin["甲"] = "3"
    del twin.marks["乙"], twin["乙"]
    assert root == {"甲": "1", "乙": {"丙": "2"}}
    assert root.marks.keys() == root.keys()
    assert place_of(twin.mark) == place_of(root.mark)


def test_an_empty_mapping_stands_where_another_stood() -> None:
    root = document("甲:\n  乙: 1\n").root
    blank = empty(root["甲"])
    assert isinstance(blank, Mapping)
    assert blank == {}
    assert blank.marks == {}
    assert place_of(blank.mark) == Place("f", 2, 3)


@pytest.mark.parametrize(
    ("key", "folded"),
    [
        ("分值", "分值"),
        ("分值（一）", "分值(一)"),
        ("ＡＢ１２", "AB12"),
        ("分\u200b值", "分值"),
        ("\ufeff分值\u00ad", "分值"),
        ("\u3000分值\u00a0", "分值"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("名称：", "名称:"),
        ("", ""),
    ],
)
def test_keys_are_compared_in_one_width(key: str, folded: str) -> None:
    assert fold(key) == folded


def test_the_finding_for_a_text_where_a_value_was_meant() -> None:
    place = Place("f", 3, 7)
    finding = cures.block_value(place)
    assert (finding.code, finding.place) == ("TS112", place)
    assert "多行文字" in finding.message
    assert "'>5次'" in finding.hint
