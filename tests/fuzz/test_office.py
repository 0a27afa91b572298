"""A short slice of the fuzz of office files, in this process."""

from __future__ import annotations

from random import Random

import pytest

from fuzz.office import damaged, inputs, outcome
from thorough import times


@pytest.mark.repeated
def test_a_slice_of_damaged_office_files() -> None:
    files = inputs()
    came = {outcome(*damaged(Random(f"1/{case}"), files)) for case in range(times(60))}
    assert "读了" in came
    assert len(came) > 3
