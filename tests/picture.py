"""The picture in the READMEs: a terminal with a ranking, drawn as SVG from the real output.

Run as a program it draws ``examples/score.svg`` anew. Every word gets its own place and width, so
that columns stay aligned whatever fonts the reader has; nothing is loaded from outside.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "examples" / "score.svg"
COMMAND = ("score", "2014")
LINES = 15
"""How much of the output is shown."""

CELL, LINE, FONT, BAR, MARGIN = 8, 20, 14, 36, 20
"""Pixels: one column, one line, the letters, the title bar, and the space around."""

FONTS = (
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', "
    "'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
COLOURS = {
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#e3b341",
    "34": "#79c0ff",
    "35": "#d2a8ff",
    "36": "#76e3ea",
}
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_WORD = re.compile(r"\S+")
Cell = tuple[str, int, str]
"""A character, its column, and the SGR codes it is printed with."""


def real_output() -> str:
    """Run the program with colours and return the beginning of what it prints."""
    environment = os.environ | {"COLUMNS": "120"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "tuanscore", "--color", *COMMAND]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return "".join(done.stdout.decode().splitlines(keepends=True)[:LINES])


def draw(output: str) -> str:
    """Return the SVG of a terminal that shows this output with its colours."""
    lines = [list(_cells(line)) for line in output.rstrip("\n").split("\n")]
    width = max((column for line in lines for _, column, _ in line), default=0) + 2
    across, down = width * CELL + 2 * MARGIN, len(lines) * LINE + BAR + 2 * MARGIN
    title = escape(" ".join(("$ tuanscore", *COMMAND, f"| head -n {LINES}")))
    styles = "".join(f".c{code}{{fill:{colour}}}" for code, colour in COLOURS.items())
    texts = "\n".join(
        text for number, line in enumerate(lines) for text in _texts(line, _baseline(number))
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" \
height="{down}" role="img">
<title>{title}</title>
<style>text{{font:{FONT}px {FONTS};fill:#d6dde4;white-space:pre}}\
.c1{{font-weight:700;fill:#fff}}.c2{{fill:#8b949e}}.c4{{text-decoration:underline}}{styles}\
.t{{fill:#9aa4ae}}.w{{font-size:{2 * CELL - 1}px;letter-spacing:1px}}</style>
<rect width="{across}" height="{down}" rx="10" fill="#0d1117"/>
<path d="M0 {BAR}V10A10 10 0 0 1 10 0H{across - 10}A10 10 0 0 1 {across} 10V{BAR}Z" \
fill="#21262d"/>
<circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/>\
<circle cx="62" cy="18" r="6" fill="#28c840"/>
<text class="t" x="88" y="23">{title}</text>
{texts}
</svg>
"""


def _cells(line: str) -> Iterator[Cell]:
    """Give every character of a line its column and its codes."""
    column, codes, position = 0, "", 0
    for mark in [*_SGR.finditer(line), None]:
        for character in line[position : mark.start() if mark else len(line)]:
            yield character, column, codes
            column += _width(character)
        if mark:
            codes, position = _after(codes, mark[1]), mark.end()


def _after(codes: str, change: str) -> str:
    """Return the codes in force after a change of them; a reset leaves none."""
    kept = [] if change.split(";", maxsplit=1)[0] in {"", "0"} else codes.split()
    return " ".join([*kept, *(code for code in change.split(";") if code not in {"", "0"})])


def _texts(line: list[Cell], y: int) -> Iterator[str]:
    """Draw a line word by word: a word has one style and letters of one width."""
    for (codes, wide), run in groupby(line, key=lambda c: (c[2], _width(c[0]))):
        cells = list(run)
        characters = "".join(character for character, _, _ in cells)
        for word in _WORD.finditer(characters):
            x = MARGIN + cells[word.start()][1] * CELL
            yield _text(word[0], x, y, wide, codes)


def _text(word: str, x: int, y: int, width: int, codes: str) -> str:
    if set(word) == {"─"}:
        return f'<path d="M{x} {y - 5}h{len(word) * CELL}" stroke="#484f58"/>'
    classes = ["w"] * (width == 2) + ["c" + code for code in codes.split()]
    style = f' class="{" ".join(classes)}"' if classes else ""
    length = f' textLength="{len(word) * CELL}"' if width == 1 and len(word) > 1 else ""
    return f'<text x="{x}" y="{y}"{length}{style}>{escape(word)}</text>'


def _baseline(number: int) -> int:
    return BAR + MARGIN + number * LINE + FONT


def _width(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1


if __name__ == "__main__":
    PICTURE.write_text(draw(real_output()), encoding="utf-8", newline="\n")
    print(f"写好了 {PICTURE.relative_to(ROOT)}")
