"""Finding the modules of a room, so that a new file is all that a new thing needs."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """Import every public module of the dotted package and of those in it, ordered by name."""
    found: list[ModuleType] = []
    for module in sorted(iter_modules(import_module(package).__path__), key=lambda m: m.name):
        name = f"{package}.{module.name}"
        if not module.name.startswith("_"):
            found += modules(name) if module.ispkg else (import_module(name),)
    return tuple(found)


@cache
def packages(package: str) -> tuple[ModuleType, ...]:
    """Import the packages in the dotted package, but not what is in them, ordered by name."""
    found = iter_modules(import_module(package).__path__)
    return tuple(import_module(f"{package}.{m.name}") for m in found if m.ispkg)


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
