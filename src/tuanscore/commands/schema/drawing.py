"""From the models to JSON Schema: what a file may hold, not what becomes of it.

Scalars arrive in the models as the text that was written, while an editor takes ``70`` for a
number and ``true`` for a boolean: so a text may be any of them. What is left empty is null to an
editor and always a slip, so null is never allowed.
"""

from __future__ import annotations

from inspect import getdoc
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import CoreRef, GenerateJsonSchema, JsonRef

from tuanscore.model.card import TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel
    from pydantic_core import core_schema

Schema = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]
_METHOD, _TARGET = "计分", "目标"
_DEFINITIONS = "#/definitions/"
_ANY_MEASURE = CoreRef("AnyMeasure:0")


def draw(
    models: Iterable[type[BaseModel]],
) -> tuple[dict[type[BaseModel], str], dict[str, Schema]]:
    """Return the name of each model's definition, and the definitions all of them need."""
    generator = _Generator(by_alias=True, ref_template=_DEFINITIONS + "{model}")
    inputs: list[Any] = []
    for model in dict.fromkeys(models):
        model.model_rebuild()  # they are built when first used
        inputs.append((model, "validation", model.__pydantic_core_schema__))
    references, definitions = generator.generate_definitions(inputs)
    names = {
        model: references[model, "validation"]["$ref"].removeprefix(_DEFINITIONS)
        for model, _, _ in inputs
    }
    drawn = {str(name): schema for name, schema in definitions.items()}
    return names, drawn | _shared(drawn.values())


def branches(choices: Mapping[str, Schema], key: str, otherwise: Schema) -> Schema:
    """Return a schema that goes by the word under a key: one branch applies, never several."""
    for word, schema in reversed(list(choices.items())):
        condition = {"required": [key], "properties": {key: {"const": word}}}
        otherwise = {"if": condition, "then": schema, "else": otherwise}
    return otherwise


def _shared(definitions: Iterable[Schema]) -> dict[str, Schema]:
    """Take out of branches the keys that several have alike; return the definitions of these."""
    alike: dict[str, list[tuple[Schema, str]]] = {}
    for properties in chain.from_iterable(map(_branched, definitions)):
        for key, schema in properties.items():
            alike.setdefault(f"{key} {schema}", []).append((properties, key))
    shared: dict[str, Schema] = {}
    for places in (found for found in alike.values() if len(found) > 1):
        properties, key = places[0]
        called = next(name for at in count(1) if (name := f"{key}{at}") not in shared)
        shared[called] = properties[key]
        for each, _ in places:
            each[key] = {"$ref": _DEFINITIONS + called}
    return shared


def _branched(schema: Schema) -> Iterator[Schema]:
    """Yield what stands under ``properties`` in each branch of a schema."""
    while "then" in schema:
        yield schema["then"]["properties"]
        schema = schema["else"]
        if "properties" in schema:
            yield schema["properties"]


class _Generator(GenerateJsonSchema):
    """Draws in Chinese: titles and descriptions are those of the models' fields, no docstrings."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return super().str_schema(schema) | {"type": _SCALAR}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        drawn = super().dict_schema(schema)
        drawn.pop("propertyNames", None)  # any scalar may be a key
        return drawn

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        drawn = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        if drawn.get("description") == getdoc(model):  # English, and for programmers
            del drawn["description"]
        return drawn

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Schema:
        choices = {str(tag): choice for tag, choice in schema["choices"].items()}
        if not all(tag.startswith(TAG) for tag in choices):
            return {"anyOf": [self.generate_inner(choice) for choice in choices.values()]}
        rows = TAG in choices  # rows of a table may go without 计分
        called = CoreRef(f"Any{choices[TAG]['schema_ref']}") if rows else _ANY_MEASURE
        name, reference = self.get_cache_defs_ref_schema(called)
        if name not in self.definitions:
            named = {t.removeprefix(TAG): self._resolved(c) for t, c in choices.items()}
            self.definitions[name] = _indicator(named) if rows else _measure(named)
        return reference

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:
        return value  # keys stand in the order of the forms

    def _resolved(self, schema: core_schema.CoreSchema) -> Schema:
        reference = JsonRef(self.generate_inner(schema)["$ref"])
        return self.get_schema_from_definitions(reference) or {}


def _measure(methods: Mapping[str, Schema]) -> Schema:
    """Return the schema of a measure: a target alone, or a mapping that goes by its 计分.

    Methods without keys of their own share one branch, which a mapping without 计分 takes too.
    """
    usual = min(methods.values(), key=lambda drawn: len(drawn["properties"]))
    word = {**usual["properties"][_METHOD], "enum": list(methods)}
    special: dict[str, Schema] = {}
    for method, drawn in methods.items():
        if drawn["properties"].keys() != usual["properties"].keys():
            special[method] = _branch(drawn, word)
    short: Schema = {**usual["properties"][_TARGET], "title": usual["title"]}
    short["type"] = [*short["type"], "object"]
    return short | branches(special, _METHOD, _branch(usual, word))


def _indicator(methods: Mapping[str, Schema]) -> Schema:
    """Return the schema of a row of a project: plain, or with the keys of its 计分."""
    plain = methods[""]
    word = {**plain["properties"][_METHOD], "enum": [name for name in methods if name]}
    special = {name: _branch(drawn, word) for name, drawn in methods.items() if name}
    kept = {key: plain[key] for key in ("type", "title") if key in plain}
    return kept | branches(special, _METHOD, _branch(plain, word))


def _branch(drawn: Schema, word: Schema) -> Schema:
    """Return a branch that says nothing about a target alone."""
    properties = {**drawn["properties"], _METHOD: word}
    return {k: v for k, v in drawn.items() if k not in ("type", "title")} | {
        "properties": properties
    }
