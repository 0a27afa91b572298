"""A short slice of the fuzz of office files, in this process."""

from __future__ import annotations

from random import Random

import pytest

from fuzz.office import damaged, inputs, outcome
from fuzz.papers import changed, papers
from thorough import times
from tuanscore.commands.intake.meaning import headings
from tuanscore.commands.intake.meaning.recognising import recognise


@pytest.mark.repeated
def test_a_slice_of_damaged_office_files() -> None:
    files = inputs()
    came = {outcome(*damaged(Random(f"1/{case}"), files)) for case in range(times(60))}
    assert "读了" in came
    assert len(came) > 3


@pytest.mark.repeated
def test_a_slice_of_changed_tables() -> None:
    known, all_papers = headings.known(), papers()
    for case in range(times(60)):
        random = Random(f"1/{case}")
        recognise(changed(random, random.choice(all_papers)), known)
