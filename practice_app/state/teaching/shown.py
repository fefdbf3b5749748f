"""The takes that a student shows, as pages draw them in a list."""

from dataclasses import dataclass

from practice_app.services.recordings import ShownTake


@dataclass(frozen=True)
class TakeListed:
    """A take that a student shows; ``waits``: it was not answered yet."""

    id: str
    film: bool
    title: str
    instrument: str
    started_at: str
    timezone: str
    duration_s: float
    poster: str
    waits: bool = False


def take_listed(row: ShownTake, *, waits: bool = False) -> TakeListed:
    """A take as it is drawn."""
    return TakeListed(
        id=str(row.id),
        film=row.film,
        title=row.title,
        instrument=row.instrument,
        started_at=row.started_at.isoformat(),
        timezone=row.timezone,
        duration_s=row.duration_s or 0.0,
        poster=row.poster_url or "",
        waits=waits,
    )
