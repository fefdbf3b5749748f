"""The bow in a film. Loads scipy: imported only where there are pictures."""

from workers.analysis.bow.figures import measure, parts_of, watch

__all__ = ["measure", "parts_of", "watch"]
