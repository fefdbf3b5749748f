"""Recordings written the way a browser writes them, in a house whose caches are fresh."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice_app.services.shared import queue, storage
from practice_app.services.shared.redis import client as redis_client
from tests import sounds
from tests.services.people import person, session, take
from tests.sounds import Recording, write_wav
from tests.workers.takes import row
from workers.media import ffmpeg


@pytest.fixture
def house(clean_database):
    for cached in (storage.client, redis_client, queue._sender):
        cached.cache_clear()
    redis_client().flushdb()
    yield
    for cached in (storage.client, redis_client, queue._sender):
        cached.cache_clear()


@pytest.fixture
def ann(house):
    return person("Ann")


@pytest.fixture
def practised(ann):
    return session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC), instrument="violin", target_bpm=96)


@pytest.fixture
def recorded(ann, practised, opus):
    """Queue a recording of these bytes or of a short phrase; gives its id."""

    def make(content=None, **more):
        recording_id = take(practised, ann, "queued", **more)
        body = content if content is not None else opus(sounds.violin(6.0)).read_bytes()
        storage.put(row(recording_id).object_key, body, "audio/webm")
        return recording_id

    return make


@pytest.fixture
def told(house):
    """What open pages are told from now on."""
    channel = redis_client().pubsub(ignore_subscribe_messages=True)
    channel.psubscribe("woodshed:events:*")
    channel.get_message(timeout=1)

    def heard(recording_id):
        """Other workers of this run publish too: channels know no database numbers."""
        messages = iter(lambda: channel.get_message(timeout=1), None)
        events = [json.loads(message["data"]) for message in messages]
        return [(e["topic"], e["payload"]["status"]) for e in events if e["subject"] == str(recording_id)]

    yield heard
    channel.close()


@pytest.fixture
def encoded(tmp_path: Path) -> Callable[..., Path]:
    """Write a sound as `name`, through ffmpeg with further options when it is not a WAV file."""

    def write(recording: Recording, name: str, *options: str) -> Path:
        wav = write_wav(tmp_path / f"{name}.wav", recording.samples, recording.rate)
        if name.endswith(".wav") and not options:
            return wav.rename(tmp_path / name)
        out = tmp_path / name
        subprocess.run(
            [ffmpeg.executable(), "-v", "error", "-y", "-i", str(wav), *options, str(out)], check=True, timeout=60
        )
        return out

    return write


@pytest.fixture
def opus(encoded: Callable[..., Path]) -> Callable[[Recording], Path]:
    """Write a sound as Chromium's MediaRecorder does: Opus in WebM, live, without a duration."""
    return lambda recording: encoded(recording, "take.webm", "-c:a", "libopus", "-b:a", "48k", "-live", "1")
