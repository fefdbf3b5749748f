"""What a straightforward pipeline takes: `python -m benchmarks.straightforward FILE.wav` listens to it with librosa.

Pitch by pyin, harmonics and strokes apart by hpss, onsets, beats and loudness, each as its manual shows it: what one
would write in an afternoon. Nothing of Woodshed is used, and librosa is no part of it: `pip install librosa` for this.
"""

import sys


def main(path: str) -> int:
    """Listen, and print how much there was; 2 where librosa is missing."""
    try:
        import librosa
    except ImportError:
        print("librosa is not here: pip install librosa", file=sys.stderr)
        return 2
    samples, rate = librosa.load(path, sr=22_050, mono=True)
    pitch_hz, _, _ = librosa.pyin(samples, fmin=65, fmax=2093, sr=rate)
    _, percussive = librosa.effects.hpss(samples)
    strength = librosa.onset.onset_strength(y=percussive, sr=rate)
    tempo, beats = librosa.beat.beat_track(onset_envelope=strength, sr=rate)
    loudness = librosa.feature.rms(y=samples)
    print(len(pitch_hz), tempo, len(beats), loudness.shape)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
