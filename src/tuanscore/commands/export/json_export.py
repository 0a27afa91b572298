"""The table of a year as a list of rows."""

from tuanscore.commands.export.report import COLUMNS, Export, Row

SCHEMA = "tuanscore.export/1"
SHAPES = {Export: "year rows unscored", Row: " ".join(COLUMNS)}
