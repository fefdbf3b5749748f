"""When notes begin, and how early or late that is against the click."""

from workers.analysis.timing.contrasts import Sounding
from workers.analysis.timing.figures import measure, unhidden
from workers.analysis.timing.log import ClickLog, read
from workers.analysis.timing.onsets import OnsetReader

__all__ = ["ClickLog", "OnsetReader", "Sounding", "measure", "read", "unhidden"]
