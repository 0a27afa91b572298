"""Who, when, and what was said."""

from tuanscore.git.commits import Commit

SHAPES: dict[type, str] = {Commit: "id=digest author date=when subject"}
