"""Does any recording bring the analysis down: takes of any kind, damaged in every way, counted.

`python -m benchmarks.analysis.damage [FOLDER] [--takes N]`. FOLDER (or `WOODSHED_REAL`) holds real recordings, at any
depth; where there is none, tones are damaged instead. Each take is cut, clipped, resampled, silenced, drowned in noise,
made tiny, given other channels, or its file is cut off or scribbled on; it is heard with any instrument, target and
metronome. A *crash* is any error but the refusal of a file that cannot be heard; a measure that is left out by
`pipeline.apart` is a fault as well, and counted apart.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from workers.analysis import analyse
from workers.media import ffmpeg
from workers.media.decode import Decoding
from workers.media.errors import MediaError

Sound = np.ndarray
Rng = np.random.Generator
RATE_HZ = 24_000
_SUFFIXES = (".wav", ".ogg", ".mp3", ".flac")
_CODECS = {"webm": ["libopus", "-b:a", "24k"], "m4a": ["aac", "-b:a", "64k"], "mp3": ["libmp3lame", "-b:a", "48k"],
           "flac": ["flac"], "wav": ["pcm_s16le"], "ogg": ["libvorbis"]}  # fmt: skip
_RATES_HZ = (8000, 11025, 16000, 22050, 44100, 48000)
_INSTRUMENTS = (None, "violin", "piano", "guitar", "voice", "drums", "flute", "accordion", "other", "kazoo", "")


def _cut(rng: Rng, sound: Sound) -> Sound:
    return sound[int(rng.integers(len(sound))) :]


def _clipped(_rng: Rng, sound: Sound) -> Sound:
    return np.clip(sound * 10 ** (25 / 20), -1, 1)


def _silent(_rng: Rng, sound: Sound) -> Sound:
    return np.zeros_like(sound)


def _silence_amid(rng: Rng, sound: Sound) -> Sound:
    at = int(rng.integers(len(sound) + 1))
    return np.concatenate([sound[:at], np.zeros(int(rng.uniform(1, 20) * RATE_HZ)), sound[at:]])


def _noise(rng: Rng, sound: Sound) -> Sound:
    return sound * 10 ** (rng.uniform(-60, 0) / 20) + rng.standard_normal(len(sound)) * 0.1


def _tiny(rng: Rng, sound: Sound) -> Sound:
    return sound[: int(rng.integers(1, 3000))]


def _soft(rng: Rng, sound: Sound) -> Sound:
    return sound * 10 ** (rng.uniform(-100, -40) / 20)


def _direct(rng: Rng, sound: Sound) -> Sound:
    return np.clip(sound + rng.uniform(-1, 1), -1, 1)


def _gated(rng: Rng, sound: Sound) -> Sound:
    return sound * (np.arange(len(sound)) // int(rng.integers(200, 20_000)) % 2)


def _constant(rng: Rng, sound: Sound) -> Sound:
    return np.sin(np.arange(len(sound)) * rng.uniform(0.001, 3))


def _as_it_is(_rng: Rng, sound: Sound) -> Sound:
    return sound


DAMAGES: tuple[Callable[[Rng, Sound], Sound], ...] = (
    _as_it_is, _cut, _clipped, _silent, _silence_amid, _noise, _tiny, _soft, _direct, _gated, _constant,
)  # fmt: skip


def _channels(rng: Rng, sound: Sound) -> tuple[Sound, int]:
    """As one channel, two that are alike, cancel each other or are silent by turns, or five."""
    kind = int(rng.integers(6))
    if kind < 2:
        return sound, 1
    others = {2: [sound], 3: [-sound], 4: [np.zeros_like(sound)], 5: [0.5 * sound, -sound, 0 * sound, sound]}[kind]
    return np.stack([sound, *others], axis=1).reshape(-1), 1 + len(others)


def _file(rng: Rng, sound: Sound, folder: Path) -> Path:
    """The sound as a file of any codec, rate and channels; one in five is cut off or scribbled on."""
    suffix = str(rng.choice(list(_CODECS)))
    samples, channels = _channels(rng, sound)
    path, rate = folder / f"take.{suffix}", str(rng.choice(_RATES_HZ))
    raw = ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", str(channels), "-i", "pipe:0"]
    made = [ffmpeg.executable(), "-v", "error", *raw, "-ar", "48000" if suffix == "webm" else rate]
    codec, *how = _CODECS[suffix]
    subprocess.run(
        [*made, "-c:a", codec, *how, "-y", str(path)], input=samples.astype("<f4").tobytes(), check=False,
        capture_output=True,
    )  # fmt: skip
    if path.exists() and rng.random() < 0.2:
        _scribble(rng, path)
    return path


def _scribble(rng: Rng, path: Path) -> None:
    content = bytearray(path.read_bytes())
    if rng.random() < 0.5:
        del content[int(rng.integers(len(content) + 1)) :]
    else:
        for at in rng.integers(len(content) + 1, size=20):
            content[at : at + 3] = rng.bytes(3)
    path.write_bytes(content)


def _source(rng: Rng, files: list[Path]) -> Sound:
    """Some seconds of any recording; of a tone in noise if there are none."""
    seconds = float(rng.uniform(2, 14))
    if not files:
        t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
        return np.sin(2 * np.pi * 220 * 2 ** (rng.integers(0, 24, 9)[(t * 3).astype(int) % 9] / 12) * t) * 0.3
    try:
        whole = np.concatenate([*Decoding(files[int(rng.integers(len(files)))], rate_hz=RATE_HZ), np.zeros(1)])
    except MediaError:
        return np.zeros(RATE_HZ)
    start = int(rng.integers(max(1, len(whole) - int(seconds * RATE_HZ))))
    return np.asarray(whole[start:][: int(seconds * RATE_HZ)], np.float64)


def _click(rng: Rng) -> dict[str, object] | None:
    if rng.random() < 0.7:
        return None
    times_s = np.cumsum(rng.uniform(0.2, 1.5, int(rng.integers(0, 40)))).round(3).tolist()
    grids = [{"start_s": float(rng.uniform(0, 9)), "bpm": float(rng.uniform(20, 400)), "beats": int(rng.integers(90))}]
    return {"times_s": times_s, "grids": grids[: int(rng.integers(2))], "latency_s": float(rng.uniform(0, 0.3))}


class _Faults(logging.Handler):
    """Counts what `pipeline.apart` leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if "left out" in str(record.msg):
            self.left_out[record.getMessage()] += 1


def _hear(rng: Rng, path: Path) -> str:
    """What became of it: heard, refused, or the name of the error and where it was raised."""
    target = float(rng.uniform(20, 400)) if rng.random() < 0.3 else None
    instrument = _INSTRUMENTS[int(rng.integers(len(_INSTRUMENTS)))]
    try:
        analyse(path, target_bpm=target, instrument=instrument, click=_click(rng)).to_json()
    except MediaError:
        return "refused"
    except Exception as error:  # that is what is counted
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}"
    return "heard"


def main() -> int:
    """Damage, listen, count."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.analysis.damage", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("WOODSHED_REAL"))
    parser.add_argument("--takes", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    found = os.walk(args.folder, followlinks=True) if args.folder else ()
    files = sorted(Path(at, name) for at, _, names in found for name in names if name.lower().endswith(_SUFFIXES))
    faults, became, began = _Faults(), Counter[str](), time.process_time()
    logging.getLogger("workers.analysis").addHandler(faults)
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(args.takes):
            rng = np.random.default_rng([args.seed, number])
            damage = DAMAGES[number % len(DAMAGES)]
            end = _hear(rng, _file(rng, damage(rng, _source(rng, files)), Path(temporary)))
            became[end] += 1
            if end not in ("heard", "refused"):
                print(f"take {number} ({damage.__name__[1:]}): {end}", flush=True)
    crashes = args.takes - became["heard"] - became["refused"]
    print(f"{args.takes} takes of {len(files)} recordings, seed {args.seed}: {became['heard']} heard, "
          f"{became['refused']} refused, {crashes} crashes, {faults.left_out.total()} measures left out")  # fmt: skip
    for what, times in faults.left_out.most_common():
        print(f"  {times} × {what}")
    print(f"{time.process_time() - began:.0f} CPU seconds in this process", file=sys.stderr)
    return 1 if crashes or faults.left_out else 0


if __name__ == "__main__":
    sys.exit(main())
