"""How much processor time and memory a server takes, all of its processes together, on Linux."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
PARENT, USER, CHILDREN_SYSTEM = 1, 11, 14
"""Places in /proc/PID/stat behind the name of the program (proc_pid_stat(5))."""


def seconds_of(pid: int) -> float:
    """Processor time of a process, of those it started, and of those of them that ended."""
    return sum(
        sum(map(int, _fields(one)[USER : CHILDREN_SYSTEM + 1])) / TICKS for one in family(pid)
    )


def megabytes_of(pid: int) -> float:
    """Memory of a process and those it started; what they share is divided among them."""
    return sum(_proportional(one) for one in family(pid)) / 1024


def family(pid: int) -> list[int]:
    """A process and all of its descendants that are running."""
    children: dict[int, list[int]] = {}
    for one in _running():
        if fields := _fields(one):
            children.setdefault(int(fields[PARENT]), []).append(one)
    members, waiting = list[int](), [pid]
    while waiting:
        members.append(one := waiting.pop())
        waiting += children.get(one, [])
    return members


def _running() -> Iterator[int]:
    return (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal())


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended
        return []


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
