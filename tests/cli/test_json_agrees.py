"""What stands side by side in JSON agrees with itself and with what is printed for people."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import simplejson

from conftest import Make, Run

pytestmark = pytest.mark.repeated

PROJECT = "130303210YA09YBACA1M9"
CENT = Decimal("0.01")
LIGHTS = {"green": "绿", "yellow": "黄", "red": "红"}
COUNTED = {**LIGHTS, "off": "不亮灯"}


def both(run: Run, root: Path, *words: str) -> tuple[Any, str, int]:
    """Return what a command says in JSON, what it prints on a wide page, and its exit code."""
    ran = run(*words, "--format", "json", cwd=root)
    printed = run(*words, cwd=root, env={"COLUMNS": "400"})
    assert ran.code == printed.code
    return simplejson.loads(ran.out, use_decimal=True), printed.out, ran.code


def nodes(top: Any) -> Iterator[Any]:
    """Yield every part of a scored tree."""
    if isinstance(top, dict):
        if "level" in top:
            yield top
        for value in top.values():
            yield from nodes(value)
    elif isinstance(top, list):
        for value in top:
            yield from nodes(value)


def span(low: Decimal, high: Decimal) -> str:
    """Return what a figure is printed as; a 0 at the lower end stands alone."""
    if low == high:
        return f"{low:.2f}"
    return f"{low:.2f}–{high:.2f}" if low else f"0–{high:.2f}"


def grades(possible: list[str]) -> str:
    """Return what grades are printed as: in JSON the best comes first, in print the worst."""
    return possible[0] if len(possible) == 1 else f"{possible[-1]}–{possible[0]}"


@pytest.mark.parametrize(
    "words",
    [
        ("2014", "--org", "苍溪"),
        ("2014", "--org", "苍溪", "--as-of", "2014-06-30"),
        ("2014", "--org", "旺苍"),
        ("2021", "--project", PROJECT),
    ],
)
def test_score(words: tuple[str, ...], run: Run, shipped: Path) -> None:
    figures, printed, _ = both(run, shipped, "score", *words)
    low, high = figures["low"], figures["high"]
    assert figures["score"] == (low if low == high else None)
    assert f"{span(low, high)} / {figures['full']:.2f}" in printed
    rates = [(100 * end / figures["full"]).quantize(CENT, ROUND_HALF_UP) for end in (low, high)]
    assert [figures["rate"]["low"], figures["rate"]["high"]] == rates
    assert f"等次 {grades(figures['grades'])}" in printed
    if "year_end" in figures:
        today = figures["to_date"]
        assert [today[key] for key in ("low", "high", "grades")] == [low, high, figures["grades"]]
        assert today["high"] <= figures["year_end"]["high"]
        assert f"到今天（{today['day']}）" in printed
        ahead = figures["year_end"]
        assert span(ahead["low"], ahead["high"]) in printed
    parts = list(nodes(figures))
    assert parts
    for part in parts:
        assert part["score"] == (part["low"] if part["low"] == part["high"] else None)
        actual = part.get("actual")
        if actual is not None:
            counts = actual["claimed"] if actual["reviewed"] is None else actual["reviewed"]
            assert counts is None or actual["text"] == counts
            if part["level"] in ("measure", "indicator"):  # opinions have a row each
                assert actual["text"] in printed
    missing = [part["name"] for part in parts if part["state"] == "未报" and "method" in part]
    assert all(name in figures["missing"] for name in missing)


def test_ranking(run: Run, shipped: Path) -> None:
    told, printed, _ = both(run, shipped, "score", "2014")
    lines = told["ranking"]
    assert len(lines) > 3
    for line in lines:
        others = [other for other in lines if other is not line]
        assert line["rank"] == {
            "best": 1 + sum(other["low"] > line["high"] for other in others),
            "worst": 1 + sum(other["high"] > line["low"] for other in others),
        }
        shown = next(text for text in printed.splitlines() if f" {line['short_name']} " in text)
        assert span(line["low"], line["high"]) in shown
        assert grades(line["grades"]) in shown


@pytest.mark.parametrize("gate", ["差", "优", "1", "149.99", "50%", "99.99%"])
@pytest.mark.parametrize("org", [(), ("--org", "苍溪")])
def test_gate(gate: str, org: tuple[str, ...], run: Run, shipped: Path) -> None:
    told, printed, code = both(run, shipped, "score", "2014", *org, "--fail-under", gate)
    said = told["gate"]
    assert said["fail_under"] == gate
    assert said["met"] is (code == 0) is (not said["short"])
    assert (f"要求 {gate}：都达到了" in printed) is said["met"]
    assert all(f"{one['org']}：{one['reason']}" in printed for one in said["short"])


def grown(standing: Any, way: Any) -> Any:
    return standing["score"] + sum(step["gain"] for step in way["steps"])


@pytest.mark.parametrize("to", ["差", "中", "良", "优"])
def test_plan(to: str, run: Run, shipped: Path) -> None:
    told, printed, code = both(run, shipped, "plan", "苍溪", "--year", "2014", "--to", to)
    assert told["reachable"] is (code == 0)
    ways = [way for way in (told["cheapest"], told["fewest"]) if way is not None]
    assert bool(ways) is told["reachable"]
    assert told["gap"] == max(told["needed"] - told["now"]["score"], Decimal(0))
    assert told["there"] is (told["gap"] == 0)
    assert ("不用再做什么" in printed) is told["there"]
    for way in ways:
        assert way["reached"]["score"] == grown(told["now"], way)
        assert way["reached"]["score"] >= told["needed"] or told["there"]
        costs = [Fraction(step["cost"]["exact"]) for step in way["steps"]]
        assert Fraction(way["cost"]["exact"]) == sum(costs)
        for step in () if told["there"] else way["steps"]:
            was = step["was"] or "未报"
            assert f"{step['measure']}：{was} → {step['value']}" in printed
            assert f"，加 {step['gain']:.2f} 分" in printed
    for measure in told["measures"]:
        assert (measure["why_not"] is None) is bool(measure["options"])
        assert measure["next"] is None or measure["next"] in measure["options"]
        gains = [option["gain"] for option in measure["options"]]
        assert gains == sorted(gains)


@pytest.mark.parametrize(
    "words",
    [
        ("苍溪", "--year", "2014"),
        ("苍溪", "--year", "2014", "--as-of", "2014-06-30"),
        (PROJECT,),
        (PROJECT, "--as-of", "2021-06-30"),
    ],
)
def test_progress(words: tuple[str, ...], run: Run, shipped: Path) -> None:
    told, printed, _ = both(run, shipped, "progress", *words)
    elapsed = told["elapsed"]
    percent = (Decimal(100 * elapsed["passed"]) / elapsed["days"]).quantize(CENT, ROUND_HALF_UP)
    assert elapsed["percent"] == percent
    assert f"时间进度 {percent:.2f}%（{elapsed['as_of']}，" in printed
    lights = Counter(line["light"] or "off" for line in told["lines"])
    assert {key: count for key, count in told["counts"].items() if count} == lights
    for key, count in lights.items():
        assert re.search(rf"{COUNTED[key]} {count}(?!\d)", printed)
    assert told["overdue"] == [line["name"] for line in told["lines"] if line["overdue"]]
    day = date.fromisoformat(elapsed["as_of"])
    for line in told["lines"]:
        assert line["met"] is not True or not line["overdue"]
        if line["kind"] == "more" and line["done"] is not None:
            assert line["met"] is (line["done"] >= 100)
        if line["days_left"] is not None:
            assert line["days_left"] == (date.fromisoformat(line["deadline"]) - day).days
        if line["change"] is not None:
            assert [line["change"]["from"], line["change"]["to"]] == line["history"][-2:]
        if line["history"]:
            assert line["history"][-1]["actual"] == line["actual"]
        shown = [text for text in printed.splitlines() if f" {line['name']} " in text]
        assert any(line["rule"] in text for text in shown)
    for event in told.get("events", ()):
        assert f"{event['kind']} {event['name']}：{event['text']}" in printed
    for month in told.get("plan", ()):
        if month["gap"] is not None:
            assert month["gap"] == month["rate"] - month["planned"]


@pytest.mark.parametrize(
    "words", [("苍溪", "旺苍"), ("苍溪", "利州"), ("旺苍", "苍溪")], ids="→".join
)
def test_diff(words: tuple[str, str], run: Run, shipped: Path) -> None:
    told, printed, _ = both(run, shipped, "diff", *words, "--year", "2014")
    assert told["changes"]
    for change in told["changes"]:
        old, new = change["old"], change["new"]
        assert old != new
        for place, words_there in (("old_place", old), ("new_place", new)):
            assert (change[place] is None) is (words_there is None)
        if change["difference"] is not None:
            numbers = [Decimal(re.findall(r"\d+(?:\.\d+)?", text)[0]) for text in (old, new)]
            assert change["difference"] == numbers[1] - numbers[0]
            share = 100 * change["difference"] / numbers[0]
            assert change["percent"] == share.quantize(CENT, ROUND_HALF_UP)
        if change["kind"] == "target":
            shown = [text for text in printed.splitlines() if f" {change['measure']} " in text]
            assert any((old or "没有") in text and (new or "没有") in text for text in shown)
        elif change["kind"] != "punctuation":
            assert (change["item"] or change["category"] or change["section"]) in printed


def test_verification(run: Run, shipped: Path) -> None:
    assert run("score", "2014", "--org", "苍溪", "--receipt", "凭据.json", cwd=shipped).code == 0
    told, printed, code = both(run, shipped, "verify", "凭据.json")
    assert (told["agrees"], code, told["input"], told["score"]) == (True, 0, None, None)
    assert "√ 一致" in printed
    report = shipped / "scorecards/2014/完成情况/苍溪.yaml"
    text = report.read_text(encoding="utf-8")
    assert text.count("自评: 19, 审核: 18") == 1
    report.write_text(text.replace("自评: 19, 审核: 18", "自评: 19, 审核: 17"), encoding="utf-8")
    told, printed, code = both(run, shipped, "verify", "凭据.json")
    assert (told["agrees"], code) == (False, 1)
    assert told["input"] == told["inputs"][0]
    assert told["score"] == told["scores"][0]
    for change in told["inputs"]:
        assert f"{change['what']} {change['name']}" in printed
        assert change["expected"] != change["now"]
    for change in told["scores"]:
        assert f"{change['what']} {change['name']}：凭据 {change['expected']}，" in printed
        assert change["expected"] != change["now"]


def test_findings(run: Run, make: Make, shipped: Path) -> None:
    make({"scorecards/2013/坏.yaml": "类型: 目标绩效指标\n单位: 共青团坏县委\n简称：坏\n"})
    told, printed, code = both(run, shipped, "validate")
    assert code == 1
    severities = Counter(finding["severity"] for finding in told["findings"])
    assert {key: count for key, count in told["counts"].items() if count} == severities
    assert severities["error"] > 0
    for finding in told["findings"]:
        assert finding["code"] in printed
        assert finding["message"] in printed
