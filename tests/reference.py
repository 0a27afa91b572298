"""What the program knows about itself, drawn as Markdown for the pages of docs/."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import typer

from tuanscore import methods
from tuanscore.checks import manual
from tuanscore.commands import program
from tuanscore.commands.schema import schemas
from tuanscore.model.printed import PRINTED

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "1": "读不出来",
    "2": "写法不对",
    "3": "互相引用",
    "4": "分值和等次",
    "5": "预算项目",
    "6": "条文",
    "7": "单位之间",
    "8": "完成情况",
    "9": "部门自评、监控和调整",
}
"""What the codes are about, by the digit after TS."""
_SPECIAL = re.compile(r"[\\`*_<\[\]|]")
_ABOUT = "#/definitions/"

JSON_FROM = {
    "findings": "tuanscore validate --select TS5 --format json",
    "checks": "tuanscore checks --format json",
    "check": "tuanscore explain TS402 --format json",
    "ranking": "tuanscore score 2014 --format json",
    "score": "tuanscore score 2014 --org 苍溪 --format json",
    "department": "tuanscore score 2021 --org 山海关 --format json",
    "project": "tuanscore score 2021 --project 130303210YA09YBACA1M9 --format json",
    "explanation": "tuanscore score 2014 --org 苍溪 --explain 西部计划志愿者 --format json",
    "receipt": "tuanscore score 2014 --org 苍溪 --receipt 苍溪.json",
    "verification": "tuanscore verify 苍溪.json --format json",
    "progress": "tuanscore progress 苍溪 --year 2014 --format json",
    "project-progress": "tuanscore progress 山海关 --format json",
    "monitoring": "tuanscore -C 监控 progress 社区助餐点 --format json",
    "plan": "tuanscore plan 旺苍 --year 2014 --format json",
    "card": "tuanscore show 苍溪 --year 2014 --format json",
    "inventory": "tuanscore list --format json",
    "export": "tuanscore export 2014 --org 苍溪 --to json",
    "import": "tuanscore import 自评表.docx --dry-run --format json",
    "diff": "tuanscore diff 苍溪 旺苍 --year 2014 --format json",
    "matrix": "tuanscore diff 2014 --all --format json",
    "years": "tuanscore diff 2014 2015 --org 苍溪 --format json",
    "review": "tuanscore diff --rev HEAD~1...HEAD --format json",
    "log": "tuanscore log 苍溪 --format json",
    "blame": "tuanscore blame 苍溪 --format json",
    "factoring": "tuanscore factor scorecards/2014 --format json",
    "rebasing": "tuanscore rebase 县区团委-2014 --format json",
}
"""Each JSON schema with a command that writes one: the receipt into a file."""


def draw(name: str) -> str:
    """Return a generated part, by its name."""
    return DRAWN[name]().strip("\n") + "\n"


def commands() -> str:
    """Return the help page of the program and of every command."""
    app: Any = typer.main.get_command(program.build([]))
    shown = [(name, command) for name, command in app.commands.items() if not command.hidden]
    pages = [("tuanscore", app, None), *((f"{name}", command, app) for name, command in shown)]
    lines: list[str] = []
    for name, command, above in pages:
        parent = above and above.context_class(above, info_name="tuanscore")
        context = command.context_class(command, info_name=name, parent=parent, terminal_width=1000)
        context.help_option_names = ["-h", "--help"]
        lines += [f"## {name}", "", "```text", command.get_help(context).rstrip(), "```", ""]
    return "\n".join(lines)


def checks() -> str:
    """Return what every code is about and why, by families."""
    lines: list[str] = []
    for digit, found in groupby(manual.every().values(), key=lambda m: m.code[2]):
        lines += [f"## TS{digit}：{FAMILIES[digit]}", ""]
        for each in found:
            lines += [f"### {each.code}", "", f"`{each.name}`　{each.severity}", ""]
            lines += [_escaped(each.sentence), "", f"为什么：{_escaped(each.why)}", ""]
    return "\n".join(lines)


def parameters() -> str:
    """Return the keys that a scoring method adds to a 考核点."""
    rows = ["| 计分 | 键 | 写什么 |", "| --- | --- | --- |"]
    for name, method in methods.all_by_name().items():
        for field in method.Parameters.model_fields.values():
            required = "（必填）" if field.is_required() else ""
            rows.append(f"| {name} | `{field.alias}`{required} | {_escaped(field.description)} |")
    return "\n".join(rows)


def files() -> str:
    """Return a table of keys for every kind of file, and for what stands in it."""
    whole: dict[str, Mapping[str, Any]] = {}
    parts: dict[str, Mapping[str, Any]] = {}
    for file, schema in schemas.all_by_file().items():
        if file != schemas.COMBINED:
            tops = (schema, *(schema[key] for key in ("then", "else") if key in schema))
            names = [top["$ref"].removeprefix(_ABOUT) for top in tops if "$ref" in top]
            whole |= {name: schema["definitions"][name] for name in names}
            parts |= schema["definitions"]
    titled = {name for name, part in parts.items() if "title" in part}  # no key that rows share
    inner = sorted(titled - whole.keys() - {"AnyMeasure"})
    lines: list[str] = []
    for name in (*whole, *inner):
        lines += [f"### {_title(name, parts)}", "", *_table({**parts, **whole}, name)]
    return "\n".join(lines)


_TELLING = {
    "Overlay": "目标绩效指标（照模板）",
    "Scorecard": "目标绩效指标（整份）",
    "Bonus": "加分的规定",
    "BonusClaim": "加分的事",
    "Passage": "一段文字",
    "VetoRule": "一票否决的规定",
    "VetoClaim": "一票否决的事",
    "Deduction": "扣分的事",
}
"""Titles for what would be called the same, or as a key is."""


def _title(name: str, definitions: Mapping[str, Any]) -> str:
    return _TELLING.get(name) or str(definitions[name]["title"])


def _table(definitions: Mapping[str, Any], name: str) -> Iterator[str]:
    """Yield the rows of one mapping's keys."""
    definition = definitions[name]
    while "properties" not in definition:  # a row that goes by its 计分: as it is without one
        definition = definition["else"]
    needed = definition.get("required", ())
    yield from ("| 键 | 样子 | 写什么 |", "| --- | --- | --- |")
    for key, written in definition["properties"].items():
        shared = definitions.get(written.get("$ref", "").removeprefix(_ABOUT), {})
        field = shared if shared and "title" not in shared else written
        if key != "备注":
            mark = "（必填）" if key in needed else ""
            about = _escaped(field.get("description", ""))
            yield f"| `{key}`{mark} | {_escaped(_shape(field, definitions))} | {about} |"
    yield ""


def _shape(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """Say in a few words what stands after a key."""
    if "$ref" in field:
        name = field["$ref"].removeprefix(_ABOUT)
        return _title(name, definitions)
    types = field.get("type", ())
    if types == "array":
        return f"列表：{_shape(field['items'], definitions)}"
    if "additionalProperties" in field and "properties" not in field:
        return f"名称: {_shape(field['additionalProperties'], definitions)}"
    if "anyOf" in field:
        return " 或 ".join(_shape(each, definitions) for each in field["anyOf"])
    if "const" in field:
        return str(field["const"])
    if "enum" in field:
        return "、".join(map(str, field["enum"]))
    if "patternErrorMessage" in field:
        return str(field["patternErrorMessage"]).removeprefix("这里要写：")
    return "数字或文字" if types == ["number", "string"] else "文字"


def json_keys() -> str:
    """Return the keys of every JSON schema, as an example of each has them."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        _history(Path(folder))
        for name, command in JSON_FROM.items():
            written = _written(command, Path(folder))
            assert written["schema"] == f"tuanscore.{name}/1", command
            lines += [f"### tuanscore.{name}/1", "", f"例子来自 `{command}`", ""]
            lines += ["```text", *_keys([written]), "```", ""]
    return "\n".join(lines)


_LEFT_OUT = [f"{org}*" for org in ("利州", "剑阁", "昭化", "青川")]
"""Organisations that would show nothing else: one that has not reported in full stays."""


def _history(folder: Path) -> None:
    """Make a repository whose second commit has another year, another target and a doubled one."""
    for name in ("scorecards", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    shutil.copytree(ROOT / "tests/shapes/30-monitoring", folder / "监控")
    shutil.copy(ROOT / "examples/导入/自评表.docx", folder)
    who = ["-c", "user.name=甲", "-c", "user.email=a@example.cn", "-c", "commit.gpgsign=false"]
    git = ["git", *who]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "一"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    card = folder / "scorecards/2014/苍溪.yaml"
    text = card.read_text(encoding="utf-8").replace("19名", "21名")
    card.write_text(f"{text}  技能比武: ≥3次\n", encoding="utf-8")
    (folder / "scorecards/2015").mkdir()
    later = folder / "scorecards/2015/苍溪.yaml"
    later.write_text(text.replace("年度: 2014", "年度: 2015"), encoding="utf-8")
    for words in (["add", "-A"], ["commit", "-qm", "二"]):
        subprocess.run([*git, *words], cwd=folder, check=True)


def _written(command: str, folder: Path) -> Any:
    """Run a command in this process and return the JSON it writes."""
    words = shlex.split(command)[1:]
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.chdir(folder), contextlib.redirect_stdout(out):
        program.build(words)(words, prog_name="tuanscore", standalone_mode=False)
    written = (folder / words[-1]).read_bytes() if "--receipt" in words else _bytes(out)
    return json.loads(written)


def _bytes(out: io.TextIOWrapper) -> bytes:
    assert isinstance(out.buffer, io.BytesIO)
    return out.buffer.getvalue()


_PLACE = {"file", "line", "column"}
_TYPES = {str: "文字", bool: "true 或 false", int: "整数", float: "小数", type(None): "null"}


def _keys(mappings: list[dict[str, Any]], indent: str = "") -> Iterator[str]:
    """Yield a line for each key that one of the mappings has, those below it farther in."""
    for key in dict.fromkeys(key for mapping in mappings for key in mapping):
        found = [mapping[key] for mapping in mappings if key in mapping]
        single = list(_singly(found))
        below = [each for each in single if isinstance(each, dict)]
        placed = any(each.keys() == _PLACE for each in below)
        by_name = any(not word.isascii() for mapping in below for word in mapping)
        words = ["列表"] * any(isinstance(each, list) for each in found)
        words += ["一组 名称: 值"] * by_name + ["位置"] * placed
        words += dict.fromkeys(_TYPES[type(e)] for e in single if type(e) in _TYPES)
        yield f"{indent}{key}　{'，'.join(words)}".rstrip("　")
        yield from _keys([] if by_name or placed else below, indent + "  ")


def _singly(values: list[Any]) -> Iterator[Any]:
    for value in values:
        yield from _singly(value) if isinstance(value, list) else (value,)


def layers(within: str = "tuanscore") -> list[list[str]]:
    """Return the rooms from the top down, as the contract on imports has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    known = contracts["importlinter"]["contracts"]
    found = next(c["layers"] for c in known if c.get("containers") == [within])
    return [[room.strip() for room in layer.split("|")] for layer in found]


def rooms(within: str = "tuanscore") -> str:
    """Return the picture of the rooms, one layer a line."""
    lines = [f"{number:>2}  {'  '.join(layer)}" for number, layer in enumerate(layers(within), 1)]
    return "\n".join(["```text", *lines, "```"])


def _escaped(text: str | None) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text or "")


def printed() -> str:
    """Return what the forms of each kind may print, and which form is used first."""
    lines: list[str] = []
    for kind, names in PRINTED.items():
        lines += [f"## {kind}", "", f"不写 `--form` 时用“{names.form}”。", ""]
        for table, columns in {"": names.texts, **names.tables}.items():
            head = f"表 `{table}` 的栏" if table else "整份文件的栏"
            lines += [f"| {head} | 印什么 |", "| --- | --- |"]
            lines += [f"| `{name}` | {_escaped(about)} |" for name, about in columns.items()]
            lines.append("")
    return "\n".join(lines)


DRAWN: dict[str, Callable[[], str]] = {
    "命令": commands,
    "检查": checks,
    "计分": parameters,
    "表式": printed,
    "文件": files,
    "JSON": json_keys,
    "房间": rooms,
    "命令的房间": partial(rooms, "tuanscore.commands"),
}
