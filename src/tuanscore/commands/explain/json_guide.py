"""What a code means."""

from tuanscore.commands.explain.report import Guide

LINE = (
    "code=manual.code name=manual.name severity default_severity=manual.severity fixed"
    " sentence=manual.sentence"
)
"""What a list says of a code."""

SCHEMA = "tuanscore.check/1"
SHAPES = {Guide: f"{LINE} why=manual.why fail=manual.fail pass=manual.passes"}
