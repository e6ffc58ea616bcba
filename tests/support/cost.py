"""What work costs, told so that other work on the machine matters little: CPU time of this thread, memory.

Speed is measured by `bench/`. What is tested here is growth: work that multiplies with the size of a page
would let one page stop a crawl.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TRIES = 6


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this thread that the work takes."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def check_growth(
    small: Callable[[], object], large: Callable[[], object], *, at_most: float, noise: float = 0.01
) -> None:
    """Fails if the large work costs more than `at_most` times the small one, however often they are compared.

    Who else works on the machine shares its caches, so one bad comparison says little: the first good one
    of six decides. Work that multiplies has none. Less than `noise` seconds count as `noise`.
    """
    ratios: list[float] = []
    while len(ratios) < TRIES:
        least = max(cpu_seconds(small), noise)
        ratios.append(cpu_seconds(large) / least)
        if ratios[-1] <= at_most:
            return
    raise AssertionError(
        f"costs {', '.join(f'{ratio:.1f}' for ratio in ratios)} times as much, expected at most {at_most}"
    )


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Fails if the work within takes more CPU time; for what would take minutes without its bound."""
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    assert took < seconds, f"took {took:.1f} s of CPU time, expected less than {seconds}"


def most_memory(process: int) -> float:
    """The most memory that a process has held so far, in MB; 0 when it is gone, or where there is no /proc.

    Not `ru_maxrss`: a child begins with its parent's.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0
