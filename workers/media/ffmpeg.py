"""The one place that knows how to call ffmpeg: which binary, and what a stranger's file may make it do."""

import fcntl
import os
import select
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from workers import children
from workers.media.errors import MediaError

# Containers that hold recordings. Playlists and scripts (hls, concat, image sequences, …) are left out:
# they make ffmpeg open other files. https://ffmpeg.org/ffmpeg-formats.html#Format-Options
FORMATS = (
    "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,wav,w64,flac,mp3,ogg,aac,aiff,caf,avi,asf,mpeg,mpegts,flv,amr,au,wv,"
    "ac3,eac3,dts,dtshd,truehd,mlp,tta,ape,mpc,mpc8,tak,loas,dsf,iff,voc"
)
MAX_ALLOCATION = 256 * 1024 * 1024  # bytes; a header that asks for more is a lie
_MOST_MEMORY = 4 * 1024**3  # bytes of addresses for one ffmpeg, as many as a whole analyser may have
_ERROR_TEXT_KEPT = 2_000
_LARGEST_PIPE = 1 << 20  # what Linux grants everybody
_AT_A_TIME = 1 << 16


class TooSlow(Exception):
    """An ffmpeg did not come to its end in time."""


@cache
def executable() -> str:
    """The ffmpeg to use: `FFMPEG` when set, else the one that came as a Python wheel."""
    if configured := os.environ.get("FFMPEG"):
        return configured
    from imageio_ffmpeg import get_ffmpeg_exe

    return str(get_ffmpeg_exe())


def reading(path: Path, from_s: float = 0.0) -> list[str]:
    """The front half of every command: quiet, no network, no other files, one thread per decoder; from a time on."""
    begin = ["-ss", f"{from_s:.6f}"] if from_s else []
    safe = ["-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS, "-max_alloc", str(MAX_ALLOCATION)]
    return [
        executable(), "-nostdin", "-hide_banner", "-v", "error", "-threads", "1",
        *safe, *begin, "-i", f"file:{path.resolve()}",
    ]  # fmt: skip


def on_its_clock(rate_hz: int) -> str:
    """The filter that gives a file's sound from the file's own second 0 on, in one channel or two.

    Where it begins late, or leaves out 0.1 s or more, is silence, as in a browser's player. The rate is settled first,
    so that a gap costs little memory; one of over 23 minutes in stereo is a damage.
    https://ffmpeg.org/ffmpeg-resampler.html (async, first_pts, min_hard_comp)
    """
    shape = "channel_layouts=mono|stereo"
    return f"aformat=sample_rates={rate_hz}:{shape},aresample=async=1:first_pts=0,aformat={shape}"


def _bound(pid: int) -> None:
    """Never let it take all the memory, whoever started it; where the system can say so to a running process."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        resource.prlimit(pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


class Process:
    """A running ffmpeg whose standard error is kept short and whose end is certain."""

    def __init__(self, command: Sequence[str], ahead: int = 0, kept: int = _ERROR_TEXT_KEPT) -> None:
        """Run it; it may write so many bytes ahead of who reads, where the system lets a pipe be so large.

        So many characters of what it says on its standard error are kept.
        """
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=children.environment(),
        )
        _bound(self._process.pid)
        if ahead and hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):
                fcntl.fcntl(self.output, fcntl.F_SETPIPE_SZ, min(ahead, _LARGEST_PIPE))
        self._errors, self._kept = b"", kept
        self._drain = threading.Thread(target=self._read_errors, daemon=True)
        self._drain.start()

    @property
    def output(self) -> BinaryIO:
        """What ffmpeg writes, unbuffered."""
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]

    @property
    def errors(self) -> str:
        """The first lines ffmpeg complained with; complete after `wait`."""
        return self._errors.decode(errors="replace").strip()

    def lines(self, patience_s: float) -> Iterator[bytes]:
        """What it writes, line by line, to the end; raises TooSlow when that takes longer than so many seconds."""
        pipe, rest = self.output.fileno(), b""
        deadline = time.monotonic() + patience_s
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([pipe], [], [], left)
            told = os.read(pipe, _AT_A_TIME) if ready else b""
            if ready and not told:
                return
            *lines, rest = (rest + told).split(b"\n")
            yield from lines
        raise TooSlow

    def wait(self, timeout_s: float = 30.0) -> int:
        """The exit status; one that does not end in time is killed."""
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._drain.join(timeout_s)
        return self._process.wait()

    def kill(self) -> None:
        """End it now and leave no zombie and no open pipe."""
        self._process.kill()
        self._process.wait()
        self._drain.join(5)
        self.output.close()

    def _read_errors(self) -> None:
        stream = self._process.stderr
        assert stream is not None
        with stream:
            while chunk := stream.read(4096):
                self._errors = (self._errors + chunk)[: self._kept]


def reached_s(line: bytes) -> float | None:
    """How far it has come, of a line that `-progress` writes; none where the line says something else."""
    name, _, value = line.partition(b"=")
    return int(value) / 1e6 if name == b"out_time_us" and value.isdigit() else None


def run(command: Sequence[str], timeout_s: float) -> None:
    """Run a command to its end; raises MediaError when it fails or takes longer than `timeout_s` seconds."""
    with tempfile.TemporaryFile() as errors:
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                timeout=timeout_s, check=False, env=children.environment(),
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            raise MediaError(f"ffmpeg did not finish within {timeout_s:.0f} s.") from late
        if done.returncode:
            errors.seek(0)
            raise MediaError(errors.read(_ERROR_TEXT_KEPT).decode(errors="replace").strip() or "ffmpeg failed.")
