"""What is playing, when, for how long and how loud."""

from workers.analysis.playing.features import Heard
from workers.analysis.playing.recogniser import weights
from workers.analysis.playing.spans import Listening, listen, played
from workers.analysis.playing.tone import ToneReader

__all__ = ["Heard", "Listening", "ToneReader", "listen", "played", "weights"]
