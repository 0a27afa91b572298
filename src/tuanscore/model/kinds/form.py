"""表式: what a printed document looks like: its columns, heads, blocks and signature lines."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic.config import JsonDict

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Count, Text, YesNo, refuse
from tuanscore.model.base import Entry, Identity, Kind

KIND = "表式"

_SHORT: JsonDict = {"type": ["string", "number", "boolean", "object"]}
"""What may be written as one word, or as a mapping with more to say."""


def _written_as(key: str) -> BeforeValidator:
    """Return the reader of what is a text alone, meant for this key, or a mapping."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Columns = Annotated[
    tuple[Text, ...],
    BeforeValidator(
        lambda value: [value] if isinstance(value, str) else value,
        json_schema_input_type=Text | tuple[Text, ...],
    ),
]
"""One column, or several."""


def _one_of(*words: str) -> PlainValidator:
    """Return the reader of a text that is one of these words."""

    def check(value: Any) -> str:
        if value not in words:
            raise refuse("not_of_these", f"不认识“{value}”", f"写 {'、'.join(words)}")
        return str(value)

    return PlainValidator(check)


def _enum(*words: str) -> WithJsonSchema:
    return WithJsonSchema({"enum": [*words]})


_CELLS, _TEXTS, _PAPERS = ("标签", "数字", "合计", "无框"), ("正文", "注", "靠右"), ("横", "竖")
CellStyle = Annotated[str, _one_of(*_CELLS), _enum(*_CELLS)]
TextStyle = Annotated[str, _one_of(*_TEXTS), _enum(*_TEXTS)]
Paper = Annotated[str, _one_of(*_PAPERS), _enum(*_PAPERS)]


def _just_one(*keys: str) -> BeforeValidator:
    """Return the reader of a mapping that says what it is by one of these keys."""
    listed = "、".join(keys)

    def check(value: Any) -> Any:
        if isinstance(value, dict) and len(value.keys() & {*keys}) != 1:
            raise refuse("not_one", "要写一样，也只写一样", f"写 {listed} 里的一个键")
        return value

    return BeforeValidator(check)


class Cell(Entry, title="格", json_schema_extra=_SHORT):
    """One cell of a form: a label, a field of the document, or a text with fields in it."""

    label: Text | None = Field(None, alias="标签", description="印好的字；只写一个值就是它")
    field: Text | None = Field(None, alias="栏", description="填的内容，如 项目名称")
    text: Text | None = Field(None, alias="文字", description="一段话，{栏} 换成填的内容")
    choices: tuple[Text, ...] = Field(
        (), alias="选项", description="栏 可以填哪几样：填的打 ☑，别的 □"
    )
    columns: Count = Field(1, alias="占列", description="横着占几列；不写是一列")
    rows: Count = Field(1, alias="占行", description="竖着占几行；不写是一行")
    style: CellStyle | None = Field(
        None, alias="样式", description="标签、数字、合计、无框；不写由内容定"
    )


AnyCell = Annotated[Cell, _just_one("标签", "栏", "文字"), _written_as("标签")]


class Column(Entry, title="列", json_schema_extra=_SHORT):
    """One column of a table."""

    field: Text = Field(alias="栏", description="印什么，如 三级指标；只写一个值就是它")
    head: Text | None = Field(None, alias="表头", description="表头上的字；不写就是栏的名称")
    group: Text | None = Field(None, alias="组", description="并在这个表头下；相邻的同组并成一格")
    width: Count | None = Field(None, alias="宽", description="百分之几；不写就分剩下的")
    columns: Count = Field(1, alias="占列", description="在 行 里的表，横着占几列")
    optional: YesNo = Field(False, alias="空列不印", description="哪一行都没有填的，这一列不印")


AnyColumn = Annotated[Column, _written_as("栏")]


class Row(Entry, title="行"):
    """One row of a form, the rows of a table within it, or several with one label at their left."""

    left: Text | None = Field(None, alias="左边", description="左边的标签，各行并成一格")
    cells: tuple[AnyCell, ...] = Field((), alias="格", description="一格一项")
    table: Text | None = Field(None, alias="表", description="在这里印一张表的各行，如 资金")
    rows: tuple["AnyRow", ...] = Field((), alias="行", description="左边 标签右边的几行")
    columns: tuple[AnyColumn, ...] = Field((), alias="列", description="表 的各列")
    beside: Count | None = Field(None, alias="并排", description="表 没有表头，几行并成一行印")
    across: Count | None = Field(None, alias="横排", description="表 没有表头，横着印，一排几项")
    present: Columns = Field((), alias="有", description="这一栏（表）填了才印；几栏的，有一栏就印")
    absent: Columns = Field((), alias="无", description="这一栏（表）没有填才印；几栏的，都没有填")


AnyRow = Annotated[Row, _just_one("格", "表", "行")]


class Block(Entry, title="区块"):
    """One block of a form: a heading, a text, a form of rows, or a table."""

    heading: Text | None = Field(None, alias="标题", description="小标题，{栏} 换成填的内容")
    level: Count = Field(2, alias="级", description="标题 是第几级；不写是 2")
    text: Text | None = Field(None, alias="文字", description="一段话，{栏} 换成填的内容")
    field: Text | None = Field(None, alias="栏", description="这一栏的内容，一行一段")
    style: TextStyle = Field(
        "正文", alias="样式", description="文字、栏 印成 正文、注（小字）或 靠右"
    )
    widths: tuple[Count, ...] = Field((), alias="宽", description="行 有几列，各占百分之几")
    rows: tuple[AnyRow, ...] = Field((), alias="行", description="没有表头的表，一行一行写")
    table: Text | None = Field(None, alias="表", description="有表头的表，如 指标")
    columns: tuple[AnyColumn, ...] = Field((), alias="列", description="表 的各列")
    sums: YesNo = Field(False, alias="小计", description="表 里要不要小计")
    tail: tuple[AnyRow, ...] = Field((), alias="表尾", description="表 里合计以前的几行，写法同 行")
    total: dict[Text, Text] = Field(
        default_factory=dict,
        alias="合计",
        description="表 的最后一行：题 是左边的字，别的是哪一栏下面印什么，{栏} 换成填的内容",
    )
    present: Columns = Field((), alias="有", description="这一栏（表）填了才印；几栏的，有一栏就印")
    absent: Columns = Field((), alias="无", description="这一栏（表）没有填才印；几栏的，都没有填")


AnyBlock = Annotated[Block, _just_one("标题", "文字", "栏", "行", "表")]


class Form(Kind, title=KIND, json_schema_extra={"description": "一种文件印出来是什么样子"}):
    """One printed form; `render --form` names it by its 名称."""

    by_key = True

    name: Text = Field(alias="名称", description="render --form 写这个名称；和内置的同名就代替它")
    basis: Text | None = Field(None, alias="依据", description="表式出自哪份文件")
    prints: Text = Field(alias="用于", description="印哪一种文件，如 项目自评")
    title: Text = Field(alias="标题", description="表的标题，{栏} 换成填的内容")
    paper: Paper = Field("竖", alias="纸张", description="A4 横放还是竖放；不写是竖")
    blocks: tuple[AnyBlock, ...] = Field(
        alias="内容", min_length=1, description="从上到下：标题、文字、行（表格式样）、表"
    )

    @property
    def identity(self) -> Identity:
        """Return 类型 and 名称: that is how others refer to it."""
        return (self.kind, self.name)

    @property
    def label(self) -> tuple[str, str]:
        """Return 名称 and what it prints."""
        return self.name, f"印{self.prints}"

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield 依据."""
        yield ("依据",), self.basis


def model_for(root: dict[str, Any]) -> type[Form]:
    """Return the model of a document of this kind."""
    return Form
