"""Findings that stand in a template which comes with the program, where nobody can mend them."""

import re

from conftest import Make, Run, found
from documents import overlay

CARD = overlay(on="县区团委-2014")


def test_hint_leads_to_a_template_that_can_be_mended(make: Make, run: Run) -> None:
    root = make({"scorecards/2014/甲.yaml": CARD})

    def hints(file: str) -> dict[str, str]:
        return {f.code: f.hint for f in found(root) if f.place.file == file}

    built_in = hints("<内置>/县区团委-2014.yaml")
    ending = "（内置的改不了，先照抄：tuanscore new 模板 县区团委-2014 --from 县区团委-2014）"
    assert set(built_in) == {"TS406", "TS407", "TS408"}
    assert all(hint.endswith(ending) for hint in built_in.values())
    command = re.findall("tuanscore (.*)）", ending)[0]
    assert run(*command.split(), cwd=root).code == 0
    assert hints("<内置>/县区团委-2014.yaml") == {}
    mendable = {code: hint.removesuffix(ending) for code, hint in built_in.items()}
    assert hints("templates/县区团委-2014.yaml") == mendable
