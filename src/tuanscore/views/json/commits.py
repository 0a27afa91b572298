"""Who, when, and what was said."""

from tuanscore.history.commits import Commit

SHAPES: dict[type, str] = {Commit: "id=digest author date=when subject"}
