"""Somebody's history as awards need it: two looks at their rows in `merits`, whatever was changed.

Moments are seconds since 1970 here: thousands of them are read, and only a few become moments again.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.models.columns import now
from practice_app.services import progress
from practice_app.services.awards.achievements import Measure
from practice_app.services.awards.earning import History
from practice_app.services.shared.access import visible_sql

_FLAGS: Final = {
    Measure.STEADY: "steady",
    Measure.HEARD: "heard",
    Measure.KEPT: "kept",
    Measure.FILMED: "filmed",
    Measure.PERFORMED: "performed",
    Measure.NOTED: "noted",
    Measure.RATED: "rated",
    Measure.PLANNED: "planned",
}
"""Measures that count sessions, each with what must be true of them."""
_HOURS: Final = {Measure.MORNINGS: "hour BETWEEN 5 AND 8", Measure.EVENINGS: "hour BETWEEN 18 AND 21"}
"""Measures that count days on which a session began at these hours of the player's clock."""
_THINGS: Final = {
    Measure.INSTRUMENTS: "instrument",
    Measure.FOCUS: "focus",
    Measure.PIECES: "pieces",
    Measure.SECTIONS: "sections",
    Measure.REACHED: "reached",
}
"""Measures that count things, each once, at its first session."""

_SESSIONS = text(
    "SELECT array_agg(at) AS ended_at, array_agg(day) AS days, array_agg(counted_s) AS counted_s,"
    " array_agg(weight) AS weights, array_agg(repetitions) AS repetitions, "
    + ", ".join(f"array_agg(at) FILTER (WHERE {true}) AS {name}" for name, true in _FLAGS.items())
    + ", "
    + ", ".join(
        f"array_agg(at) FILTER (WHERE {true}) AS {name}, array_agg(day) FILTER (WHERE {true}) AS {name}_days"
        for name, true in _HOURS.items()
    )
    + " FROM (SELECT extract(epoch FROM ended_at)::float8 AS at, local_day - date '0001-01-01' + 1 AS day, *"
    f" FROM merits m WHERE {visible_sql('m')} ORDER BY ended_at, session_id) AS in_turn"
)
_FIRSTS = text(
    f"SELECT {', '.join(_THINGS.values())}, extract(epoch FROM min(ended_at))::float8 AS at FROM merits m"
    f" WHERE {visible_sql('m')} GROUP BY GROUPING SETS ({', '.join(f'({name})' for name in _THINGS.values())})"
)


def of(db: Session, who: UUID) -> History:
    """Read it."""
    told = {name: value or () for name, value in db.execute(_SESSIONS, {"user_id": who}).mappings().one().items()}
    mornings = {measure: _first(zip(told[f"{measure}_days"], told[measure], strict=True)) for measure in _HOURS}
    return History(
        ended_at=told["ended_at"],
        days=told["days"],
        counted_s=told["counted_s"],
        weights=told["weights"],
        repetitions=told["repetitions"],
        runs=_runs(db, who),
        moments={measure: told[measure] for measure in _FLAGS} | mornings | _things(db, who),
    )


def _things(db: Session, who: UUID) -> dict[Measure, list[float]]:
    """When each instrument, word, piece and passage came first; rows are of those that came together."""
    found: dict[Measure, list[tuple[object, float]]] = {measure: [] for measure in _THINGS}
    for *columns, at in db.execute(_FIRSTS, {"user_id": who}):
        for measure, value in zip(_THINGS, columns, strict=True):
            things = [value] if isinstance(value, str) else value or ()
            found[measure] += [(thing.lower() if isinstance(thing, str) else thing, at) for thing in things if thing]
    return {measure: _first(told) for measure, told in found.items()}


def _first(told: Iterable[tuple[object, float]]) -> list[float]:
    firsts: dict[object, float] = {}
    for thing, at in told:
        firsts[thing] = min(at, firsts.get(thing, at))
    return sorted(firsts.values())


def _runs(db: Session, who: UUID) -> list[list[int]]:
    """Days in a row as the calendar tells them: rest days and freezes break none. Which day it is now is no matter."""
    told = progress.streaks(db, who, progress.Here("UTC", now().date()))
    return [
        [day for run in streak.runs for day in range(run.first.toordinal(), run.last.toordinal() + 1)]
        for streak in told.all
    ]
