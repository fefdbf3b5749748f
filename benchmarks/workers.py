"""How many workers hold "heard within a minute": a model from measured times, and real workers beside it.

    python -m benchmarks.workers --monthly 50000                    the model alone, seconds
    python -m benchmarks.workers --check 1000 --minutes 6           real workers for a fiftieth of these people

The model is a day of takes by an hour's curve (12 in a hundred come in the busiest hour), lengths spread lognormally
about twenty minutes, each heard by whichever process is free. The check lets a day's busiest six hours go by in six
minutes, with takes that are as much shorter, before a real worker, and compares what it took with what the model says
of the very same takes.
"""

import argparse
import heapq
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import httpx

from benchmarks.jobs import services, somebody
from practice_app.ids import new_id
from tests import sounds
from tests.stack import ROOT, Stack

HOURS = (4, 2, 1, 1, 2, 5, 12, 20, 22, 22, 24, 26, 26, 26, 34, 50, 76, 96, 114, 112, 96, 78, 56, 26)
"""How much of a day's music is made in each of its hours; the busiest has 12 in a hundred."""
TAKES_A_MONTH, MEDIAN_MIN, SPREAD = 10, 20.0, 0.7
START_S, PER_MINUTE_S = 0.3, 0.68
"""CPU seconds of one take, and of each of its minutes (docs/performance.md), on one of these cores."""
WITHIN_S, SHARE = 60.0, 95
DAYS = 3
BUSIEST = slice(16, 22)
NEAR = 0.2
CALIBRATING = (0.1, 0.3, 0.9, 2.7) * 3
WAIT_FOR_S = 300.0


@dataclass(frozen=True)
class Take:
    """A recording: when it came, in seconds since the beginning, and how many minutes it has."""

    at_s: float
    minutes: float


@dataclass(frozen=True)
class Pace:
    """How long a process takes for one."""

    start_s: float = START_S
    per_minute_s: float = PER_MINUTE_S

    def of(self, take: Take) -> float:
        """The seconds that this one takes."""
        return self.start_s + self.per_minute_s * take.minutes


def day(takes: float, chance: random.Random, hours: slice = slice(None), quicker: float = 1) -> Iterator[Take]:
    """Let a day's takes come, each hour's evenly by chance; ``quicker``: time and takes are so many times shorter."""
    for place, weight in enumerate(HOURS[hours]):
        at = float(place)
        rate = takes * weight / sum(HOURS)
        while (at := at + chance.expovariate(rate)) < place + 1:
            minutes = MEDIAN_MIN * math.exp(chance.gauss(0, SPREAD))
            yield Take(at * 3600 / quicker, min(minutes, 180) / quicker)


def heard_s(takes: list[Take], processes: int, pace: Pace) -> list[float]:
    """How long after it came each is heard, by the first process that is free."""
    free = [0.0] * processes
    took = []
    for take in takes:
        ended = max(heapq.heappop(free), take.at_s) + pace.of(take)
        heapq.heappush(free, ended)
        took.append(ended - take.at_s)
    return took


def within(values: list[float], percent: int = SHARE) -> float:
    """The seconds within which so many of a hundred are heard."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def model(monthly: int, pace: Pace) -> int:
    """Print what some numbers of processes hold; give the least that is enough."""
    takes_a_day = monthly * TAKES_A_MONTH / 30
    chance = random.Random(1)
    days = [list(day(takes_a_day, chance)) for _ in range(DAYS)]
    work_h = sum(pace.of(take) for takes in days for take in takes) / DAYS / 3600
    busiest = max(HOURS) / sum(HOURS) * work_h
    print(f"{monthly} people a month, {takes_a_day:.0f} takes and {work_h:.1f} core hours a day")
    print(f"  in the busiest hour {busiest:.1f} at once")
    enough = 0
    for processes in range(max(1, math.floor(busiest)), math.ceil(busiest) * 2 + 4):
        top = [seconds for takes in days for seconds in _busiest(takes, processes, pace)]
        enough = enough or (processes if within(top) <= WITHIN_S else 0)
        half, most = within(top, 50), within(top)
        print(f"  {processes:3d} processes: in the busiest hour half within {half:.0f} s, 95 % within {most:.0f} s")
        if enough and processes > enough:
            break
    return enough


def _busiest(takes: list[Take], processes: int, pace: Pace) -> list[float]:
    top = HOURS.index(max(HOURS)) * 3600
    took = heard_s(takes, processes, pace)
    return [seconds for take, seconds in zip(takes, took, strict=True) if top <= take.at_s < top + 3600]


@contextmanager
def worker(processes: int, stack: Stack) -> Iterator[None]:
    """A real worker, with no web process."""
    options = ("--queues", "default,analysis", "--concurrency", str(processes), "--loglevel", "WARNING")
    command = [sys.executable, "-m", "celery", "--app", "workers.app:app", "worker", *options]
    env = os.environ | {"REDIS_URL": stack.redis_url}
    with subprocess.Popen([*command, "--without-gossip", "--without-mingle"], cwd=ROOT, env=env) as running:
        try:
            yield
        finally:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(20)


def send(who: UUID, session: UUID, body: bytes) -> UUID:
    """Bring a recording as a device does, but for the web process: what S3 didn't take is begun afresh."""
    from practice_app.services.recordings import uploads
    from practice_app.services.recordings.drafts import Completion, RecordingDraft

    draft = RecordingDraft(id=new_id(), kind="audio", mime_type="audio/wav", bytes=len(body))
    for fresh in (False, True, True):
        recording, _ = uploads.start(who, session, draft.model_copy(update={"fresh": fresh}))
        with suppress(httpx.HTTPError):
            _send_parts(who, recording.id, body)
            uploads.complete(who, recording.id, Completion(bytes=len(body)))
            return recording.id
    raise RuntimeError("S3 took a recording not even the third time")


def _send_parts(who: UUID, recording: UUID, body: bytes) -> None:
    from practice_app.services.recordings import uploads
    from practice_app.services.shared.parts import PART_SIZE
    from practice_app.settings import get_settings

    count = -(-len(body) // PART_SIZE)
    for part in uploads.sign(who, recording, list(range(1, count + 1)), ""):
        address = part.url.replace("/_s3", get_settings().s3_endpoint_url, 1)
        piece = body[(part.number - 1) * PART_SIZE : part.number * PART_SIZE]
        httpx.put(address, content=piece, timeout=60).raise_for_status()


def sessions_of(people: int) -> list[tuple[UUID, UUID]]:
    """Make people, each with a session to bring takes to."""
    from sqlmodel import select

    from practice_app.database import system_transaction
    from practice_app.models import PracticeSession

    made = [somebody(0) for _ in range(people)]
    with system_transaction() as db:
        rows = db.exec(select(PracticeSession.user_id, PracticeSession.id)).all()
    return [(who, session) for who, session in rows if who in set(made)]


def jobs_ended(ids: list[UUID]) -> dict[UUID, tuple[float, float]]:
    """Wait until all are heard; of each the seconds from when it came, and those it was worked on."""
    from sqlmodel import col, select

    from practice_app.database import system_transaction
    from practice_app.models import Job

    deadline = time.monotonic() + WAIT_FOR_S
    while True:
        with system_transaction() as db:
            rows = db.exec(select(Job).where(col(Job.recording_id).in_(ids))).all()
            db.expunge_all()
        if all(row.status == "done" for row in rows) or time.monotonic() > deadline:
            break
        time.sleep(1)
    return {
        row.recording_id: (
            (row.updated_at - row.created_at).total_seconds(),
            (row.updated_at - (row.claimed_at or row.created_at)).total_seconds(),
        )
        for row in rows
        if row.recording_id and row.status == "done"
    }


@lru_cache
def _played() -> sounds.Recording:
    return sounds.violin(180.0)


def sound(minutes: float) -> bytes:
    """A violin for so long."""
    played = _played()
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        some = played.samples[: int(max(1.0, minutes * 60) * played.rate)]
        return sounds.write_wav(Path(file.name), some, played.rate).read_bytes()


def calibrated(people: list[tuple[UUID, UUID]]) -> Pace:
    """Measure how long a real worker takes for short and longer ones, each alone."""
    took = []
    for who, length in zip(people, CALIBRATING, strict=False):
        name = send(*who, sound(length))
        took.append(jobs_ended([name])[name][0])
    slope, start = statistics.linear_regression(CALIBRATING[2:], took[2:])  # the first two warm it up
    pace = Pace(max(0.0, start), max(0.01, slope))
    print(f"one alone: {pace.start_s:.2f} s and {pace.per_minute_s:.2f} s a minute, from its arrival to its end")
    return pace


def check(monthly: int, minutes: float, processes: int) -> bool:
    """Let real workers hear the busiest hours; whether the model came near."""
    quicker = 360 / minutes
    takes = list(day(monthly * TAKES_A_MONTH / 30, random.Random(2), BUSIEST, quicker))
    bodies = [sound(take.minutes) for take in takes]
    with services() as stack, worker(processes, stack):
        people = sessions_of(max(len(takes), len(CALIBRATING)))
        pace = calibrated(people)
        began, ids = time.monotonic(), []
        for take, body, who in zip(takes, bodies, people, strict=False):
            time.sleep(max(0.0, began + take.at_s - time.monotonic()))
            ids.append(send(*who, body))
        found = jobs_ended(ids)
    seen = [found[name][0] for name in ids if name in found]
    said = heard_s(takes, processes, pace)
    print(
        f"{len(takes)} takes of {sum(take.minutes for take in takes):.0f} minutes in {minutes:.0f}, {len(seen)} heard"
    )
    worked, paced = statistics.mean(found[name][1] for name in found), statistics.mean(map(pace.of, takes))
    print(f"  each is worked on for {worked:.2f} s; one alone, of the same lengths, for {paced:.2f} s")
    near = True
    for what, measure in (("on average", statistics.mean), ("95 %", within)):
        real, modelled = measure(seen), measure(said)
        near = near and abs(real - modelled) <= NEAR * real
        print(f"  {what} within {real:.2f} s; the model says {modelled:.2f} s ({100 * (modelled / real - 1):+.0f} %)")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    return near and len(seen) == len(takes)


def main() -> int:
    """Ask the model, or see how near it is; 1 when it is not."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--monthly", type=int, default=50_000)
    options.add_argument("--check", type=int, metavar="MONTHLY")
    options.add_argument("--minutes", type=float, default=6)
    options.add_argument("--processes", type=int, default=1)
    chosen = options.parse_args()
    if chosen.check:
        return 0 if check(chosen.check, chosen.minutes, chosen.processes) else 1
    print(f"enough: {model(chosen.monthly, Pace())} processes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
