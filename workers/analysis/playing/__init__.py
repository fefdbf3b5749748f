"""What is playing, when, for how long and how loud."""

from workers.analysis.playing.features import Heard
from workers.analysis.playing.recogniser import weights
from workers.analysis.playing.spans import Segmentation, played, segment
from workers.analysis.playing.tone import ToneReader

__all__ = ["Heard", "Segmentation", "ToneReader", "played", "segment", "weights"]
