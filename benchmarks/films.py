"""What a kept film costs: thirty seconds of 1080p30 from what a phone sends to all that is made of it.

    python -m benchmarks.films [--seconds 30]

Without S3 and database: only ffmpeg, as `workers.prepare_film` calls it. Wall time is of the machine as it is; on a
busy one processor time counts. Memory is the largest of any single process.
"""

import argparse
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from workers.media import ffmpeg, film, pictures, rendition, stills

MOST_S, MOST_MB = 30.0, 600


def main() -> int:
    """Make everything of one film and print what each part took; 1 when it is more than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    with tempfile.TemporaryDirectory(prefix="woodshed-bench-") as name:
        return measured(Path(name), parser.parse_args().seconds)


def measured(folder: Path, seconds: int) -> int:
    """Time each part; the source is noisy, so that it is no easier to code than a room filmed by hand."""
    came, made = folder / "came.mp4", folder / "film.mp4"
    _phone(came, seconds)
    found = film.source(came)
    part = film.part(seconds / 6, seconds * 5 / 6, film.RATE_HZ)
    print(f"{came.stat().st_size / 1e6:.0f} MB of {seconds} s came")
    total = _timed("film", lambda: film.make(came, found, made))
    seen = pictures.look(made)
    total += _timed("small pictures", lambda: stills.sprite(made, seen, folder / "sprite"))
    total += _timed("six seconds", lambda: stills.preview(made, seen, folder / "preview"))
    total += _timed("poster", lambda: stills.poster(made, seen, folder / "poster"))
    total += _timed("outline", lambda: rendition.outline(made, folder / "outline"))
    print(f"{'all of a film':16}{total:7.1f} s")
    _timed("two thirds, for others", lambda: film.cut(made, part, folder / "part.mp4"))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process {most:.0f} MB (at most {MOST_MB}); at most {MOST_S:.0f} s on two idle cores")
    return int(most > MOST_MB)


def _phone(path: Path, seconds: int) -> None:
    moving = f"testsrc2=size=1920x1080:rate=30:duration={seconds},noise=alls=12:allf=t"
    tone = f"sine=frequency=440:duration={seconds}"
    coded = [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-b:v",
        "12M",
        "-g",
        "250",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
    ]
    given = ["-f", "lavfi", "-i", moving, "-f", "lavfi", "-i", tone]
    command = [ffmpeg.executable(), "-v", "error", "-y", *given, *coded, "-c:a", "aac", str(path)]
    subprocess.run(command, check=True, timeout=600)


def _timed(name: str, do: Callable[[], object]) -> float:
    """Do it, and print wall time and processor time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    do()
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:16}{took:7.1f} s{cpu:8.1f} s of a processor")
    return took


if __name__ == "__main__":
    raise SystemExit(main())
