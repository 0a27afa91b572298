"""What every kind of document has in common, and what each says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Text, Year

Identity = tuple[str, ...]
"""What makes a document unique in a repository: 类型, 单位, 年度, then what else tells it apart."""
LEFT_OPEN = "待填"
"""How a text starts that is still to be written."""
Key = tuple[str, ...]
"""What one document is called by another: its 类型 and 名称, or 类型, a name and 年度."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by its names; ``org`` is None where nobody has said it."""

    short_name: str
    org: str | None = None
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    budget_unit: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return all its names, the 简称 first."""
        told = (self.short_name, self.org, self.budget_unit)
        return (*(name for name in told if name is not None), *self.aliases, *self.former)


class Entry(BaseModel):
    """Any mapping in any kind of file: frozen, no unknown keys, a 备注 always allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    remark: Text | None = Field(None, alias="备注", description="备注，只在要求时打印")


class Kind(Entry):
    """The top of a file; a kind says of itself whatever another room may ask of it."""

    asked: ClassVar[int] = 0
    """Its place among the kinds that people ask for by name; 0 for one that nobody does."""
    scored: ClassVar[bool] = False
    """Whether its documents have a score of their own."""
    ledger: ClassVar[Literal["", "cards", "budgets"]] = ""
    """Which scores rest on its documents; empty for none."""
    reports_by: ClassVar[tuple[tuple[str, ...], str]] = ((), "")
    """Of reports, the keys of which the first says what one is about, and the 类型 of that."""
    bears_on_all: ClassVar[bool] = False
    """Whether every other document may be read or scored anew where one of it changes."""

    tabular: ClassVar[bool] = False
    """Whether its cells are what is looked at, so that of each only the gravest need be said."""
    by_lines: ClassVar[bool] = False
    """Whether its lines stand each for itself, so that those without errors can be looked at."""
    by_key: ClassVar[bool] = False
    """Whether `show` and `diff` go through it key by key, for want of a way of its own."""

    kind: Text = Field(alias="类型", description="这份文件是什么")
    year: Year = Field(alias="年度", description="哪一年，四位数")

    @property
    def identity(self) -> Identity:
        """Return what makes this document unique in a repository."""
        raise NotImplementedError

    @property
    def label(self) -> tuple[str, str]:
        """Return what people call this document, and a detail that tells it apart."""
        raise NotImplementedError

    @property
    def owner(self) -> Organisation | None:
        """Return whose document it is, as far as it says so itself."""
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """Return what people may ask for it by; the first is what it is listed as."""
        return self.owner.names if self.owner is not None else self.label[:1]

    @property
    def known_by(self) -> tuple[str, ...]:
        """Return what stands in any file of it, all of them: what it is known by."""
        return self.names[:1]

    @property
    def thing(self) -> Identity:
        """Return what it has in common with the document of the same thing in another year."""
        return (self.kind, self.names[0])

    @property
    def title_beside(self) -> str:
        """Return what it is called beside another that it is compared with."""
        return f"{self.label[0]} {self.year}"

    @property
    def about(self) -> Key | None:
        """Return which document it reports on, if it does."""
        return None

    @property
    def called(self) -> tuple[Key, ...]:
        """Return what others may call it by; reports on one document bear on each other."""
        return () if self.about is None else (self.about,)

    @property
    def builds_on(self) -> tuple[Key, ...]:
        """Return what it calls the documents that it rests on."""
        return () if self.about is None else (self.about,)

    def sentences(self) -> Iterator[tuple[Route, str]]:
        """Yield its printed sentences with their routes, in printed order."""
        yield from ()

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield what a draft leaves for a person to write, one for each line of a table."""
        yield from self.sentences()
