"""What counts as practised, in words: the same wherever time is told."""

from practice_app.i18n import _

COUNTS = _(
    "What counts as practised is what was heard of your playing, or what you corrected; where nothing was recorded, "
    "it is the time by the clock."
)
