"""状态 and 审核意见: how far a report has come on its way, and what was said to it.

A report counts whatever its 状态; while it is 草稿 or 退回, whoever reads a figure that rests on it
must know (`said`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from tuanscore.grammar.scalars import Day, Text, refuse
from tuanscore.model.base import Entry

if TYPE_CHECKING:
    from tuanscore.model.base import Kind

DRAFT, SENT, RETURNED, FINAL = WORDS = ("草稿", "送审", "退回", "定稿")
_OPEN = (DRAFT, RETURNED)


def _known(word: str) -> str:
    if word not in WORDS:
        raise refuse("no_status", f"“{word}”不是状态", f"写 {'、'.join(WORDS)}")
    return word


class ReviewNote(Entry, title="审核意见"):
    """What a reviewer said."""

    day: Day | None = Field(None, alias="日期", description="哪一天")
    office: Text | None = Field(None, alias="部门", description="哪个部门")
    text: Text = Field(alias="意见", description="审核意见的原话")
    reviewer: Text | None = Field(None, alias="审核人", description="谁审的")


Status = Annotated[
    Annotated[Text, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": [*WORDS]})]
    | None,
    Field(alias="状态", description="草稿、送审、退回 或 定稿；都计分，草稿和退回的会注明"),
]
ReviewNotes = Annotated[
    tuple[ReviewNote, ...], Field(alias="审核意见", description="各次审核的意见，一次一项")
]


def beside(detail: str, status: str | None) -> str:
    """Return what tells a document apart, with its 状态 where it has one."""
    return detail if status is None else f"{detail}，{status}"


def said(models: Iterable[Kind]) -> tuple[str, ...]:
    """Return for each report that is 草稿 or 退回 a sentence that says so, and why it came back."""
    return tuple(_sentence(model) for model in models if getattr(model, "status", None) in _OPEN)


def _sentence(model: Any) -> str:
    why = "；".join(note.text for note in model.review_notes)
    because = f"（{why}）" if why and model.status == RETURNED else ""
    day = f"截至 {model.as_of} 的" if model.as_of is not None else ""
    return f"{day}{model.kind}的状态是{model.status}{because}，照样计入"
