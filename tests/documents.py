"""Documents as YAML texts, told by what a test is about; the frame around it is written here.

What stands in a list is told as the inside of a flow mapping, ``编号: 活动, 内容: 活动。``; told in
several lines it is written as a block.
"""

_CLASSES = {
    "产出": "数量 质量 时效 成本",
    "效益": "经济效益 社会效益 生态效益",
    "满意度": "服务对象满意度",
}


def card(
    *sections: str,
    org: str = "甲",
    unit: str = "",
    year: int | str = 2014,
    total: int | str = 100,
    **keys: str,
) -> str:
    """Return a 目标绩效指标; other keys stand below 总分, 别名 beside the names."""
    also = f"别名: {keys.pop('别名')}\n" if "别名" in keys else ""
    names = f"单位: {unit or f'共青团{org}县委'}\n简称: {org}\n{also}"
    return f"类型: 目标绩效指标\n{names}年度: {year}\n总分: {total}\n{_body(sections, keys)}"


def template(
    *sections: str, name: str = "例", year: int = 2014, total: int | None = 100, **keys: str
) -> str:
    """Return a 目标绩效指标模板; other keys stand below 总分."""
    points = "" if total is None else f"总分: {total}\n"
    head = f"类型: 目标绩效指标模板\n名称: {name}\n年度: {year}\n"
    return f"{head}{points}{_body(sections, keys)}"


def _body(sections: tuple[str, ...], keys: dict[str, str]) -> str:
    return f"{_keys(keys, 0)}部分:\n" + "".join(_entry(section, 2) for section in sections)


def section(name: str, points: float | None, *parts: str, within: str = "服务", **keys: str) -> str:
    """Return a 部分 of categories, or of items that are all in one; other keys stand below 分值."""
    value = "" if points is None else f"    分值: {points}\n"
    told = "".join(parts if parts and parts[0][:1] == " " else [category(within, None, *parts)])
    below = f"    类别:\n{told}" if parts else ""
    return f"  - 名称: {name}\n{value}{_keys(keys, 4)}{below}"


def category(name: str, points: int | None, *items: str) -> str:
    """Return a 类别, without a name where that is empty."""
    told = {"名称": name} if name else {}
    value = {} if points is None else {"分值": str(points)}
    head = "      - " + _keys({**told, **value, "条目": ""}, 8).lstrip()
    return head.replace("条目: \n", "条目:\n") + "".join(_entry(item, 10) for item in items)


def overlay(
    rest: str = "",
    *,
    org: str = "甲",
    unit: str = "",
    year: int | str = 2014,
    on: str = "例",
    also: str = "",
) -> str:
    """Return a 目标绩效指标 on a template, with its changes; ``also`` stands below the names."""
    names = f"单位: {unit or f'共青团{org}县委'}\n简称: {org}\n{also}"
    return f"类型: 目标绩效指标\n{names}年度: {year}\n模板: {on}\n{rest}"


def results(done: str, day: str = "2014-12-31", rest: str = "", org: str = "甲") -> str:
    """Return a 完成情况 with these lines under 完成, if any, and what else it says."""
    told = f"完成: {{{done}}}\n{rest}" if done else rest
    return f"类型: 完成情况\n单位: {org}\n年度: {day[:4]}\n截至: {day}\n{told}"


def project(
    *,
    org: str = "甲",
    unit: str = "",
    year: int = 2021,
    code: str = "P1",
    name: str = "活动经费",
    budget: str = "预算数: 1000, 财政资金: 1000, 其他资金: 0, 资金用途: 活动",
    plan: str = "12月底: 100%",
    goals: str = "办好活动",
    scheme: str = "",
    **indicators: str | tuple[str, ...] | list[str],
) -> str:
    """Return a 预算项目绩效目标表; a list of indicators is written as a block."""
    told = "".join(
        f"  {class_}指标:\n{groups}"
        for class_, names in _CLASSES.items()
        if (groups := "".join(_group(f"{name}指标", indicators) for name in names.split()))
    )
    unit = unit or f"团{org}区委本级"
    by = f"计分方案: {scheme}\n" if scheme else ""
    return (
        f"类型: 预算项目绩效目标表\n预算单位: {unit}\n简称: {org}\n年度: {year}\n"
        f"项目编码: {code}\n项目名称: {name}\n预算: {{{budget}}}\n资金支出计划: {{{plan}}}\n"
        f"绩效目标: [{goals}]\n{by}绩效指标:\n{told}"
    )


def _group(name: str, indicators: dict[str, str | tuple[str, ...] | list[str]]) -> str:
    told = indicators.get(name, ())
    if isinstance(told, list):
        return f"    {name}:\n" + "".join(_entry(indicator, 6) for indicator in told)
    flow = ", ".join(f"{{{one}}}" for one in ((told,) if isinstance(told, str) else told))
    return f"    {name}: [{flow}]\n" if told else ""


def assessment(done: str, day: str = "2021-12-31", code: str = "P01", rest: str = "") -> str:
    """Return a 项目自评 with these lines under 完成, and what else it says before."""
    head = f"类型: 项目自评\n项目编码: {code}\n年度: {day[:4]}\n截至: {day}\n"
    return f"{head}{rest}完成: {{{done}}}\n"


def department(
    *,
    org: str = "甲",
    unit: str = "",
    also: str = "",
    plan: str = "规划",
    indicator: str = "完成率",
    standard: str = "等次标准: 团区委绩效标准, 内容: 五",
    done: str = "",
) -> str:
    """Return a 部门整体绩效目标 of 2021 with one duty; ``done`` is what stands below it."""
    duty = f"职责描述: 一\n职责目标: 二\n绩效目标: 三\n绩效指标: {indicator}\n"
    duty += f"绩效标准: {{{standard}}}\n{done}"
    return (
        f"类型: 部门整体绩效目标\n单位: {unit or f'团{org}区委'}\n简称: {org}\n{also}年度: 2021\n"
        f"年度发展规划目标: {{标题: {plan}, 内容: [一]}}\n职责分类绩效目标:\n  标题: 职责\n"
        f"  职责:\n{_entry(duty, 4)}工作保障措施: {{标题: 措施, 内容: [一]}}\n"
    )


def _entry(told: str, indent: int) -> str:
    """Return an entry of a list as its own lines; one that is written already as it is."""
    if told.startswith(" "):
        return told
    dash = " " * indent + "- "
    if "\n" not in told:
        return f"{dash}{{{told}}}\n"
    return dash + told.rstrip("\n").replace("\n", "\n" + " " * (indent + 2)) + "\n"


def _keys(keys: dict[str, str], indent: int) -> str:
    return "".join(f"{' ' * indent}{key}: {value}\n" for key, value in keys.items())
