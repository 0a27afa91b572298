"""From a document to its typed model, by its 类型 and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from tuanscore.finding import Finding, Route
from tuanscore.model import codes, kinds, messages
from tuanscore.model.base import Entry, Kind
from tuanscore.source import cures
from tuanscore.source.codes import EMPTY
from tuanscore.source.limit import MOST, limited
from tuanscore.source.tree import place_of, walk

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tuanscore.source.tree import Document

M = TypeVar("M", bound=Entry)
_CELLS = ("资金来源", "其他栏目")
"""Below these a key with nothing after it is a blank cell."""
Result = tuple[Kind | None, list[Finding]]


def load(document: Document) -> Result:
    """Return the model of a document, or None and what is wrong with it."""
    root = document.root
    kind = root.get("类型")
    known = kinds.all_by_name()
    if kind is None and "类型" in root:
        return None, []  # the reader has reported that nothing is written there
    if not isinstance(kind, str):
        place = document.place(("类型",))
        hint = "第一行写 “类型: …”，可用的有：" + "、".join(known)
        return None, [Finding(codes.UNKNOWN_KIND, "没有写“类型”", place, hint)]
    if kind not in known:
        place = document.place(("类型",))
        hint = messages.did_you_mean(kind, known)
        return None, [Finding(codes.UNKNOWN_KIND, f"没有“{kind}”这种类型", place, hint)]
    return validate(document, known[kind].model_for(root))


def validate(document: Document, model: type[M]) -> tuple[M | None, list[Finding]]:
    """Return the document as this model, or None and what is wrong with it."""
    try:
        value = model.model_validate(document.root)
    except ValidationError as error:
        swallowed = {place_of(mark) for mark in document.blocks}
        findings: list[Finding] = []
        details = error.errors(include_url=False)
        for number, detail in enumerate(details):
            if len(findings) > MOST:
                return None, limited(findings, len(details) - number)
            if messages.is_misspelt(detail, document, model):
                continue
            if messages.is_of_misspelt_method(detail, document, model):
                continue
            finding = messages.finding_for(detail, document, model)
            if not _only_follows(detail, finding.place in swallowed):
                findings.append(finding)
        return None, [*findings, *_blocks(document)]
    return value, _blocks(document)


def without_blanks(findings: list[Finding], document: Document) -> list[Finding]:
    """Return findings without those of cells that a form leaves blank: funds, other heads."""
    if all(finding.code != EMPTY for finding in findings):
        return findings
    blank = {
        document.place(route)
        for route, node in walk(document.root)
        if node is None and any(step in _CELLS for step in route[:-1])
    }
    return [f for f in findings if f.code != EMPTY or f.place not in blank]


def _only_follows(detail: ErrorDetails, in_block: bool) -> bool:
    """Say whether an error is but the shadow of one that has been reported by itself."""
    kind, value = detail["type"], detail["input"]
    if kind == "too_short":  # pydantic does not count entries that are wrong
        return bool(value)
    if kind == "missing":
        return False
    if kind == "extra_forbidden":  # ``{自评:3}`` is a key without a value
        return value is None and ":" in str(detail["loc"][-1])
    # The reader reports what was left empty, and what YAML swallowed (``>5``).
    return value is None or (in_block and isinstance(value, str) and not value.strip())


def _blocks(document: Document) -> list[Finding]:
    """Report texts in block style where a short value was meant."""
    if not document.blocks:
        return []
    return [
        cures.block_value(document.place(route))
        for route, node in walk(document.root)
        if isinstance(node, str)
        and node.strip()
        and _is_short(route)
        and _is_block(document, route)
    ]


def _is_short(route: Route) -> bool:
    """Say whether a text in several lines is a slip here (``> 5``)."""
    below = any(step in messages.SHORT_VALUES for step in route[:-1])
    return below and route[-1] not in ("说明", "备注")


def _is_block(document: Document, route: Route) -> bool:
    return document.style(route) in ("|", ">")
