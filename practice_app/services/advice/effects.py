"""What became of advice: the figure when it was given beside the figure since, from sure values alone. Pure.

It says what is, not why: whoever practises gets better for many reasons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from practice_app.metrics import METRICS
from practice_app.services.advice.choosing import Given
from practice_app.services.advice.picture import Picture
from practice_app.services.advice.rules.measured import lately

SOON, LATE = timedelta(days=7), timedelta(weeks=4)
ALIKE = 0.1
"""What differs by less than a tenth (or than the measure can tell) is about the same."""


@dataclass(frozen=True)
class Effect:
    """The figure then and now, by its key; ``now`` is None while there is not enough to tell."""

    given: Given
    metric: str
    then: float
    now: float | None

    @property
    def same(self) -> bool:
        """Whether nothing moved that could be told."""
        if self.now is None:
            return False
        tolerance = METRICS[self.metric].tolerance
        room = max(ALIKE * abs(self.then), tolerance.at(self.then) if tolerance else 0)
        return abs(self.now - self.then) <= room


def effects(picture: Picture, given: Iterable[Given]) -> Iterator[Effect]:
    """Tell the effect of each piece of advice that had a week and is not older than four, the newest first."""
    for one in sorted(given, key=lambda one: one.given_on, reverse=True):
        if one.baseline is None or one.dismissed_on or not SOON <= picture.today - one.given_on <= LATE:
            continue
        if not picture.work(one.subject):
            continue
        about = [sitting for sitting in picture.sittings if one.subject in (sitting.passage, sitting.piece)]
        since = lately([sitting for sitting in about if sitting.day > one.given_on], one.baseline.metric)
        yield Effect(one, one.baseline.metric, one.baseline.value, since.middle if since else None)
