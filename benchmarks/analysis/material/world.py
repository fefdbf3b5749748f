"""What is around the playing: rooms, noise, hum, bumps, pages, clicks, talk; and the phone that hears it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt

from benchmarks.analysis.material.additive import RATE_HZ
from workers.media import ffmpeg

Sound = np.ndarray
VOICES = ("en-gb", "en-us+f3", "de+m4", "fr+f2", "es+m2", "ko+f4", "cmn+f1", "it+m7")
OTHER_VOICES = ("kal", "awb", "rms", "slt", "kal16")  # of flite
_SENTENCES = (
    "Could you play that passage once more, a little slower, and watch the shift to third position?",
    "Wait, I have lost my pencil. What did the teacher say about bar forty two?",
    "That was better. Now the same again from the upbeat, with more bow and less pressure.",
    "Tomorrow we rehearse at half past six, and nobody has told the second violins about it yet.",
)
CODECS = {"opus": ("webm", "libopus"), "aac": ("m4a", "aac"), "wav": ("wav", "pcm_s16le")}


def rms(sound: Sound) -> float:
    """Root mean square of what is not silence."""
    loud = sound[np.abs(sound) > 1e-4]
    return float(np.sqrt(np.mean(loud**2))) if len(loud) else 1e-9


def room(rng: np.random.Generator, sound: Sound, decay_s: float, wet: float = 0.35) -> Sound:
    """The sound in a room: a few early reflections, then noise that dies by 60 dB in `decay_s`, darker as it goes."""
    t = np.arange(int(decay_s * RATE_HZ)) / RATE_HZ
    tail = rng.standard_normal(len(t)) * 10 ** (-3 * t / decay_s)
    tail = sosfilt(butter(1, 4500, fs=RATE_HZ, output="sos"), tail) * (t > 0.012)
    for delay_s in rng.uniform(0.003, 0.03, 6):
        tail[int(delay_s * RATE_HZ) % len(tail)] += rng.choice([-1, 1]) * 4
    tail *= wet / np.sqrt(np.sum(tail**2))
    tail[0] += 1
    return np.asarray(fftconvolve(sound, tail)[: len(sound)])


def noise(rng: np.random.Generator, length: int, colour: float) -> Sound:
    """Noise whose power falls with frequency to that power (0 white, 1 pink, 2 brown), RMS 1."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    hz = np.maximum(np.fft.rfftfreq(length, 1 / RATE_HZ), 30)
    shaped = np.fft.irfft(spectrum * hz ** (-colour / 2), length)
    return np.asarray(shaped / np.sqrt(np.mean(shaped**2)))


def hum(length: int, hz: float = 50.0) -> Sound:
    """Mains and its harmonics, RMS about 1."""
    t = np.arange(length) / RATE_HZ
    return np.asarray(sum(np.sin(2 * np.pi * hz * n * t + n) / n for n in (1, 2, 3, 5)))


def bump(rng: np.random.Generator) -> Sound:
    """Somebody touches the stand: a low thud."""
    t = np.arange(int(0.25 * RATE_HZ)) / RATE_HZ
    return np.asarray(np.exp(-t * 25) * np.sin(2 * np.pi * rng.uniform(60, 140) * t))


def page(rng: np.random.Generator) -> Sound:
    """A page is turned: rustling that swells twice."""
    t = np.arange(int(0.7 * RATE_HZ)) / RATE_HZ
    rustle = sosfilt(butter(2, [800, 7000], "band", fs=RATE_HZ, output="sos"), rng.standard_normal(len(t)))
    return np.asarray(0.5 * rustle * (np.exp(-(((t - 0.2) / 0.08) ** 2)) + np.exp(-(((t - 0.5) / 0.06) ** 2))))


def clicks(times_s: list[float], length: int, hz: float) -> Sound:
    """A metronome, every fourth click higher."""
    out, t = np.zeros(length), np.arange(int(0.03 * RATE_HZ)) / RATE_HZ
    for number, at_s in enumerate(times_s):
        click = np.exp(-t * 150) * np.sin(2 * np.pi * hz * (1.25 if number % 4 == 0 else 1.0) * t)
        at = int(at_s * RATE_HZ)
        out[at : at + len(click)] += click[: max(0, length - at)]
    return out


def can_talk_otherwise() -> bool:
    """Whether flite is on this machine: voices cut from recordings or modelled on them, not made of formants."""
    return shutil.which("flite") is not None


def talk_otherwise(voice: str, seconds: float, rng: np.random.Generator) -> Sound:
    """So many seconds of one of flite's voices, with pauses, RMS about 0.1."""
    parts: list[Sound] = []
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "talk.wav")
        while sum(map(len, parts)) < seconds * RATE_HZ:
            text = str(rng.choice(_SENTENCES))
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(wav)], check=True, capture_output=True)
            rate, samples = wavfile.read(wav)
            said = resample_poly(samples / 32768.0, RATE_HZ, rate)
            parts += [0.1 * said / rms(said), np.zeros(int(rng.uniform(0.2, 1.5) * RATE_HZ))]
    return np.concatenate(parts)[: int(seconds * RATE_HZ)]


def can_talk() -> bool:
    """Whether espeak-ng is on this machine."""
    return shutil.which("espeak-ng") is not None


def talk(rng: np.random.Generator, seconds: float) -> Sound:
    """Up to so many seconds of somebody talking, RMS about 0.1."""
    voice, sentence = str(rng.choice(VOICES)), str(rng.choice(_SENTENCES))
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "talk.wav")
        speed = str(int(rng.integers(135, 175)))
        subprocess.run(
            ["espeak-ng", "-v", voice, "-s", speed, "-w", str(wav), sentence], check=True, capture_output=True
        )
        rate, samples = wavfile.read(wav)
    said = resample_poly(samples / 32768.0, RATE_HZ, rate)[: int(seconds * RATE_HZ)]
    return np.asarray(0.1 * said / rms(said))


def phone(rng: np.random.Generator, sound: Sound) -> Sound:
    """What a phone's microphone passes: 90–130 Hz to 7.5–10 kHz, a tilt, soft clipping."""
    band = butter(1, [rng.uniform(90, 130), rng.uniform(7500, 10000)], "band", fs=RATE_HZ, output="sos")
    return np.asarray(np.tanh(1.2 * sosfilt(band, sound)) / 1.2)


def record(sound: Sound, folder: Path, name: str, codec: str = "opus", kbps: int = 48) -> Path:
    """The sound as a file of that codec."""
    suffix, encoder = CODECS[codec]
    out, raw = folder / f"{name}.{suffix}", np.clip(sound, -1, 1).astype("<f4").tobytes()
    rate = [] if codec == "wav" else ["-b:a", f"{kbps}k"]
    read = [ffmpeg.executable(), "-v", "error", "-f", "f32le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "pipe:0"]
    subprocess.run([*read, "-c:a", encoder, *rate, "-y", str(out)], input=raw, check=True)
    return out
