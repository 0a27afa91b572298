"""What someone else wrote, made safe to show: one function for each language it is shown in.

No value moves the cursor, begins a record, turns the direction of writing, hides, or becomes
markup, a formula or a command.
"""

from __future__ import annotations

import re
from json import dumps
from shlex import quote

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, lone surrogates, line ends, marks of direction, and what has no shape at all."""
_WORD = re.compile(r"[\w@%+=:,./·-]+")
_KEPT = ("\r\n", "\n", "\t")
_SPECIAL = re.compile(r"[\\`*_|\[\]~]")
_OPENING = re.compile(r"^(?=([-+]|#{1,6})(\s|$)|>|={3,}|-{3,})")
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](\s|$))")
_FORMULA = tuple("=+-@＝＋－＠")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references."""
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def line(text: str) -> str:
    r"""Return a text as part of one line of a terminal, ``\n`` standing for what ends a line."""
    return _UNSEEN.sub(_escape, text)


def lines(text: str) -> str:
    """Return a text of several lines, each made visible; line feeds, also CRLF, and tabs stay."""
    return re.sub(f"\r\n|{_UNSEEN.pattern}", lambda m: m[0] if m[0] in _KEPT else _escape(m), text)


def markdown(text: str) -> str:
    """Return a text so that Markdown shows it as it is, in a table cell too."""
    text = line(" ".join(text.split("\n")).replace("\r", ""))
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _NUMBERED.sub(r"\1\\", _OPENING.sub(r"\\", text))


def cell(text: str) -> str:
    """Return a text as a cell of CSV that no spreadsheet reads as a formula (``=1次`` too)."""
    text = line(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def word(text: str) -> str:
    """Return a text as one word of a command line that someone may copy into a shell."""
    return text if _WORD.fullmatch(text) else quote(text)


def xml(text: str) -> str:
    """Return a text as part of one line that XML can hold; it is still to be escaped."""
    return _NOT_XML.sub("\ufffd", line(text))


def message(text: str) -> str:
    """Return a text as the message of a workflow command of GitHub; line ends are kept."""
    return lines(text).translate(_IN_MESSAGES)


def property(text: str) -> str:  # noqa: A001 - what GitHub calls it
    """Return a text as a property of a workflow command of GitHub; line ends are kept."""
    return lines(text).translate(_IN_PROPERTIES)


def json(text: str) -> str:
    """Return a JSON text with what cannot be seen as escapes of JSON: its value is the same."""
    return _UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else dumps(match[0])[1:-1], text)


def _escape(match: re.Match[str]) -> str:
    return ascii(match[0])[1:-1]
