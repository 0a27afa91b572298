"""Files that come with the program: found in the wheel or, when editable, beside pyproject.toml."""

from functools import cache
from pathlib import Path


@cache
def templates() -> Path:
    """Return the folder of the built-in templates."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"
