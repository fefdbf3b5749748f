"""Build the pages, when what they are made from has changed since the last build."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from practice_app.embedded.home import ROOT
from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF
from practice_app.run.step import run_step

PAGES = ROOT / ".web" / "build" / "client"
STAMP = ROOT / ".web" / "build" / "made-from"
LOG = ROOT / "build" / "frontend.log"

_MADE_FROM = ("practice_app", "assets")
_MADE_FROM_FILES = ("rxconfig.py", "requirements.txt", "reflex.lock/bun.lock", "tools/package-lock.json")
# What runs on the server only, and what a build writes by itself.
_NOT_MADE_FROM = ("practice_app/embedded", "practice_app/run", "practice_app/server", "assets/external")
_KEYS = ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEYS", "METRICS_TOKEN", "SMTP_", "VAPID_", "SENTRY_", "OTEL_", "CDN_")
_NOT_TO_BUILD_WITH = ("DATABASE_", "S3_", "AWS_", "REDIS_URL", "RCLONE_", *_KEYS)
_NOT_SUFFIXES = {".pyc", ".mo"}


class BuildError(RuntimeError):
    """The pages could not be built."""


def fingerprint() -> str:
    """A hash of everything that the pages are made from."""
    told = hashlib.sha256()
    for file in sources():
        told.update(f"{file.relative_to(ROOT)}\0".encode())
        told.update(hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def sources() -> Iterator[Path]:
    """Every file that the pages are made from, in a fixed order."""
    for name in _MADE_FROM_FILES:
        yield ROOT / name
    outside = tuple(str(ROOT / name) + os.sep for name in _NOT_MADE_FROM)
    for folder in _MADE_FROM:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and file.suffix not in _NOT_SUFFIXES and not str(file).startswith(outside):
                yield file


def is_built() -> bool:
    """Whether the last build was made from what is here now."""
    return (PAGES / "index.html").exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def build(environ: Mapping[str, str]) -> bool:
    """Build unless that is done; answers whether it had to. One build at a time in a checkout."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "frontend.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if is_built():
            return False
        STAMP.unlink(missing_ok=True)
        wanted = fingerprint()
        with _unchanged(ROOT / "reflex.lock" / "package.json"):
            _export(environ)
        STAMP.write_text(wanted)
        return True


@contextmanager
def _unchanged(file: Path) -> Iterator[None]:
    """Reflex writes this file anew in a form of its own; put it back when it says the same."""
    before = file.read_bytes()
    yield
    if file.read_bytes() != before and json.loads(file.read_bytes()) == json.loads(before):
        file.write_bytes(before)


def _export(environ: Mapping[str, str]) -> None:
    """Let Reflex compile and bun build, with the packages that reflex.lock names."""
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    if run_step(command, environment(environ), LOG):
        raise BuildError(f"The pages could not be built. The end of {LOG}:\n{end_of(LOG)}")


def end_of(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-25:])


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """No server is needed to build, so none is named, nor any key; packages come from where this machine gets them."""
    kept = {name: value for name, value in environ.items() if not name.startswith(_NOT_TO_BUILD_WITH)}
    kept["SECRET_KEY"] = "0" * 64
    kept.setdefault("NODE_USE_SYSTEM_CA", "1")
    kept["PATH"] = os.pathsep.join((str(ROOT / "build" / "bin"), environ.get("PATH", "/usr/bin:/bin")))
    kept |= KEEPS_TO_ITSELF
    if registry := _npm_registry(kept):
        kept.setdefault("NPM_CONFIG_REGISTRY", registry)
    return kept


def _npm_registry(environ: Mapping[str, str]) -> str:
    """Where npm is configured to get its packages on this machine; Reflex would guess by latency."""
    binaries = ROOT / "build" / "bin"
    asked = subprocess.run(
        [binaries / "node", (binaries / "npm-cli.js").resolve(), "config", "get", "registry"],
        cwd=ROOT / "tools",
        env=dict(environ),
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
