"""What listening costs: `python -m benchmarks.listening [MINUTES ...]`.

A synthesised violin phrase with rests, encoded as a browser records it (Opus, 48 kbit/s, WebM), is analysed by the
command line in a process of its own. Wall time, CPU seconds of it and its ffmpeg together, and the peak memory of the
larger of the two come from the kernel (wait4). One line of Markdown per length, for docs/performance.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from workers.media import ffmpeg

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cost:
    """What one analysis cost."""

    minutes: float
    wall_s: float
    cpu_s: float
    peak_mb: float
    played_s: float

    def line(self) -> str:
        """A row of the table."""
        per_minute = self.cpu_s / self.minutes
        return (
            f"| {self.minutes:g} min | {self.wall_s:.1f} | {self.cpu_s:.1f} | {per_minute:.2f} | {self.peak_mb:.0f} |"
        )


def recording(folder: Path, minutes: float) -> Path:
    """A recording of that length: one minute of music over and over."""
    wav, out = folder / "minute.wav", folder / f"{minutes:g}.webm"
    if not wav.exists():
        # In another process: a child's peak begins at the size of the one that started it.
        subprocess.run([sys.executable, "-m", "tests.sounds", "violin", str(wav)], check=True, cwd=ROOT)
    loop = ["-stream_loop", "-1", "-i", str(wav), "-t", str(minutes * 60)]
    encode = ["-c:a", "libopus", "-b:a", "48k", "-live", "1", "-y", str(out)]
    subprocess.run([ffmpeg.executable(), "-v", "error", *loop, *encode], check=True)
    return out


def measure(path: Path, minutes: float) -> Cost:
    """Analyse in a child and ask the kernel what it took."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        command = [sys.executable, "-m", "workers.analysis", str(path), "--target-bpm", "96", "--json"]
        child = subprocess.Popen(command, stdout=out, cwd=ROOT)
        _, status, used = os.wait4(child.pid, 0)
        wall_s = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"the analysis ended with {child.returncode}")
        out.seek(0)
        played_s = json.load(out)["played_s"]
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Cost(minutes, wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, played_s)


def main() -> None:
    """Measure each length and print the table and the ratio of memory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.listening", description=__doc__)
    parser.add_argument("minutes", nargs="*", type=float, default=[5, 60])
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = [measure(recording(Path(folder), minutes), minutes) for minutes in args.minutes]
    if args.json:
        print(json.dumps([asdict(cost) for cost in costs]))
        return
    print("| recording | wall s | CPU s | CPU s per minute | peak MB |\n|---|---|---|---|---|")
    print("\n".join(cost.line() for cost in costs))
    print(f"\nMemory, longest to shortest: {costs[-1].peak_mb / costs[0].peak_mb:.2f} times")


if __name__ == "__main__":
    main()
