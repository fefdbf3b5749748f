"""Real films, which lie in a folder of whoever measures and not here: people who do not bow, and people who do."""

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.analysis.bow.films import Camera, Floats
from workers.media import ffmpeg

FPS = 30.0
_WIDTH, _LONGEST_S = 640, 9.0
_DARKEST, _LIGHTEST = 2, 98  # percentiles


@dataclass(frozen=True)
class Source:
    """A repository with films of rooms in which people walk, talk, gesture or play, and none bows."""

    place: str
    licence: str
    films: tuple[str, ...]


@dataclass(frozen=True)
class Bowing:
    """A film of somebody who bows, and what is said of it; when strokes turn, told by eye, where that can be told."""

    place: str
    instrument: str
    what: str
    turns_s: tuple[float, ...] = ()
    silent: bool = False


SOURCES = (
    Source("intel-iot-devkit/sample-videos", "CC BY 4.0", ("asl_gestures/*.mkv", "one-by-one-person-detection.mp4")),
    Source("MaskVAT/maskvat.github.io", "none stated: measured only", (
        "videos/ch[ei]*.mp4", "videos/conga.mp4", "videos/drums_gt.mp4", "videos/girl*.mp4", "videos/pipa.mp4",
        "videos/t*gt.mp4", "videos/typewriter.mp4", "videos/video-drums.mp4",
    )),
    Source("vm250aecc/Missao-Instrumental", "none stated: measured only", (
        "adufe.mp4", "cavaquinho.mp4", "flauta.mp4", "gaita.mp4", "viola.mp4",
    )),
)  # fmt: skip
BOWED = (
    Bowing(
        "MaskVAT/maskvat.github.io/videos/violin.mp4", "violin",
        "a room, the player fills the picture, the sound is a machine's",
        (1.03, 1.95, 2.82, 3.97, 4.62, 5.12, 5.50, 6.38),
    ),
    Bowing("MaskVAT/maskvat.github.io/videos/cello.mp4", "cello", "a stage, the bow leaves the picture"),
    Bowing("MaskVAT/maskvat.github.io/videos/erhu_gt.mp4", "violin", "an erhu on a stage, far away"),
    Bowing(
        "whsh97IT/Violin_Player_Pose_Estimation/dataset/S004S/cam0#017.avi", "violin",
        "a dim room, silent, far away; in the repository's history", silent=True,
    ),
    Bowing("vm250aecc/Missao-Instrumental/rabeca.mp4", "violin", "an old film with cuts, fiddlers close up"),
    Bowing("littlebluecrab/littlebluecrab.github.io/cello.mp4", "cello", "across a gymnasium"),
    Bowing("alexktaylor/MeliRox/public/Vids/violin.mp4", "violin", "a walking camera, stage lights"),
)  # fmt: skip


class Footage:
    """A film as grey pictures, played forth and back."""

    def __init__(self, path: Path) -> None:
        shape = ["-vf", f"fps={FPS:g},scale='min({_WIDTH},iw)':-2,crop=iw:'min(ih,480)'", "-t", f"{_LONGEST_S:g}"]
        command = [ffmpeg.executable(), "-v", "error", "-threads", "1", "-i", str(path), *shape]
        pictures = subprocess.run([*command, "-c:v", "pgm", "-f", "image2pipe", "-"], capture_output=True, check=True)
        width, height = (int(number) for number in pictures.stdout.split(maxsplit=3)[1:3])
        head = len(pictures.stdout[:32].split(b"255", 1)[0]) + 4
        frames = np.frombuffer(pictures.stdout, np.uint8).reshape(-1, head + width * height)
        self._frames = frames[:, head:].reshape(-1, height, width)

    def at(self, time_s: float) -> Floats:
        """The picture at a time."""
        last = len(self._frames) - 1
        number = int(max(0.0, time_s) * FPS) % max(1, 2 * last)
        return self._frames[number if number <= last else 2 * last - number].astype(np.float32)

    def camera(self, rng: np.random.Generator) -> Camera:
        """One with pictures of that size; what shakes, and most of what is grainy, is in the film."""
        height, width = self._frames.shape[1:]
        exposure, codec = float(rng.uniform(0.15, 0.8)), str(rng.choice(["vp8", "h264"]))
        return Camera(width, height, FPS, noise=1.0, exposure=exposure, codec=codec)

    @property
    def light(self) -> tuple[float, float]:
        """From which grey to which it goes."""
        dark, bright = np.percentile(self._frames[:: max(1, len(self._frames) // 8), ::4, ::4], (_DARKEST, _LIGHTEST))
        return float(dark), float(bright)


def folder() -> Path | None:
    """Where public repositories lie as `owner/name`."""
    named = os.environ.get("WOODSHED_REAL")
    return Path(named) if named else None


@cache
def films(place: Path) -> tuple[Path, ...]:
    """The films of people who do not bow, one of each source in turn."""
    several = [[path for form in one.films for path in sorted((place / one.place).glob(form))] for one in SOURCES]
    most = max(len(paths) for paths in several)
    return tuple(paths[number] for number in range(most) for paths in several if number < len(paths))


def missing(place: Path) -> list[str]:
    """Of which sources there is nothing."""
    gone = [one.place for one in SOURCES if not any(any((place / one.place).glob(form)) for form in one.films)]
    return gone + [one.place for one in BOWED if not (place / one.place).is_file()]
