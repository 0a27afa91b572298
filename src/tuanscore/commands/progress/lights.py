"""绿 黄 红: the rules by which lights are given, and whose rules they are.

The three lights are those of the field (domain.md, Monitoring). From where they are green or
yellow is this program's default, which tuanscore.yaml may change under 监控.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from tuanscore.model.settings import FILE

if TYPE_CHECKING:
    from tuanscore.commands.progress.elapsed import Elapsed
    from tuanscore.model.settings import Monitoring

OURS = "本工具的默认规则"
PROVINCE = "一省预算绩效监控的预警线"
SETTINGS = f"{FILE}里的监控"


class Light(StrEnum):
    """A light; OFF where nothing can be said yet."""

    GREEN = "绿"
    YELLOW = "黄"
    RED = "红"
    OFF = "—"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light and the rule that decided, in words."""

    light: Light
    rule: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a report: what it is about, what it says, and whose it is."""

    name: str
    text: str
    source: str


def plain(number: Decimal) -> str:
    """Return a number without trailing zeros."""
    return f"{number.normalize():f}"


def by_pace(pace: Decimal, rules: Monitoring) -> Verdict:
    """Judge a pace as it is printed; both bounds are inclusive."""
    green, yellow = f"{plain(rules.green)}%", f"{plain(rules.yellow)}%"
    if pace >= rules.green:
        return Verdict(Light.GREEN, f"进度≥{green}")
    if pace >= rules.yellow:
        return Verdict(Light.YELLOW, f"进度≥{yellow}")
    return Verdict(Light.RED, f"进度<{yellow}")


def unreported(what: str, elapsed: Elapsed) -> Verdict:
    """Judge a line of which nothing is known: yellow during the year, red when it is over."""
    if not elapsed.begun:
        return Verdict(Light.OFF, f"{what}，年度还没有开始")
    if elapsed.over:
        return Verdict(Light.RED, f"{what}，全年已过")
    return Verdict(Light.YELLOW, what)


def against_plan(gap: Decimal, rules: Monitoring) -> Verdict:
    """Judge how many points the execution rate is above (or, below 0, under) the plan."""
    if gap >= 0:
        return Verdict(Light.GREEN, "不低于计划")
    near = plain(rules.gap)
    if -gap <= rules.gap:
        return Verdict(Light.YELLOW, f"低于计划，差{near}个百分点以内")
    return Verdict(Light.RED, f"低于计划超过{near}个百分点")


def for_targets(rules: Monitoring) -> tuple[Rule, ...]:
    """Return the rules for the lights of targets."""
    set_here = rules.model_fields_set & {"green", "yellow"}
    green, yellow = f"{plain(rules.green)}%", f"{plain(rules.yellow)}%"
    pace = "进度是完成率÷时间进度（一年已过的天数÷全年天数）"
    return (
        Rule(
            "数量",
            f"{pace}；达标或进度≥{green}亮绿，≥{yellow}亮黄，再低亮红",
            SETTINGS if set_here else OURS,
        ),
        Rule("上限、基数", "没有越过亮绿，越过亮红", OURS),
        Rule("定性", "年内完成亮绿，已开始亮黄，没有开始不亮；年底按百分比同“数量”", OURS),
        Rule("日期", "按期完成亮绿，过期亮红；没有到期的，已开始亮黄，没有开始不亮", OURS),
        Rule("未报", "年内亮黄，全年已过亮红", OURS),
    )


def for_spending(rules: Monitoring) -> tuple[Rule, ...]:
    """Return the rules for the lights of a project's spending."""
    near = plain(rules.gap)
    gap_set = "gap" in rules.model_fields_set
    plan = f"执行率不低于计划亮绿，低{near}个百分点以内亮黄，再低亮红"
    whose = f"计划是本单位的，{near}个百分点是{SETTINGS if gap_set else OURS}"
    kept = [Rule("支出计划", plan, whose)]
    limits = "、".join(f"{day}{plain(least)}%" for day, least in rules.least.items())
    if limits:
        whose = SETTINGS if "least" in rules.model_fields_set else PROVINCE
        kept.append(Rule("执行率下限", f"低于下限预警，亮黄：{limits}", whose))
    warning = f"指标进度（各指标完成率的平均）和执行率相差超过{near}个百分点，预警，亮黄"
    kept.append(Rule("偏差", warning, SETTINGS if gap_set else PROVINCE))
    return tuple(kept)
