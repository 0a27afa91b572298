"""One file per kind of document (类型) that can be started: ``KIND``, ``NAME``, ``USES``, `draft`.

``NAME`` is what the name on the command line means, ``USES`` the options the kind has a use for,
``NICKNAMES`` short words that would otherwise be ambiguous or mean nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.commands.new.writing import laid_out
from tuanscore.errors import NotFoundError
from tuanscore.model.messages import suggestion

if TYPE_CHECKING:
    from types import ModuleType

    from tuanscore.commands.new.draft import Draft
    from tuanscore.commands.new.request import Request
    from tuanscore.shelf import Repository


def all_by_name() -> dict[str, ModuleType]:
    """Return every kind that can be started by its 类型."""
    return registry.named("tuanscore.commands.new.kinds", "KIND")


def find(word: str) -> ModuleType:
    """Return the kind that a word means: its 类型, a short word for it, or a part of one only."""
    known = all_by_name()
    asked = word.strip()
    exact = [m for m in known.values() if asked == m.KIND or asked in m.NICKNAMES]
    found = exact or [m for m in known.values() if asked and asked in m.KIND]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"“{word}”不止一种", "写全一点：" + _listed(found))
    near = suggestion(asked, [*known, *(n for m in known.values() for n in m.NICKNAMES)])
    hint = (f"是不是“{near}”？" if near else "") + "可以新建：" + _listed(list(known.values()))
    raise NotFoundError(f"没有“{word}”这种文件", hint)


def draft(word: str, request: Request, repository: Repository) -> Draft:
    """Draft a new document; raises TuanscoreError when something is missing, or there already."""
    module = find(word)
    request.refuse_others(module.KIND, module.USES)
    request.check_year()
    drafted: Draft = module.draft(request, repository)
    return replace(drafted, text=laid_out(drafted.path, drafted.text))


def _listed(modules: list[ModuleType]) -> str:
    return "、".join(f"{m.KIND}（{m.NICKNAMES[0]}）" if m.NICKNAMES else m.KIND for m in modules)
