"""Two wordings → how they differ: not at all, in punctuation only, or in which words.

A text is cut into tokens: a placeholder, a run of ASCII letters or digits, or one character. A
placeholder is known by its name and shown as its number, so a changed number alone is no rewording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from unicodedata import category, normalize

from tuanscore.commands.diff.change import Kind, Span
from tuanscore.model.card import PLACEHOLDER

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SideName = Literal["old", "new"]
_OPEN, _CLOSE = "\ue000", "\ue001"
_MOST_MATCHES = 50_000
"""Pairs of equal tokens; matching may take their number times the length, so beyond it only the
common ends are kept. A printed item has a few thousand."""


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest part of a text that is marked: what it is known by, and how it is printed."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """How two texts differ, with the printed form of both cut into spans."""

    kind: Kind
    old: tuple[Span, ...]
    new: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    same: bool
    old: tuple[Token, ...]
    new: tuple[Token, ...]

    def side(self, name: _SideName) -> tuple[Token, ...]:
        return self.old if name == "old" else self.new

    @property
    def one_sided(self) -> str:
        return "+" if not self.old else "-" if not self.new else ""


def tokens(text: str, kept: Mapping[str, str], filled: Mapping[str, str]) -> tuple[Token, ...]:
    """Cut a text; ``{names}`` in ``kept`` stay placeholders, those in ``filled`` become words."""
    cut: list[Token] = []
    plain, end = "", 0
    for match in PLACEHOLDER.finditer(text):
        name = match[1].strip()
        plain += text[end : match.start()]
        end = match.end()
        if name in kept:
            cut += [*literal(plain), Token(_OPEN + name + _CLOSE, kept[name])]
            plain = ""
        else:
            plain += filled.get(name, match[0])
    return (*cut, *literal(plain + text[end:]))


def literal(text: str) -> tuple[Token, ...]:
    """Cut a text in which braces mean nothing."""
    return tuple(Token(part, part) for part in _TOKEN.findall(text))


def shown(parts: Iterable[Token]) -> str:
    """Return the text as it is printed."""
    return "".join(part.shown for part in parts)


def reworded(old: Sequence[Token], new: Sequence[Token]) -> Rewording | None:
    """Return how the wordings differ, the same whichever of them is old; None if they do not."""
    if [t.key for t in old] == [t.key for t in new] or shown(old) == shown(new):
        return None
    if [t.key for t in old] > [t.key for t in new]:
        back = reworded(new, old)
        return back and Rewording(back.kind, back.new, back.old)
    blocks = _blocks(old, new)
    if all(block.same for block in blocks):
        return None
    alike = _essence(_neutral(block, "old") for block in blocks) == _essence(
        _neutral(block, "new") for block in blocks
    )
    kind = Kind.PUNCTUATION if alike else Kind.WORDING
    blocks = _merged(blocks)
    return Rewording(kind, _spans(blocks, "old"), _spans(blocks, "new"))


def _spans(blocks: Iterable[_Block], side: _SideName) -> tuple[Span, ...]:
    found = (Span(shown(block.side(side)), not block.same) for block in blocks)
    return tuple(span for span in found if span.text)


def _neutral(block: _Block, side: _SideName) -> str:
    """Return what is compared: where both sides agree one text for both, else what is printed."""
    return "".join(t.key for t in block.old) if block.same else shown(block.side(side))


def _blocks(old: Sequence[Token], new: Sequence[Token]) -> list[_Block]:
    """Align the tokens; a number written out and the placeholder that prints it are the same."""
    keys = [t.key for t in old], [t.key for t in new]
    counts = Counter(keys[0]), Counter(keys[1])
    if sum(number * counts[1][key] for key, number in counts[0].items()) > _MOST_MATCHES:
        return _ends(old, new)
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    blocks: list[_Block] = []
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        left, right = tuple(old[i:i_end]), tuple(new[j:j_end])
        same = tag == "equal" or shown(left) == shown(right)
        if blocks and same and blocks[-1].same:
            left, right = blocks[-1].old + left, blocks[-1].new + right
            blocks.pop()
        blocks.append(_Block(same, left, right))
    return blocks


def _ends(old: Sequence[Token], new: Sequence[Token]) -> list[_Block]:
    """Keep what both texts begin and end with, and take all between as one change."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i].key != new[i].key), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i].key != new[-1 - i].key), rest)
    parts = [
        (tuple(side[:head]), tuple(side[head : len(side) - tail]), tuple(side[len(side) - tail :]))
        for side in (old, new)
    ]
    ends = zip((True, False, True), *parts, strict=True)
    return [_Block(same, left, right) for same, left, right in ends if left or right]


def _merged(blocks: list[_Block]) -> list[_Block]:
    """Join changes that only one unchanged character keeps apart, unless both only add or drop."""
    merged: list[_Block] = []
    for block in blocks:
        if not block.same and len(merged) > 1 and len(shown(merged[-1].old)) <= 1:
            before, island = merged[-2:]
            if not block.one_sided or before.one_sided != block.one_sided:
                old = before.old + island.old + block.old
                merged[-2:] = [_Block(False, old, before.new + island.new + block.new)]
                continue
        merged.append(block)
    return merged


def _essence(parts: Iterable[str]) -> str:
    """Return a text without white space and punctuation, in one width.

    What makes a number another number stays: a percent sign, a point between digits, a minus.
    """
    text = _THOUSANDS.sub("", normalize("NFKC", "".join(parts)))
    around = zip(f" {text}", text, f"{text[1:]} ", strict=False)
    return "".join(char for before, char, after in around if _counts(before, char, after))


def _counts(before: str, char: str, after: str) -> bool:
    if char in "%‰":
        return True
    numeric = [side.isdigit() or side in (_OPEN, _CLOSE) for side in (before, after)]
    if all(numeric) or (char == "-" and numeric[1]):
        return True
    return category(char)[0] not in "PZ" and category(char) not in ("Cc", "Cf")
