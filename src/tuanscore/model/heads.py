"""Who is who on a form: the heads that forms of projects and departments have in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from tuanscore.grammar.scalars import MoneyUnit, Text

MoneyIn = Annotated[
    MoneyUnit | None, Field(alias="金额单位", description="只写数的金额以什么为单位")
]
BudgetUnit = Annotated[Text | None, Field(alias="预算单位", description="印在表上的预算单位全称")]
Implementing = Annotated[
    Text | None, Field(alias="实施单位", description="印在表上的实施（使用资金）单位")
]
Superior = Annotated[Text | None, Field(alias="主管部门", description="印在表上的主管部门")]
Responsible = Annotated[Text | None, Field(alias="负责人", description="项目负责人")]
Phone = Annotated[Text | None, Field(alias="联系电话", description="联系电话")]
FilledOn = Annotated[Text | None, Field(alias="填报日期", description="表上印的填报日期，照写")]
Period = Annotated[Text | None, Field(alias="起止时间", description="项目的起止时间、实施期，照写")]
Remarks = Annotated[Text | None, Field(alias="其他需要说明事项", description="表下面的说明，照写")]
Others = Annotated[
    dict[Text, str | None],
    Field(
        alias="其他栏目",
        description="表上还有的栏目，照写照印，如 {报表编号: 330000_0021zp}；空着的写 ''",
    ),
]
"""Any other head or block of a printed form, by the words that are printed."""

BELOW = ("其他需要说明事项", "偏差原因", "改进措施")
"""What stands below the table of indicators."""
ABOVE = ("项目属性", "项目类型", "项目类别", "起止时间", "负责人", "联系电话", "填报日期")
"""What stands above it."""


def printed(model: BaseModel) -> dict[str, str]:
    """Return the heads that a document has besides who it is about, each with what is written."""
    fields = {field.alias: name for name, field in type(model).model_fields.items()}
    known = {head: getattr(model, fields[head]) for head in (*ABOVE, *BELOW) if head in fields}
    others: dict[str, Any] = getattr(model, fields.get("其他栏目", ""), {})
    told = {head: text for head, text in known.items() if text is not None}
    return told | {head: text or "" for head, text in others.items()}
