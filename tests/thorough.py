"""How many made-up cases a test tries: what fits the test command, or so many times as much.

``pytest --thorough 20`` asks for twenty times as many everywhere.
"""

TIMES = 1
"""What `conftest` was asked for, before any test is read."""


def times(count: int) -> int:
    """Return how many cases to try where the test command tries so many."""
    return count * TIMES
