"""Mending: what is wrong with how a file is written, put right without a change to what it says.

A mend is a file in ``mends``, found without a list. Its docstring is its manual: one sentence,
**Before** and **After**, which are its tests too. It declares ``NAME`` and ``STAGE``; a cure
has ``offers(page)`` (pages to choose from), the others ``edits(page)``. ``FORMATS_ONLY`` marks what
only `fmt` does, ``REORDERS`` what moves keys.

No mend is trusted: what came out is read again, and left as it was where anything else changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from tuanscore import registry
from tuanscore.mending.page import Ends, Page
from tuanscore.mending.stage import Stage
from tuanscore.source import read, spans
from tuanscore.source.tree import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from tuanscore.finding import Finding, Place

LINE_ENDS = "行尾"
"""The mend that every other one rests on: one kind of line end, and one at the end."""

_ROUNDS = 60  # a mend may make room for another, such as key order from the inside out
_MOST_READ = 50_000_000  # characters that curing one file may cost; to look, a twentieth


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after mending."""

    data: bytes
    mends: tuple[str, ...]
    """Names of the mends that changed something."""
    findings: tuple[Finding, ...]
    """What keeps the file from being read; then nothing has been changed."""
    skipped: bool = False
    """Whether it uses what no edit can be sure of; then nothing has been changed either."""


def fix(data: bytes, name: str, *, values: bool = True) -> Mended:
    """Mend the slips in a file; without ``values`` no word of it, only blanks and order."""
    stages = (Stage.CURE, Stage.VALUE) if values else (Stage.CURE,)
    own = [m for m in all_modules() if m.STAGE in stages or m.STAGE is Stage.LAYOUT]
    return _mend(data, name, [m for m in own if not hasattr(m, "FORMATS_ONLY")])


def fmt(data: bytes, name: str) -> Mended:
    """Lay a file out anew."""
    return _mend(data, name, [m for m in all_modules() if m.STAGE is Stage.LAYOUT])


def cured(text: str, name: str) -> tuple[Page, list[Finding], Callable[[Place], Place]]:
    """Return a text as far as cures lead, what was wrong on the way, and the way back to places.

    Where there are several ways, none is taken. What was wrong stands at its place in the text.
    """
    page = Page(Ends.split(text.encode())[0], name)
    met: dict[Finding, None] = {}

    def meet(passed: Page) -> None:
        met.update(
            (replace(f, place=_origin(f.place, passed, page)), None) for f in passed.findings
        )

    cures = [m for m in all_modules() if m.STAGE is Stage.CURE]
    ways = _all_cured(page, cures, most_read=_MOST_READ // 20, meet=meet)
    after = _cured(page, ways, {})
    if after is page and len(ways) == 1:  # not yet readable, but nearer to it
        after = ways[0][0]
    return after, list(met), lambda place: _origin(place, after, page)


def changes_words(mended: Mended) -> bool:
    """Whether words of a file are written otherwise than before, and not only laid out."""
    return any(m.STAGE is Stage.VALUE and m.NAME in mended.mends for m in all_modules())


@cache
def all_modules() -> tuple[ModuleType, ...]:
    """Return every mend, in the order in which they are made."""
    found = (m for m in registry.modules(f"{__name__}.mends") if hasattr(m, "NAME"))
    return tuple(sorted(found, key=lambda m: (m.STAGE, m.__name__)))


def _mend(data: bytes, name: str, modules: Sequence[ModuleType]) -> Mended:
    try:
        text, ends = Ends.split(data)
    except UnicodeDecodeError:
        return Mended(data, (), tuple(read.read(data, name)[1]))
    done: dict[str, None] = {}
    found = Page(text, name)
    results = _all_cured(found, [m for m in modules if m.STAGE is Stage.CURE])
    page = _cured(found, results, done)
    if page.document is None:
        return Mended(data, (), tuple(_obstacles(page, results)))
    if page.written is None:  # an anchor, a second document, a line end of another age
        return Mended(data, (), tuple(page.findings), skipped=True)
    for _ in range(_ROUNDS):
        before = page.text
        for module in modules:
            if module.STAGE is not Stage.CURE:
                page = _made(page, module, done)
        if page.text == before:
            break
    new = ends.join(page.text)
    if not done and new != data:
        done[LINE_ENDS] = None
    return Mended(new, tuple(done), ())


# --- cures -----------------------------------------------------------------------------------


Cured = tuple[Page, tuple[str, ...]]
"""A page as far as cures lead, and their names."""


def _cured(page: Page, results: Sequence[Cured], done: dict[str, None]) -> Page:
    """Return the page made readable; the same page where that cannot be, or in two ways."""
    best = _best(results)
    if len({repr(_meaning(r[0])) for r in best}) != 1:
        return page
    cured, names = best[0]
    if page.document is not None and not _is_better(page, cured):
        return page
    done |= dict.fromkeys(names)
    return cured


def _best(results: Sequence[Cured]) -> list[Cured]:
    """Return those of the readable results in which the least is wrong."""
    readable = [r for r in results if r[0].written is not None]
    fewest = min((len(r[0].findings) for r in readable), default=0)
    return [r for r in readable if len(r[0].findings) == fewest]


def _obstacles(page: Page, results: Sequence[Cured]) -> list[Finding]:
    """Return what keeps a page from being read after all that cures could do for it.

    What they would have put right is left out: they will, as soon as the rest can be read.
    """
    if _best(results):
        return [_with_hint(f, "fix 看出几种改法，意思不一样，没有替你选") for f in page.findings]
    nearest = min((result[0] for result in results), key=lambda p: len(p.findings))
    if nearest.text == page.text:
        return page.findings
    left = [replace(f, place=_origin(f.place, nearest, page)) for f in nearest.findings]
    return [_with_hint(f, "改好这里再运行 fix，这个文件里别的它会改") for f in left]


def _with_hint(finding: Finding, more: str) -> Finding:
    return replace(finding, hint=f"{finding.hint}；{more}" if finding.hint else more)


def _origin(place: Place, after: Page, before: Page) -> Place:
    """Return where in a page stands what is at this place in its cured form.

    Cures keep lines; within one, what follows the last of their edits is counted from its end.
    """
    old, new = (page.lines[place.line - 1] for page in (before, after))
    column = place.column
    if old[:column] != new[:column]:
        column = max(column + len(old) - len(new), 1)
    return replace(place, column=column)


def _all_cured(
    page: Page,
    modules: Sequence[ModuleType],
    names: tuple[str, ...] = (),
    most_read: int = _MOST_READ,
    meet: Callable[[Page], None] = lambda _: None,
) -> list[Cured]:
    """Follow every offer to its end, and meet each page on the way there is only one of."""
    budget = max(most_read // (len(page.text) + 1), 1)
    for _ in range(min(budget, len(page.text))):
        module, offered = _first_offer(page, modules)
        if module is None:
            break
        meet(page)
        names = (*names, module.NAME)
        if len(offered) > 1:
            branches = (_all_cured(offer, modules, names) for offer in offered)
            return list(chain.from_iterable(branches))
        page = offered[0]
    return [(page, names)]


def _first_offer(page: Page, modules: Iterable[ModuleType]) -> tuple[ModuleType | None, list[Page]]:
    """Return the first mend that leads on from here; a readable page must get better by it."""
    for module in modules:
        offered = [o for o in module.offers(page) if o.text != page.text]
        if page.document is not None:
            offered = [o for o in offered if o.document is not None and _is_better(page, o)]
        if offered:
            return module, offered
    return None, []


def _is_better(before: Page, after: Page) -> bool:
    """Whether findings are gone and none has come."""
    had, has = _codes(before), _codes(after)
    return has < had


# --- values and layout -----------------------------------------------------------------------


def _made(page: Page, module: ModuleType, done: dict[str, None]) -> Page:
    """Make a mend, all of it or what part of it is safe."""
    wanted = list(module.edits(page))
    if not wanted:
        return page
    for attempt in (wanted, *([edit] for edit in wanted)):
        after = page.with_edits(attempt)
        if after.text != page.text and _is_safe(page, after, module):
            done[module.NAME] = None
            return after
    return page


def _is_safe(before: Page, after: Page, module: ModuleType) -> bool:
    """Whether a page still says the same, keeps its comments, and has no new finding."""
    if after.written is None or before.comments != after.comments:
        return False
    if not _codes(after) <= _codes(before):
        return False
    told = _meaning
    if module.STAGE is Stage.VALUE:
        told = _folded_meaning
    elif hasattr(module, "REORDERS"):
        told = _unordered
    return bool(told(before) == told(after))


def _codes(page: Page) -> Counter[str]:
    return Counter(finding.code for finding in page.findings)


def _meaning(page: Page) -> Any:
    assert page.written is not None
    return spans.meaning(page.written.root)


def _folded_meaning(page: Page) -> Any:
    return _folded(_meaning(page))


def _folded(node: Any) -> Any:
    if isinstance(node, str):
        return fold(node)
    return [_folded(part) for part in node] if isinstance(node, list | tuple) else node


def _unordered(page: Page) -> Any:
    """Return what a page says, fixed keys sorted; the order of all other keys counts."""
    assert page.written is not None
    typed = {id(s.part) for s in page.shaped if s.model is not None}

    def told(part: spans.Part) -> Any:
        if isinstance(part, spans.Pairs):
            pairs = [(key.value, told(value)) for key, value in part.entries]
            return sorted(pairs, key=lambda p: p[0]) if id(part) in typed else pairs
        if isinstance(part, spans.Entries):
            return [told(entry) for entry in part.entries]
        return spans.meaning(part)

    return told(page.written.root)


__all__ = ["Mended", "all_modules", "changes_words", "cured", "fix", "fmt"]
