"""豁免: a decision that some findings are answered for until a day; one file per decision."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from tuanscore.finding import Route
from tuanscore.grammar.scalars import Day, Text, refuse
from tuanscore.model.base import Entry, Identity, Kind
from tuanscore.model.codes import leaves_unusable

KIND = "豁免"

_CODE = re.compile(r"TS[0-9]{3}")


def _whole_code(written: str) -> str:
    code = written.upper()
    if not _CODE.fullmatch(code):
        raise refuse("not_code", f"“{written}”不是一个检查编号", "写完整的编号，例如 TS402")
    if leaves_unusable(code):
        message = f"{code} 是读不出、展不开文件的错误，不能豁免"
        raise refuse("not_waivable", message, "删掉这一项，把文件改好")
    return code


def _one_way(value: Any) -> Any:
    if isinstance(value, dict) and ("文件" in value) == ("单位" in value):
        message = "文件、单位 二选一，这里" + ("两个都写了" if "文件" in value else "都没有写")
        hint = "例如 {检查: TS402, 单位: 苍溪} 或 {检查: TS402, 文件: scorecards/2014/苍溪.yaml}"
        raise refuse("not_one_way", message, hint)
    return value


class Matter(Entry, title="豁免事项"):
    """What is waived: one code, in one or more files, wholly or for one line."""

    code: Annotated[Text, AfterValidator(_whole_code)] = Field(
        alias="检查", description="检查编号，如 TS402"
    )
    file: Text | None = Field(
        None, alias="文件", description="相对仓库的路径，可以用 * 和 **；和 单位 二选一"
    )
    org: Text | None = Field(None, alias="单位", description="单位本年度的全部文件；和 文件 二选一")
    line: Text | None = Field(
        None, alias="指标", description="只豁免这个条目、考核点；不写就是整份文件的"
    )


class Decision(
    Kind, title=KIND, json_schema_extra={"description": "批准对哪些发现到期以前不再追究"}
):
    """One 豁免 as it was approved."""

    number: Text = Field(alias="批准文号", description="批准的文号，同一年里不能重复")
    approver: Text = Field(alias="批准人", description="谁批准的")
    approved: Day | None = Field(None, alias="批准日期", description="哪一天批准的")
    reason: Text = Field(alias="原因", description="为什么豁免")
    expires: Day = Field(alias="到期", description="豁免到这一天为止，含这一天")
    matters: tuple[Annotated[Matter, BeforeValidator(_one_way)], ...] = Field(
        alias="事项", min_length=1, description="豁免哪些发现"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.approved is not None and self.approved > self.expires:
            hint = "检查 批准日期 和 到期"
            raise refuse("not_in_order", f"{self.approved} 才批准，{self.expires} 就到期", hint)
        return self

    @property
    def identity(self) -> Identity:
        """Return 类型, 年度 and 批准文号."""
        return (self.kind, str(self.year), self.number)

    @property
    def label(self) -> tuple[str, str]:
        """Return 批准文号 and until when it waives."""
        return self.number, f"到期 {self.expires}，{len(self.matters)} 项，批准人 {self.approver}"

    def left_open(self) -> Iterator[tuple[Route, str | None]]:
        """Yield what makes it a decision."""
        yield ("批准文号",), self.number
        yield ("批准人",), self.approver
        yield ("原因",), self.reason


def model_for(root: dict[str, Any]) -> type[Decision]:
    """Return the model of a document of this kind."""
    return Decision
