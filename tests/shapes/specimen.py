"""What the program says of a specimen: its scores by name, its findings, its printed form.

A specimen is a folder ``tests/shapes/<shape>/`` laid out like a repository. Its right answers stand
in ``tests/shapes/test_<shape>.py``, worked out from the document's own rule.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from conftest import Ran, Run

HERE = Path(__file__).parent


def scored(run: Run, shape: str, *asked: str) -> dict[str, Any]:
    """Return what ``score --format json`` says."""
    ran = run("score", *asked, "--format", "json", cwd=HERE / shape)
    assert ran.code == 0, ran.out + ran.err
    told: dict[str, Any] = json.loads(ran.out, parse_float=Decimal)
    return told


def scores(told: dict[str, Any]) -> dict[str, str]:
    """Return the score of every line by its name, as ``9.40``, or ``9.00–12.00`` where open.

    Of lines with the same name the first is by its name alone, the next as ``name#2``.
    """
    found: dict[str, str] = {}
    for node in _nodes(told):
        low, high = f"{node['low']:.2f}", f"{node['high']:.2f}"
        name, number = node["name"], 1
        while name in found:
            number += 1
            name = f"{node['name']}#{number}"
        found[name] = low if low == high else f"{low}–{high}"
    return found


def found(run: Run, shape: str) -> list[tuple[str, str, int]]:
    """Return code, file name and line of every finding of ``validate``, in printed order."""
    ran: Ran = run("validate", "--format", "json", cwd=HERE / shape)
    assert ran.code in (0, 1), ran.err
    return [
        (told["code"], Path(told["place"]["file"]).name, told["place"]["line"])
        for told in json.loads(ran.out)["findings"]
    ]


def _nodes(told: Any) -> Iterator[dict[str, Any]]:
    if isinstance(told, dict):
        if {"name", "low", "high", "state"} <= told.keys():
            yield told
        for value in told.values():
            yield from _nodes(value)
    elif isinstance(told, list):
        for value in told:
            yield from _nodes(value)
