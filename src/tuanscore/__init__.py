"""Performance scorecards as plain YAML: validated, scored, compared and printed.

>>> import tuanscore
>>> repo = tuanscore.open("绩效")
>>> repo.score(2014, "苍溪").to_dict()

`open` leads to all of it. What `tuanscore.api` says of stability holds for the names of this module
and for no others. Importing it loads nothing else: a name is looked up when it is first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuanscore.api import Answer as Answer
    from tuanscore.api import NotFoundError as NotFoundError
    from tuanscore.api import Page as Page
    from tuanscore.api import Repository as Repository
    from tuanscore.api import TuanscoreError as TuanscoreError
    from tuanscore.api import UnsoundError as UnsoundError
    from tuanscore.api import open as open  # noqa: A004 - read as tuanscore.open

__version__ = "0.1.0"

_PUBLIC = (
    "Answer",
    "NotFoundError",
    "Page",
    "Repository",
    "TuanscoreError",
    "UnsoundError",
    "open",
)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("tuanscore.api"), name)


def __dir__() -> list[str]:
    return [*_PUBLIC, "__version__"]
