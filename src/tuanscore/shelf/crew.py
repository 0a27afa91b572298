"""Sharing work on many files or cards between processes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

K = TypeVar("K")
T = TypeVar("T")

FEWEST = 150
"""Pieces of work from which a second process is worth its start."""
MOST = 16
"""Processes from which one more is of no use: this one has to take in what all of them bring."""
EACH = 75
"""Pieces that there must be for each process."""
SMALLEST, LARGEST = 5, 60
"""Pieces that a process takes at a time: fewer and fewer, so that all end at about one time."""
_SIZE = 4
"""Bytes in which the number of a batch is written."""
LOOK_UP = 10
"""Pieces after which this process takes in what the others have brought."""


def work(task: Callable[[K], T], names: Sequence[K], jobs: int) -> Iterator[T]:
    """Yield what the task makes of each name, in order, by up to this many processes.

    The others are forked, so they know all that this one has read by now; elsewhere than on Linux,
    or where there is little to do, this process does it alone. What another one does not
    bring, be it that it met an error or was killed, this one does again: errors are raised here.
    """
    if jobs < 2 or len(names) < FEWEST or sys.platform != "linux":
        yield from map(task, names)
        return
    yield task(names[0])  # whatever is loaded on the way is then loaded once for all
    batches = tuple(_batches(names[1:], jobs))
    due = 0
    with _helpers(task, batches, min(jobs, MOST, len(names) // EACH) - 1) as helpers:
        while due < len(batches):
            mine = helpers.turns.take()
            if mine < len(batches):
                helpers.done[mine] = list(_between(helpers, map(task, batches[mine])))
            elif not helpers.take_in(wait=True) and due not in helpers.done:
                helpers.done[due] = list(map(task, batches[due]))
            while due in helpers.done:
                yield from helpers.done.pop(due)
                due += 1


def _batches(names: Sequence[K], jobs: int) -> Iterator[Sequence[K]]:
    start = 0
    while start < len(names):
        size = max(SMALLEST, min(LARGEST, (len(names) - start) // (jobs * 3)))
        yield names[start : start + size]
        start += size


def _between(helpers: _Helpers[T], results: Iterator[T]) -> Iterator[T]:
    """Pass results on; now and then take in the others', who wait for it once they have many."""
    for count, result in enumerate(results, 1):
        yield result
        if count % LOOK_UP == 0:
            helpers.take_in(wait=False)


class _Turns:
    """Which batch is next: their numbers in a file in memory, in which all processes read on.

    To read is to move on for all; there is no lock that a killed process could keep.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._file = os.memfd_create("turns")
        os.write(self._file, b"".join(number.to_bytes(_SIZE, "little") for number in range(count)))
        os.lseek(self._file, 0, os.SEEK_SET)

    def take(self) -> int:
        """Return the number of the next batch; the count of all where none is left."""
        number = os.read(self._file, _SIZE)
        return int.from_bytes(number, "little") if number else self._count

    def close(self) -> None:
        os.close(self._file)


class _Helpers(Generic[T]):
    """The other processes, as this one sees them."""

    def __init__(self, turns: _Turns) -> None:
        self.turns = turns
        self.done: dict[int, list[T]] = {}
        """What the batches came to, of those that are done and not passed on yet."""
        self.busy: list[Connection] = []

    def take_in(self, *, wait: bool) -> bool:
        """Take in results, of each process those of one batch; say whether any may still come."""
        from multiprocessing.connection import wait as ready

        if not self.busy:
            return False  # to wait for nobody would take forever
        for connection in cast("list[Connection]", ready(self.busy, None if wait else 0)):
            try:
                index, results = connection.recv()
            except (EOFError, OSError):  # it has ended, if need be in the middle of a message
                self.busy.remove(connection)
                connection.close()
            else:
                self.done[index] = results
        return bool(self.busy)


@contextmanager
def _helpers(
    task: Callable[[K], T], batches: Sequence[Sequence[K]], count: int
) -> Iterator[_Helpers[T]]:
    """Start so many processes that help; none of them outlives this."""
    from multiprocessing import get_context

    context = get_context("fork")
    helpers = _Helpers[T](_Turns(len(batches)))
    processes: list[ForkProcess] = []
    try:
        for _ in range(count):
            ours, theirs = context.Pipe(duplex=False)
            arguments = (task, batches, helpers.turns, [*helpers.busy, ours], theirs)
            process = context.Process(target=_help, args=arguments, daemon=True)
            with _deaf():
                process.start()
                processes.append(process)
                helpers.busy.append(ours)
            theirs.close()
    except OSError:  # too many processes or open files: what is left is needed to read with
        _end(processes, helpers)
    try:
        yield helpers
    finally:
        _end(processes, helpers)
        helpers.turns.close()


def _end(processes: list[ForkProcess], helpers: _Helpers[Any]) -> None:
    """End what has been started; what it held is done again."""
    while processes:
        processes[-1].terminate()
        processes.pop().join()
    while helpers.busy:
        helpers.busy.pop().close()


def _help(
    task: Callable[[K], T],
    batches: Sequence[Sequence[K]],
    turns: _Turns,
    others: Sequence[Connection],
    connection: Connection,
) -> None:
    """Do batches until there are none left, or nobody who waits for them.

    Whoever waits answers to Ctrl+C and to errors.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:  # ends to read from: once the last is closed, nobody can be sent anything
        other.close()
    with suppress(Exception):
        while (mine := turns.take()) < len(batches):
            connection.send((mine, list(map(task, batches[mine]))))


@contextmanager
def _deaf() -> Iterator[None]:
    """Let Ctrl+C wait: a process that is just being born would fail over it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
