"""Performance scorecards as plain YAML: validated, scored, compared and printed."""

__version__ = "0.1.0"
