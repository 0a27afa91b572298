"""What the cells of a paper mean: a kind of document, its head and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Sure(StrEnum):
    """How sure a value is of its place."""

    SURE = "确定"
    WEAK = "标题不明确"
    """The heading above it decides nothing alone; what stands around it did."""
    UNREAD = "没有读成"
    """Kept as written: no target, amount or date was read from it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the cell that said so."""

    text: str
    at: str
    """``表2 第3行第2列``, ``工作表“苍溪” B3``."""
    sure: Sure = Sure.SURE


@dataclass(frozen=True, slots=True)
class Left:
    """What was read and went nowhere: prompts, sums, hidden rows, prose, unknown columns."""

    text: str
    at: str
    why: str


Value = Told | tuple[Told, ...] | Mapping[str, Told]
"""One value, several of one cell (条目, 绩效目标), or one by a name (类别得分, 资金支出计划)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One project, one card or one set of targets.

    The keys of ``head`` and ``rows`` are the field's words: 年度 单位 项目名称 项目编码 主管部门
    实施单位 计量单位 预算数 财政资金 其他资金 年初预算数 全年预算数 全年执行数 执行率 总体目标 …;
    部分 部分分值 类别 分值 条目 内容 一级指标 二级指标 三级指标 描述 性质 指标值 度量单位 完成值
    得分 偏差原因 评分标准 依据 备注 责任 自评 审核 上年值 …. A text of "" is a cell that is there
    and empty. 资金来源 has a source by its name in a plan, else ``来源/全年执行数``; what
    parts a heading (经费保障 under 偏差原因) is a key of its own.
    """

    kind: str
    """目标绩效指标, 保障指标, 预算项目绩效目标表, 项目支出绩效自评表, 部门整体支出绩效自评表,
    部门整体绩效目标, 绩效运行监控表."""
    title: str
    head: dict[str, Value]
    rows: tuple[dict[str, Value], ...]
    at: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What one file gave."""

    file: str
    tables: tuple[Recognised, ...]
    left: tuple[Left, ...]
