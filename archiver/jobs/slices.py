"""Slices of an archive read by local processes, for the one process that writes.

Each worker has a pipe of its own and nothing else of its parent's: when the parent is killed, the pipe ends
and so does the worker. The answers come in the order of the tasks.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from archiver.archive.replay.looks import Looked, Reader, Sites, Task, in_place, look_at
from archiver.errors import ArchiverError, StorageError

#: So many tasks wait at each worker: one is being done, one is there when it is finished.
_AHEAD = 2


@contextmanager
def readers(folder: Path, load: Callable[[], Sites], jobs: int) -> Iterator[Reader]:
    """How tasks are done with `jobs` processes; with one, in this process.

    `load` gives the sites; it is a function of a module, because each worker calls it for itself.
    """
    if jobs <= 1:
        yield in_place(folder, load())
        return
    # Not a fork: a worker must hold neither the archive's lock nor a connection to its database.
    context = multiprocessing.get_context("spawn")
    workers: list[tuple[SpawnProcess, Connection]] = []
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            worker = context.Process(target=_work, args=(theirs, folder, load), daemon=True)
            worker.start()
            theirs.close()
            workers.append((worker, ours))
        yield lambda tasks: _shared([pipe for _, pipe in workers], tasks)
    finally:
        for _, pipe in workers:
            pipe.close()
        for worker, _ in workers:
            worker.join(1)
            if worker.is_alive():
                worker.terminate()
                worker.join()


def _shared(pipes: list[Connection], tasks: Iterable[Task]) -> Iterator[Looked]:
    """The tasks, dealt out in turn."""
    sent: deque[Connection] = deque()
    rest = iter(tasks)
    for place in range(len(pipes) * _AHEAD):
        _send(pipes[place % len(pipes)], rest, sent)
    while sent:
        pipe = sent.popleft()
        try:
            answer = pipe.recv()
        except EOFError as error:
            raise StorageError(
                "a process that read slices has died; run the command again: it goes on where it was. "
                "If it dies again: --jobs 1"
            ) from error
        _send(pipe, rest, sent)
        if isinstance(answer, str):
            raise StorageError(answer)
        yield answer


def _send(pipe: Connection, rest: Iterator[Task], sent: deque[Connection]) -> None:
    task = next(rest, None)
    if task is not None:
        pipe.send(task)
        sent.append(pipe)


def _work(pipe: Connection, folder: Path, load: Callable[[], Sites]) -> None:
    """What a worker does, until the pipe ends."""
    sites = load()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: Looked | str = look_at(folder, task, sites)
        except ArchiverError as error:
            answer = str(error)
        try:
            pipe.send(answer)
        except (BrokenPipeError, KeyboardInterrupt):
            return
