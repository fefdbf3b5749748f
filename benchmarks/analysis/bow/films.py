"""Films made of shapes: a camera that blurs, shakes, flickers and is noisy; and the encoder of a phone."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter, gaussian_filter1d, zoom

from workers.media import ffmpeg

Floats = np.ndarray
Draw = Callable[[Floats, float], None]

CODECS = {  # as browsers and phones write them, at about a megabit a second
    "vp8": (".webm", ["-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-cpu-used", "8"], ["-c:a", "libopus"]),
    "h264": (
        ".mp4",
        ["-c:v", "libx264", "-b:v", "1M", "-preset", "superfast", "-tune", "zerolatency"],
        ["-c:a", "aac"],
    ),
}


@dataclass(frozen=True)
class Camera:
    """What a film is taken and stored with: pixels, frames a second, the shake's standard deviation in pixels, noise in
    grey levels, exposure and flicker as shares of a frame and of the light."""

    width: int = 640
    height: int = 480
    fps: float = 30.0
    shake: float = 0.0
    noise: float = 3.0
    exposure: float = 0.5
    flicker: float = 0.0
    codec: str = "vp8"


@dataclass(frozen=True)
class Scene:
    """What stands still, and what draws the rest of a moment (in seconds) over it."""

    still: Floats
    draw: Draw
    seconds: float
    side: float = 1.0  # −1: seen from the other side

    def angle_deg(self, angle_deg: float) -> float:
        """An angle as it lies in the picture, 0–180."""
        return self.side * angle_deg % 180


def any_camera(rng: np.random.Generator) -> Camera:
    """One of those there are."""
    width, height = ((640, 480), (480, 360), (854, 480), (360, 480))[int(rng.integers(4))]
    return Camera(
        width,
        height,
        float(rng.choice([30.0, 30.0, 24.0])),
        float(rng.choice([0.0, 0.0, rng.uniform(0.5, 1.5)])),
        float(rng.uniform(1, 5)),
        float(rng.uniform(0.15, 0.8)),
        float(rng.choice([0.0, 0.0, 0.05])),
        str(rng.choice(list(CODECS))),
    )


def write(rng: np.random.Generator, scene: Scene, camera: Camera, sound: Path, out: Path) -> Path:
    """Film a scene with a sound track, through an encoder; returns the file."""
    suffix, video, audio = CODECS[camera.codec]
    path = out.with_suffix(suffix)
    raw = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{camera.width}x{camera.height}", "-r", f"{camera.fps:g}"]
    command = [ffmpeg.executable(), "-v", "error", "-y", "-threads", "1", *raw, "-i", "pipe:0", "-i", str(sound)]
    command += ["-pix_fmt", "yuv420p", *video, "-threads", "1", *audio, "-shortest", str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin
    for picture in pictures(rng, scene, camera):
        process.stdin.write(picture.tobytes())
    process.stdin.close()
    if process.wait():
        raise RuntimeError("the film could not be written")
    return path


def pictures(rng: np.random.Generator, scene: Scene, camera: Camera) -> Iterator[np.ndarray]:
    """The frames as the camera sees them; each shows the middle of its exposure at its number over the rate."""
    count = int(scene.seconds * camera.fps)
    shaken = gaussian_filter1d(rng.standard_normal((count, 2)), camera.fps * 0.12, axis=0, mode="wrap")
    shaken *= camera.shake / (shaken.std() + 1e-9)
    light = gaussian_filter1d(rng.standard_normal(count), camera.fps * 0.5, mode="wrap")
    light = 1 + camera.flicker * light / (light.std() + 1e-9)
    grain = rng.standard_normal((6, camera.height, camera.width)).astype(np.float32) * np.float32(camera.noise)
    for n in range(count):
        total = np.zeros_like(scene.still)
        for part in (-0.25, 0.25):
            picture = scene.still.copy()
            scene.draw(picture, (n + camera.exposure * part) / camera.fps)
            total += picture
        noise = np.roll(grain[n % 6], int(rng.integers(1 << 20)))
        seen = _shifted(total / 2, shaken[n]) * np.float32(light[n]) + noise
        yield np.clip(seen, 0, 255).astype(np.uint8)


def _shifted(picture: Floats, by: Floats) -> Floats:
    if not by.any():
        return picture
    whole = np.floor(by).astype(int)
    fx, fy = (by - whole).astype(np.float32)
    moved = np.roll(picture, (whole[1], whole[0]), (0, 1))
    moved = moved * (1 - fx) + np.roll(moved, 1, 1) * fx
    return np.asarray(moved * (1 - fy) + np.roll(moved, 1, 0) * fy)


def limb(picture: Floats, a: Floats, b: Floats, radii: tuple[float, float], grey: float) -> None:
    """A straight limb from `a` to `b` (x, y) with smooth edges, its half-width going from one radius to the other."""
    big, (height, width) = max(radii) + 2, picture.shape
    x0, x1 = (int(np.clip(v, 0, width)) for v in (min(a[0], b[0]) - big, max(a[0], b[0]) + big + 1))
    y0, y1 = (int(np.clip(v, 0, height)) for v in (min(a[1], b[1]) - big, max(a[1], b[1]) + big + 1))
    if x0 >= x1 or y0 >= y1:
        return
    x = np.arange(x0, x1, dtype=np.float32) - np.float32(a[0])
    y = (np.arange(y0, y1, dtype=np.float32) - np.float32(a[1]))[:, None]
    dx, dy = np.float32(b[0] - a[0]), np.float32(b[1] - a[1])
    along = np.clip((x * dx + y * dy) / (dx * dx + dy * dy + np.float32(1e-6)), 0, 1)
    far = np.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2)
    cover = radii[0] + (radii[1] - radii[0]) * along + np.float32(0.5) - far
    part = picture[y0:y1, x0:x1]
    part += np.clip(cover, 0, min(1.0, 2 * max(radii))) * (np.float32(grey) - part)


def room(rng: np.random.Generator, width: int, height: int) -> Floats:
    """A wall in cloudy light, things that stand about, thin straight lines among them."""
    cloud = zoom(rng.standard_normal((6, 8)), (height / 6 + 0.5, width / 8 + 0.5), order=1)[:height, :width]
    picture = np.full((height, width), rng.uniform(60, 180)) + rng.uniform(5, 25) * cloud
    picture += gaussian_filter(rng.standard_normal((height, width)), 1.5) * rng.uniform(3, 20)
    for _ in range(rng.integers(3, 9)):
        (x, y), (w, h) = rng.uniform((0, 0), (width, height)), rng.uniform(20, 160, 2)
        picture[int(y) : int(y + h), int(x) : int(x + w)] = rng.uniform(30, 220)
    for _ in range(rng.integers(1, 5)):
        a, b = rng.uniform((0, 0), (width, height), (2, 2))
        limb(picture, a, b, (1.5, 1.5), float(rng.uniform(20, 230)))
    return np.asarray(gaussian_filter(picture, 0.7), np.float32)
