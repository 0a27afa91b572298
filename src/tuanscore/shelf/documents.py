"""The files of a repository: each is read once, from bytes to its model."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import resources
from tuanscore.finding import Severity
from tuanscore.model.load import load, without_blanks
from tuanscore.shelf.entries import Loaded, LoadedAs
from tuanscore.source.cures import UTF16_MARKS
from tuanscore.source.read import read_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.finding import Finding
    from tuanscore.shelf.files import Files
    from tuanscore.source.read import Result

BUILT_IN = "<内置>"
"""Stands before the name of a file that comes with the program."""
MANY = 200
"""Documents from which those are forgotten that nothing will ask for again."""
CARDS, TEMPLATES = "scorecards", "templates"
SCHEMES, FORMS = f"{TEMPLATES}/计分方案", f"{TEMPLATES}/表式"


class Documents:
    """What the files of a repository say, each by itself."""

    def __init__(self, files: Files, excludes: Callable[[str], bool] | None) -> None:
        """Take the place that they lie in, and what is left out of it."""
        self._files, self._excludes = files, excludes
        self._read: dict[str, tuple[Loaded | None, tuple[Finding, ...]]] = {}
        self._titles: dict[str, str] = {}

    @cached_property
    def names(self) -> list[str]:
        """The YAML files of the repository, relative to its root, in a fixed order."""
        names = dict.fromkeys(self._files.below(TEMPLATES, CARDS))
        return [name for name in names if self._excludes is None or not self._excludes(name)]

    def title(self, name: str) -> str:
        """Return the 名称 in a file with errors, or what that is called where it has none."""
        self.read(name)
        return self._titles.get(name, Path(name).stem)

    def read(self, name: str, *, keep: bool = True) -> tuple[Loaded | None, list[Finding]]:
        """Read one file by its name relative to the root (or absolute, outside of it).

        It is remembered, unless it is not to be kept.
        """
        entry, told = self._read.get(name) or self._parsed(name)
        if keep:
            self._read[name] = entry, told
        return entry, list(told)

    def sound(self, name: str, *, keep: bool = True) -> Loaded | None:
        """Read one file as `read` does, but take nothing from one that has any error."""
        entry, findings = self.read(name, keep=keep)
        return None if any(f.severity is Severity.ERROR for f in findings) else entry

    def is_read(self, name: str) -> bool:
        """Say whether a file has been read, and is remembered."""
        return name in self._read

    @property
    def are_many(self) -> bool:
        """Whether so much has been read that it is worth forgetting."""
        return len(self._read) >= MANY

    def forget(self) -> None:
        """Forget what was read of files that others do not build on."""
        kept = (BUILT_IN, f"{TEMPLATES}/")
        self._read = {name: told for name, told in self._read.items() if name.startswith(kept)}

    def _parsed(self, name: str) -> tuple[Loaded | None, tuple[Finding, ...]]:
        document, findings = self._document(name)
        if document is None:
            return None, tuple(findings)
        findings = without_blanks(findings, document)
        model, more = load(document)
        if (findings or more) and isinstance(title := document.root.get("名称"), str):
            self._titles[name] = title
        return (LoadedAs(document, model) if model is not None else None), (*findings, *more)

    def _document(self, name: str) -> Result:
        if name.startswith(BUILT_IN):
            return read_file(_built_in(name), name)
        return self._files.read(name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file; of one that cannot be read there are none."""
        if name.startswith(BUILT_IN):
            return _built_in(name).read_bytes()
        return self._files.content(name)

    def text(self, name: str) -> str:
        """Return the text of a file for showing; what cannot be read is empty."""
        data = self.content(name)
        try:
            return data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030", "replace")


def _built_in(name: str) -> Path:
    return resources.templates() / name.removeprefix(BUILT_IN + "/")
