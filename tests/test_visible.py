"""What others wrote, shown in each language: it stays a value of one line."""

import csv
import json
import unicodedata
import xml.etree.ElementTree as ET
from io import StringIO

import pytest

from tuanscore import visible

UNSEEN = [
    chr(code)
    for code in range(0x10000)
    if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")
    or unicodedata.bidirectional(chr(code)) in ("LRE", "RLE", "LRO", "RLO", "PDF")
    or unicodedata.bidirectional(chr(code)) in ("LRI", "RLI", "FSI", "PDI")
]
"""Controls, surrogates, line ends and embeddings of direction, as Unicode itself lists them."""


def test_nothing_unseen_is_left_in_a_line() -> None:
    assert len(UNSEEN) > 2048 + 65
    assert visible.line("".join(UNSEEN)).isprintable()
    assert visible.line("甲\x1b[31m\n\u202e") == "甲\\x1b[31m\\n\\u202e"


def test_words_stay_as_they_are() -> None:
    """Ideographic blanks, rare and combined characters are no controls."""
    for text in (
        "共青团 旺苍县委\u3000“甲”—…",
        "\U00020bb7野家",
        "e\u0301",
        "葛\U000e0100",
        "C:\\甲",
    ):
        assert visible.line(text) == visible.line(visible.line(text)) == text


def test_lines_keep_their_ends() -> None:
    assert visible.lines("甲\t乙\r\n丙\r丁\n\x85") == "甲\t乙\r\n丙\\r丁\n\\x85"


def test_json_is_the_same_value() -> None:
    value = {"甲".join(UNSEEN): ["甲\n乙", "\U000e0041"]}
    text = visible.json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    assert all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize("text", ["=1次", "+1", "-1", "@甲", "\t=1", " =1", "＝1", "－1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    buffer = StringIO()
    csv.writer(buffer).writerow([visible.cell(text)])
    assert buffer.getvalue().lstrip('"')[0] in ("'", "\\")
    assert buffer.getvalue().count("\n") == 1


def test_xml_holds_it() -> None:
    text = visible.xml("".join(UNSEEN) + "\ufffe\uffff甲")
    assert ET.fromstring(f"<甲>{text}</甲>").text == text
    assert "\n" not in text


def test_no_message_ends_its_command() -> None:
    assert visible.message("100%\n::error::甲\x1b") == "100%25%0A::error::甲\\x1b"
    assert visible.property("a:b,c\r\nd") == "a%3Ab%2Cc%0D%0Ad"
