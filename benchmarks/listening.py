"""What listening costs: `python -m benchmarks.listening [MINUTES ...]`.

A synthesised violin phrase with rests, encoded as a browser records it (Opus, 48 kbit/s, WebM), is analysed by the
command line in a process of its own. Wall time, CPU seconds of it and its ffmpeg together, and the peak memory of the
larger of the two come from the kernel (wait4). One line of Markdown per length, for docs/performance.md. Then how long
a warm worker's job takes in which there is next to nothing to hear: a tenth of a second, from asking to the answer.
With `--beside`, the shortest recording also through `benchmarks.straightforward`, which needs librosa.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from workers import isolated
from workers.media import ffmpeg

ROOT = Path(__file__).resolve().parents[1]
_BETWEEN_JOBS_S = 2.0  # in which the next listener gets ready


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


def start_s(folder: Path) -> float:
    """How long a warm worker's job takes in which there is next to nothing to hear: the middle of seven."""
    take = recording(folder, 0.1 / 60).rename(folder / "take")
    taken = []
    for _ in range(7):
        isolated.get_ready()
        time.sleep(_BETWEEN_JOBS_S)
        begun = time.perf_counter()
        isolated.hear(folder, isolated.Ask(take.name, 96.0, "violin", keep=False), lambda: True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def beside(folder: Path, ours: Cost) -> str:
    """How much more of the processor a straightforward pipeline takes for the same sound; it gets it decoded."""
    loop = ["-stream_loop", "-1", "-i", str(folder / "minute.wav"), "-t", str(ours.minutes * 60)]
    wav = folder / "beside.wav"
    subprocess.run([ffmpeg.executable(), "-v", "error", *loop, "-y", str(wav)], check=True)
    child = subprocess.Popen([sys.executable, "-m", "benchmarks.straightforward", str(wav)], cwd=ROOT)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        return "A straightforward pipeline could not be measured."
    cpu_s = used.ru_utime + used.ru_stime
    return (
        f"A straightforward pipeline: {cpu_s:.0f} CPU s for {ours.minutes:g} min, {cpu_s / ours.cpu_s:.0f} times ours"
    )


def main() -> None:
    """Measure each length and print the table, the ratio of memory and how soon a job begins."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.listening", description=__doc__)
    parser.add_argument("minutes", nargs="*", type=float, default=[5, 60])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--beside", action="store_true", help="a librosa pipeline too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = [measure(recording(Path(folder), minutes), minutes) for minutes in args.minutes]
        begins_s = start_s(Path(folder))
        other = beside(Path(folder), costs[0]) if args.beside else ""
    if args.json:
        print(json.dumps([asdict(cost) for cost in costs]))
        return
    print("| recording | wall s | CPU s | CPU s per minute | peak MB |\n|---|---|---|---|---|")
    print("\n".join(cost.line() for cost in costs))
    print(f"\nMemory, longest to shortest: {costs[-1].peak_mb / costs[0].peak_mb:.2f} times")
    print(f"A warm worker's job with nothing to hear, from asking to the answer: {begins_s:.2f} s\n{other}")


if __name__ == "__main__":
    main()
