"""Finding the modules of a room, so that a new file is all that a new thing needs."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """Import every public module of the dotted package, in the order of their names."""
    path = import_module(package).__path__
    names = sorted(m.name for m in iter_modules(path) if not m.name.startswith("_"))
    return tuple(import_module(f"{package}.{name}") for name in names)


@cache
def named(package: str, attribute: str) -> dict[str, ModuleType]:
    """Map the attribute that modules of the package name themselves by to the module.

    Modules without it are what the others of the room share.
    """
    return {
        getattr(module, attribute): module
        for module in modules(package)
        if hasattr(module, attribute)
    }
