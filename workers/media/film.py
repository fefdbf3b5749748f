"""What a kept film is stepped through: one MP4 of at most 720 lines, at a constant rate, its pictures countable.

Frame n is shown by going to (n + ½) / rate. H.264 and AAC, the index in front, a whole picture every two seconds;
turned as it is to be seen, never made larger. Sound and pictures begin at the file's second 0 and end together:
whichever is shorter is held or followed by silence. A source that is like that already is copied.
"""

import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from workers.media import ffmpeg, pictures, probe
from workers.media.errors import Damaged, MediaError, NoPictures, TooLarge, TooLong
from workers.media.pictures import Pictures

RATE_HZ = 30
WHOLE_EVERY = 60
"""Frames from one whole picture to the next."""
LONG_SIDE, SHORT_SIDE = 1280, 720
LONGEST_S = 60 * 60.0
"""Of film that is coded anew."""
MOST_PIXELS = 4096 * 2304
"""Of one picture: the cameras' 4K, and no more than fits into the memory of one job."""
_COPIED_UP_TO = 4_500_000 / 8  # bytes a second, with the sound
_SOUND_HZ = 48_000
_HEAD = re.compile(r'BYTERANGE="(\d+)@0"')
_LENGTH = re.compile(r"#EXTINF:([\d.]+)")
_SIZE = re.compile(r"#EXT-X-BYTERANGE:(\d+)")
_MARGIN_S = 0.1
_SOUND = ["-c:a", "aac", "-b:a", "128k"]
_FILE = ["-map_metadata", "-1", "-sn", "-dn", "-movflags", "+faststart", "-bitexact", "-f", "mp4", "-y"]
_CODER = (
    f"-c:v libx264 -preset veryfast -crf 23 -maxrate 3M -bufsize 6M -threads 2 -g {WHOLE_EVERY}"
    f" -keyint_min {WHOLE_EVERY} -sc_threshold 0 -pix_fmt yuv420p"
).split()
Tell = Callable[[float], None]


@dataclass(frozen=True)
class Source:
    """A film as it came. ``sound_s`` is null where there is none."""

    pictures: Pictures
    sound_s: float | None
    bytes: int

    @property
    def length_s(self) -> float:
        """How long it is in all."""
        return max(self.pictures.ends_s, self.sound_s or 0.0)

    @property
    def copyable(self) -> bool:
        """Whether its pictures are already what we would make of them."""
        seen, low, high = self.pictures, *sorted((self.pictures.width, self.pictures.height))
        exact = 10 <= seen.rate_hz <= RATE_HZ * 1.001 and seen.farthest_s <= WHOLE_EVERY / RATE_HZ + _MARGIN_S
        plain = (seen.codec, seen.pixels) == ("h264", "yuv420p") and seen.square and not seen.turned
        whole = seen.begins_s < 0.5 / RATE_HZ and abs(seen.ends_s - self.length_s) <= _MARGIN_S
        return exact and plain and whole and low <= SHORT_SIDE and high <= LONG_SIDE and self._light

    @property
    def _light(self) -> bool:
        return self.bytes <= _COPIED_UP_TO * max(1.0, self.length_s)


def source(path: Path) -> Source:
    """Look through a film; raises NoPictures, TooLarge, TooLong."""
    sound_s = probe.look(path).length_s
    seen = pictures.look(path)
    if seen.width * seen.height > MOST_PIXELS:
        raise TooLarge("The pictures of this film are larger than are worked with.")
    found = Source(seen, sound_s, path.stat().st_size)
    if found.length_s > (probe.LONGEST_S if found.copyable else LONGEST_S):
        raise TooLong("This film is longer than is coded anew.")
    return found


def make(path: Path, found: Source, target: Path, tell: Tell = lambda _: None) -> Pictures:
    """Write the film and tell what came of it; raises Damaged. ``tell`` hears how far it is (0 to 1), and may raise."""
    command = _copied(path, found) if found.copyable else _coded(path, found)
    _run([*command, *_FILE, "-progress", "pipe:1", str(target)], found.length_s, tell)
    try:
        made = pictures.look(target)
    except NoPictures as none:
        raise Damaged("Nothing of this film could be decoded.") from none
    if not made.rate_hz:
        raise MediaError("The film that was made has no constant rate.")
    return made


def _copied(path: Path, found: Source) -> list[str]:
    sound = ["-map", "0:a:0", "-af", ffmpeg.on_its_clock(_SOUND_HZ), *_SOUND] if found.sound_s else []
    return [*ffmpeg.reading(path), "-map", "0:V:0", "-c:v", "copy", *sound]


def _coded(path: Path, found: Source) -> list[str]:
    """Both are held to the end, which is cut at a whole frame."""
    frames = max(1, round(found.length_s * RATE_HZ))
    rest = f"{found.length_s + 1:.3f}"
    shape = f"scale=w='trunc(iw*sar/2)*2':h=ih,setsar=1,scale=w={_fit('iw', 'ih')}:h={_fit('ih', 'iw')}"
    fit = f"{shape}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    seen = f"fps={RATE_HZ}:start_time=0,{fit},format=yuv420p,tpad=stop_mode=clone:stop_duration={rest}"
    heard = f"{ffmpeg.on_its_clock(_SOUND_HZ)},apad=pad_dur={rest}"
    sound = ["-map", "0:a:0", "-af", heard, *_SOUND] if found.sound_s else []
    ends = ["-frames:v", str(frames), "-t", f"{frames / RATE_HZ:.6f}"]
    return [*ffmpeg.reading(path), "-map", "0:V:0", "-vf", seen, *_CODER, *sound, *ends]


@dataclass(frozen=True)
class Cut:
    """A part of a film, of whole frames: ``begins_s`` is where it begins in the film."""

    begins_s: float
    frames: int
    rate: Fraction

    @property
    def length_s(self) -> float:
        """How long it is."""
        return float(self.frames / self.rate)


def part(start_s: float, end_s: float, rate_hz: float) -> Cut:
    """Which frames lie wholly within two seconds of a film; at least one."""
    rate = Fraction(rate_hz or RATE_HZ).limit_denominator(1001)
    first = math.ceil(start_s * rate - Fraction(1, 1000))
    frames = max(1, math.floor(end_s * rate + Fraction(1, 1000)) - first)
    return Cut(round(float(first / rate), 6), frames, rate)


def cut(path: Path, wanted: Cut, target: Path, tell: Tell = lambda _: None) -> Pictures:
    """Write a part of a film, coded anew: a copy would begin at a whole picture and hold hidden ones; raises Damaged.

    Frame n of it is frame n of the part.
    """
    early = float(Fraction(1, 10) / wanted.rate)  # the frame itself must not count as one that came before
    rest = f"{wanted.length_s + 1:.3f}"
    seen = f"fps={wanted.rate}:start_time=0,format=yuv420p,tpad=stop_mode=clone:stop_duration={rest}"
    heard = f"{ffmpeg.on_its_clock(_SOUND_HZ)},apad=pad_dur={rest}"
    ends = ["-frames:v", str(wanted.frames), "-t", f"{wanted.length_s:.6f}"]
    reading = ffmpeg.reading(path, round(max(0.0, wanted.begins_s - early), 6))
    out = ["-map", "0:V:0", "-map", "0:a:0?", "-vf", seen, "-af", heard, *_CODER, *_SOUND, *ends]
    _run([*reading, *out, *_FILE, "-progress", "pipe:1", str(target)], wanted.length_s, tell)
    return pictures.look(target)


def _fit(side: str, other: str) -> str:
    return f"'if(gte({side},{other}),min({LONG_SIDE},{side}),min({SHORT_SIDE},{side}))'"


def _run(command: list[str], length_s: float, tell: Tell) -> None:
    """Let ffmpeg write it, and say how far it is; one that takes for ever is ended."""
    process = ffmpeg.Process(command)
    try:
        with suppress(ffmpeg.TooSlow):
            for line in process.lines(120 + 6 * length_s):
                if (at_s := ffmpeg.reached_s(line)) is not None:
                    tell(min(1.0, at_s / max(length_s, 0.1)))
        if process.wait():
            raise Damaged(process.errors or "ffmpeg failed.")
    finally:
        process.kill()


@dataclass(frozen=True)
class Stretches:
    """A film as HLS has it, in one file: how long its head is, and of each stretch the seconds and the bytes."""

    head: int
    parts: tuple[tuple[float, int], ...]


def hls(path: Path, target: Path) -> Stretches:
    """Write the same film for HLS, copied; raises MediaError.

    Without `negative_cts_offsets` browsers show frames that lie two or three before the one that was asked for.
    https://ffmpeg.org/ffmpeg-formats.html#hls-2
    """
    playlist = target.with_suffix(".m3u8")
    told = ["-f", "hls", "-hls_time", "4", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"]
    one = ["-hls_flags", "single_file", "-hls_segment_options", "movflags=+negative_cts_offsets"]
    out = ["-map", "0", "-c", "copy", "-bitexact", *told, *one, "-hls_segment_filename", str(target), "-y"]
    ffmpeg.run([*ffmpeg.reading(path), *out, str(playlist)], 120 + path.stat().st_size / 1e6)
    return _stretches(playlist.read_text())


def _stretches(playlist: str) -> Stretches:
    head = _HEAD.search(playlist)
    lengths, sizes = _LENGTH.findall(playlist), _SIZE.findall(playlist)
    if head is None or not sizes or len(lengths) != len(sizes):
        raise MediaError("The film could not be cut into stretches.")
    return Stretches(int(head[1]), tuple((float(s), int(n)) for s, n in zip(lengths, sizes, strict=True)))
