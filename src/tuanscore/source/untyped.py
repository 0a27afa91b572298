"""ruamel.yaml without types: every scalar stays the text that was written.

Its round trip otherwise reads 2014-02-30 as a day (and fails), 010 and 1_000 as numbers. Import
this module only where a file is rewritten: ruamel costs a third of the program's start-up.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from tuanscore.source.lines import ONLY_TO_YAML

Layout = tuple[int, int, int]
"""Indentation of mappings, of sequences, and of the dash within a sequence's."""

_TEXT, _NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
# A number as people write it; 010, 1_000, 1e5, 0x1F, 12:30 and the words are read as something else
# by other programs.
_PLAIN_NUMBER = re.compile(r"(0|[1-9][0-9]{0,14})(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOKS_TYPED = re.compile(
    r"[-+.]?[0-9][-+0-9_.,:eExXoObBa-fA-FTZ ]*"
    r"|[-+]?\.(inf|nan)|~|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
# Plain texts that YAML 1.2 allows in braces and libyaml does not.
_ONLY_IN_1_2 = re.compile(r"^[?:-]|:[,?\[\]{}]")


class _Resolver(VersionedResolver):
    """Takes every plain scalar for text, and nothing for nothing."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and implicit[0]:
            return Tag(suffix=_TEXT if value else _NOTHING)
        return super().resolve(kind, value, implicit)


class _Written(str):
    """A text that stood in the file without quotes."""

    __slots__ = ()


class _Constructor(RoundTripConstructor):
    """Remembers which texts stood without quotes, so that they get none."""

    def construct_scalar(self, node: Any) -> Any:
        value = super().construct_scalar(node)
        return _Written(value) if type(value) is str else value


class _Emitter(Emitter):
    """Writes nothing as nothing, in braces too, where a blank must follow the colon."""

    def choose_scalar_style(self) -> Any:
        if self.event.value == "" and self.event.tag == _NOTHING:
            if self.flow_level:
                self.write_indicator("", need_whitespace=True)
            return ""
        return super().choose_scalar_style()


class _Representer(RoundTripRepresenter):
    """Writes what a change put in."""

    def represent_new_text(self, text: str) -> Any:
        typed = _LOOKS_TYPED.fullmatch(text) and not _PLAIN_NUMBER.fullmatch(text)
        quoted = typed or _ONLY_IN_1_2.search(text)
        style = "'" if quoted else None
        if any(char in text for char in ONLY_TO_YAML):  # ruamel would end a line there
            style = '"'
        return self.represent_scalar(_TEXT, text, style=style)

    def represent_written(self, text: _Written) -> Any:
        return self.represent_scalar(_TEXT, str(text))

    def represent_plainly(self, value: Any) -> Any:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return self.represent_scalar(_TEXT, text)

    def represent_nothing(self, _: None) -> Any:
        return self.represent_scalar(_NOTHING, "")


_Representer.add_representer(str, _Representer.represent_new_text)
_Representer.add_representer(_Written, _Representer.represent_written)
_Representer.add_representer(type(None), _Representer.represent_nothing)
for _type in (bool, int, Decimal, date):
    _Representer.add_representer(_type, _Representer.represent_plainly)


def load(text: str, layout: Layout) -> tuple[YAML, Any]:
    """Return a document that can be changed, and what it is dumped with."""
    yaml = YAML()
    yaml.Resolver, yaml.Constructor = _Resolver, _Constructor
    yaml.Representer, yaml.Emitter = _Representer, _Emitter
    yaml.preserve_quotes = True
    yaml.width = 10**6
    mapping, sequence, offset = layout
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    return yaml, yaml.load(text)


def dump(yaml: YAML, document: Any) -> str:
    """Return the text of a document."""
    stream = StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()
