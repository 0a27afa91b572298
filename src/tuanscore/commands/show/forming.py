"""Which 表式 prints a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import references
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.model.kinds.form import KIND
from tuanscore.model.printed import PRINTED, printed_as
from tuanscore.triage.settling import refuse

if TYPE_CHECKING:
    from tuanscore.model.kinds.form import Form
    from tuanscore.shelf import Repository


def choose(repository: Repository, kind: str, name: str | None, *, scored: bool) -> Form | None:
    """Return the form of this name, or the one that a kind is printed by; None where it has none.

    Raises NotFoundError, with those there are, for one that does not print the kind.
    """
    default = printed_as(kind, scored=scored)
    if name is None and default not in PRINTED:
        return None
    wanted = name if name is not None else PRINTED[default].form
    kinds = [default] if scored else [default, printed_as(kind, scored=True)]
    known = repository.forms(*kinds)
    entry = repository.form(wanted)
    if entry is None and (broken := repository.resolved.broken_form(wanted)) is not None:
        raise TuanscoreError(f"{KIND}“{wanted}”有错误，不能用它打印", f"先改好 {broken}")
    if entry is None or entry.model.prints not in kinds:
        wrong = f"没有“{wanted}”这个{KIND}"
        if entry is not None:
            wrong = f"{KIND}“{wanted}”印的是{entry.model.prints}，不是{kind}"
        raise NotFoundError(wrong, f"印{kind}的有：{'、'.join(known)}")
    refuse(references.examine(entry.model, entry.document, repository))
    return entry.model
