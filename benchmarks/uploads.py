"""Films from twenty people at once, each cut off on the way and resumed: whether all of them arrive whole.

    python -m benchmarks.uploads [--people 20] [--megabytes 50]

Against real PostgreSQL, Redis and S3, by the services that the API calls and by presigned addresses, as devices send.
Five minutes of film are some 450 MB; what a megabyte costs is the same in a shorter one.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from uuid import UUID

import httpx

from benchmarks.jobs import database, somebody

T = TypeVar("T")
CUT_OFF = 3
"""So often each is cut off, at parts by chance; what was being sent then is lost."""


def main() -> int:
    """Send them all and print how it went; 1 when one didn't arrive as it was sent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=50)
    told = parser.parse_args()
    with database():
        return _measured(told.people, told.megabytes * 1_000_000)


def _measured(people: int, size: int) -> int:
    senders = [somebody(0) for _ in range(people)]
    began = time.monotonic()
    with ThreadPoolExecutor(people) as pool:
        whole = list(pool.map(lambda one: _sent(one, size), enumerate(senders)))
    took = time.monotonic() - began
    print(f"{sum(whole)} of {people} films of {size / 1e6:.0f} MB whole, each cut off {CUT_OFF} times, in {took:.0f} s")
    print(f"{people * size / 1e6 / took:.0f} MB/s in all")
    return int(not all(whole))


def _sent(one: tuple[int, UUID], size: int) -> bool:
    """Send one film through all its interruptions; whether S3 has just what was sent."""
    from practice_app.services.recordings import uploads
    from practice_app.services.recordings.drafts import Completion, RecordingDraft
    from practice_app.services.shared import storage

    number, who = one
    chance = random.Random(number)
    body = chance.randbytes(size)
    draft = RecordingDraft(kind="video", mime_type="video/mp4", keep=True, bytes=size)
    recording, _ = _patiently(lambda: uploads.start(who, _session_of(who), draft))
    for stretch in range(CUT_OFF + 1):
        _send_some(who, recording.id, body, chance if stretch < CUT_OFF else None)
        again = draft.model_copy(update={"id": recording.id})
        _patiently(partial(uploads.start, who, recording.session_id, again))  # as a device does that comes back
    digest = hashlib.sha256(body).hexdigest()
    done = _patiently(lambda: uploads.complete(who, recording.id, Completion(bytes=size, sha256=digest)))
    with TemporaryDirectory(prefix="woodshed-bench-") as folder:
        return storage.download(done.object_key, Path(folder) / "film") == digest


def _send_some(who: UUID, recording_id: UUID, body: bytes, chance: random.Random | None) -> None:
    """Send the parts that S3 hasn't, all of them or, with ``chance``, about a third, and half of another."""
    from practice_app.services.recordings import uploads
    from practice_app.services.shared import parts
    from practice_app.settings import get_settings

    there = {part.number for part in _patiently(lambda: uploads.uploaded(who, recording_id))}
    missing = [n for n in range(1, parts.count(len(body)) + 1) if n not in there]
    wanted = missing if chance is None else missing[: 1 + len(missing) // 3]
    if not wanted:
        return
    for signed in _patiently(lambda: uploads.sign(who, recording_id, wanted, "")):
        address = signed.url.replace("/_s3", get_settings().s3_endpoint_url, 1)
        part = body[(signed.number - 1) * parts.PART_SIZE : signed.number * parts.PART_SIZE]
        if chance and signed.number == wanted[-1]:
            _cut_off(address, part)
            return
        httpx.put(address, content=part, timeout=300).raise_for_status()


def _cut_off(address: str, part: bytes) -> None:
    """Begin to send a part and fall silent in the middle of it."""

    def half() -> Iterator[bytes]:
        yield part[: len(part) // 2]
        raise httpx.WriteError("the network went away")

    try:
        httpx.put(address, content=half(), headers={"Content-Length": str(len(part))}, timeout=60)
    except httpx.HTTPError:
        return


def _patiently(do: Callable[[], T]) -> T:
    """Ask again while there is no room just now, as a device does that is told 503."""
    from practice_app.errors import Unavailable

    for _ in range(60):
        try:
            return do()
        except Unavailable:
            time.sleep(1)
    return do()


def _session_of(who: UUID) -> UUID:
    from sqlalchemy import text

    from practice_app.database import system_transaction

    with system_transaction() as db:
        return UUID(str(db.scalar(text("SELECT id FROM practice_sessions WHERE user_id = :who"), {"who": who})))


if __name__ == "__main__":
    raise SystemExit(main())
