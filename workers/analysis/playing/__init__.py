"""What is playing, when, for how long and how loud."""

from workers.analysis.playing.features import Heard
from workers.analysis.playing.recogniser import weights
from workers.analysis.playing.spans import Segmentation, played, segment
from workers.analysis.playing.tone import BANDS, ToneReader, bands_hz

__all__ = ["BANDS", "Heard", "Segmentation", "ToneReader", "bands_hz", "played", "segment", "weights"]
