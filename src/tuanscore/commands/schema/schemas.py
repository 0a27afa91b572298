"""JSON Schemas of every kind of file, for editors: drawn from the models, in Chinese.

They refuse nothing that the program accepts, and the common slips while someone types: an unknown
key, a missing one, a wrong shape. (The one exception: a text written ``null`` or ``~``, which to
an editor is the same as nothing.) draft-07 is what yaml-language-server knows best.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tuanscore import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Schema = dict[str, Any]

FOLDER = "schemas"
"""Where the schemas of a repository of scorecards lie, beside templates/ and scorecards/."""
COMBINED = "tuanscore.schema.json"
"""The one schema for every file with a 类型."""
SETTINGS = "tuanscore.yaml.schema.json"
"""The schema of tuanscore.yaml, which has no 类型."""

_KIND, _TEMPLATE = "类型", "模板"
_REFERENCE = re.compile(r"'#/definitions/([^']+)'")


def modeline(folder: str, name: str = COMBINED) -> str:
    """Return the first line of a file that tells editors its schema, without a line break.

    The folder of the schemas is given relative to the file's own, such as ``../../schemas``.
    """
    return f"# yaml-language-server: $schema={folder}/{name}"


@cache
def all_by_file() -> dict[str, Schema]:
    """Return every schema by the name of its file: of all kinds, of the settings, of each kind.

    They are drawn once, and nobody changes them.
    """
    from tuanscore.commands.schema.drawing import draw
    from tuanscore.model.settings import Settings

    kinds, definitions = _kinds()
    names, parts = draw([Settings])
    files = {COMBINED: combined(), SETTINGS: _file(_reference(names[Settings]), parts)}
    for kind, schema in kinds.items():
        files[f"{kind}.schema.json"] = _file(schema, definitions)
    return files


@cache
def combined() -> Schema:
    """Return the schema of every file with a 类型."""
    from tuanscore.commands.schema.drawing import branches
    from tuanscore.model import kinds

    words = list(kinds.all_by_name())
    schemas, definitions = _kinds(words)
    unknown = {"required": [_KIND], "properties": {_KIND: {"enum": words}}}
    return _file({"type": "object", **branches(schemas, _KIND, unknown)}, definitions)


def _file(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Return a schema as it stands in a file of its own, with the definitions that it needs."""
    made = f"由 tuanscore {__version__} 生成；升级后运行 tuanscore schema -o {FOLDER} 更新"
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": made,
        **schema,
        "definitions": {name: definitions[name] for name in _needed(schema, definitions)},
    }


def _kinds(words: Sequence[str] = ()) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schema of each kind, and the definitions all of them need.

    Where something else has looked at the 类型 before, it may be any of these words.
    """
    from tuanscore.commands.schema.drawing import draw
    from tuanscore.model import kinds

    models = {
        kind: (module.model_for({}), module.model_for({_TEMPLATE: ""}))
        for kind, module in kinds.all_by_name().items()
    }
    names, definitions = draw(model for pair in models.values() for model in pair)
    schemas = {}
    for kind, (whole, overlay) in models.items():
        properties = [definitions[names[model]]["properties"] for model in (whole, overlay)]
        for each in properties:
            each[_KIND] |= {"enum": [*(words or [kind])]}
        schemas[kind] = _reference(names[whole])
        if overlay is not whole:  # a whole one is offered 模板 too: so an overlay begins
            properties[0][_TEMPLATE] = properties[1][_TEMPLATE]
            condition = {"required": [_TEMPLATE]}
            then = _reference(names[overlay])
            schemas[kind] = {"if": condition, "then": then, "else": schemas[kind]}
    return schemas, definitions


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _needed(schema: Schema, definitions: Mapping[str, Schema]) -> list[str]:
    """Return the names of the definitions that a schema leads to, in their own order."""
    reached: set[str] = set()
    ahead = [schema]
    while ahead:
        names = set(_REFERENCE.findall(str(ahead.pop()))) - reached
        reached |= names
        ahead += [definitions[name] for name in names]
    return [name for name in definitions if name in reached]
