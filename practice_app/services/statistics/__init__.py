"""What was practised over some time, as a page explores it."""

from practice_app.services.statistics.overview import KINDS, Bar, Overview, TrendShown, of_another, overview

__all__ = ["KINDS", "Bar", "Overview", "TrendShown", "of_another", "overview"]
