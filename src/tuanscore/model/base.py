"""What every kind of document has in common."""

from pydantic import BaseModel, ConfigDict, Field

from tuanscore.scalars import Text, Year

Identity = tuple[str, ...]
"""What makes a document unique in a repository: 类型, 单位, 年度, then what else tells it apart."""


class Entry(BaseModel):
    """Any mapping in any kind of file: frozen, no unknown keys, a 备注 always allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    remark: Text | None = Field(None, alias="备注", description="备注，只在要求时打印")


class Kind(Entry):
    """The top of a file."""

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
