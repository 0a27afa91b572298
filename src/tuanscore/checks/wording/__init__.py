"""TS6xx: the printed words of a document against its own numbers, year and place."""

from tuanscore.model.base import Kind

LOOKS_AT = Kind
