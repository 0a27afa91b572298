"""Sharing work on many files or cards between processes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

K = TypeVar("K")
T = TypeVar("T")

FEWEST = 150
"""Pieces of work from which a second process is worth its start."""
ROUNDS = 8
"""How often a process comes back for more, at least, so that all end at about the same time."""
LARGEST = 60
"""Pieces that a process takes at a time, at most."""


def work(task: Callable[[K], T], names: Sequence[K], jobs: int) -> Iterator[T]:
    """Yield what the task makes of each name, in order, by up to this many processes.

    Processes are forked, so they know all that this one has read by now; where the system cannot
    fork, or where there is little to do, this process does it alone.
    """
    if jobs < 2 or len(names) < FEWEST or sys.platform in ("win32", "darwin"):
        yield from map(task, names)
        return
    from multiprocessing import get_context

    yield task(names[0])  # whatever is loaded on the way is then loaded once for all
    with _deaf():
        pool = get_context("fork").Pool(jobs, _start, (task,))
    with pool:
        batch = max(1, min(LARGEST, len(names) // (jobs * ROUNDS)))
        yield from pool.imap(_do, names[1:], batch)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let Ctrl+C wait: a process that is just being born would fail over it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_task: Callable[[Any], object]


def _start(task: Callable[[Any], object]) -> None:
    """Note the task of this process; whoever waits for it answers to Ctrl+C, not it itself."""
    global _task  # noqa: PLW0603 - one per process, handed over by fork
    _task = task
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(name: object) -> object:
    return _task(name)
