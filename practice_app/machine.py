"""What this process may use of the machine: a container's limits, where there are some (cgroup v2 and v1)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
OURS = Path("/proc/self/cgroup")
_UNLIMITED_MB = 2**40
"""Version 1 writes "no limit" as a number near 2^63; whatever is above a machine's reach is none."""


@dataclass(frozen=True)
class Share:
    """So many processors, perhaps half a one, and so much memory; ``None``: all there is."""

    processors: float
    memory_mb: float | None = None

    @property
    def whole(self) -> int:
        """How many processes may be busy at once: one for each processor, begun ones too."""
        return max(1, ceil(self.processors))

    def processes(self, each_mb: float, least: int = 1, most: int | None = None) -> int:
        """How many processes of this size there is room and time for."""
        fit = self.whole if most is None else min(self.whole, most)
        fit = max(least, fit)
        return fit if self.memory_mb is None else max(1, min(fit, int(self.memory_mb // each_mb)))


def share(cgroups: Path = CGROUPS, ours: Path = OURS, processors: int | None = None) -> Share:
    """Tell what we may use: the least that any group we are in says, and never more than the machine has."""
    found = list(_groups(cgroups, ours))
    quotas = [quota for group in found if (quota := _quota(group)) is not None]
    memories = [memory for group in found if (memory := _memory_mb(group)) is not None]
    return Share(min([float(processors or _processors()), *quotas]), min(memories, default=None))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _groups(cgroups: Path, ours: Path) -> Iterator[Path]:
    """Every folder that limits us: that of our group and those above it, of each hierarchy.

    In a container a path is often the host's, which isn't there to be seen: then the hierarchy's root is our group.
    """
    for line in _read(ours).splitlines():
        _, _, told = line.partition(":")
        controllers, _, path = told.partition(":")
        roots = {cgroups / controllers, *(cgroups / one for one in controllers.split(","))}
        for root in roots:
            group = root / path.strip("/")
            yield from (one for one in (group, *group.parents) if one == root or root in one.parents)


def _quota(group: Path) -> float | None:
    """How many processors: version 2 says it in one file, version 1 in two."""
    quota, _, period = _read(group / "cpu.max").partition(" ")
    quota, period = quota or _read(group / "cpu.cfs_quota_us"), period or _read(group / "cpu.cfs_period_us")
    if not (quota.isdecimal() and period.isdecimal() and int(period)):
        return None
    return int(quota) / int(period)


def _memory_mb(group: Path) -> float | None:
    told = _read(group / "memory.max") or _read(group / "memory.limit_in_bytes")
    return int(told) / 2**20 if told.isdecimal() and int(told) / 2**20 < _UNLIMITED_MB else None


def _read(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""
