"""The kinds of jobs: a row for each, and a function in `workers` that does one."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Table
from sqlmodel import SQLModel

from practice_app.models import JobKind


@dataclass(frozen=True)
class Kind:
    """How jobs of a kind are asked for, done and given up."""

    queue: str
    """Where workers are told that there is one."""
    work: str
    """``module:function`` of what does one, given the claim and its pulse; it ends the job, or raises to have it tried
    again. A name, for nobody in the web process imports the workers."""
    give_up: str = "workers.running:give_up"
    """What ends one that went wrong too often, given the claim."""
    subject: str = "recording_id"
    """The column that names what it is about."""
    shown_in: str | None = None
    """The table of what it is about, where that says by its own ``status`` how far the job is."""
    most_attempts: int = 3
    kept: timedelta = timedelta(days=30)
    """How long the row of one that has ended stays."""

    def shown(self) -> Table | None:
        """The table where it is shown how far the job is."""
        return SQLModel.metadata.tables[self.shown_in] if self.shown_in else None


KINDS: dict[str, Kind] = {
    JobKind.ANALYSIS: Kind(
        queue="analysis",
        work="workers.analyse_recording:analyse",
        give_up="workers.analyse_recording:give_up",
        shown_in="recordings",
    ),
    JobKind.EXPORT: Kind(
        queue="portability",
        work="workers.export:write",
        give_up="workers.export:give_up",
        subject="export_id",
        shown_in="exports",
    ),
    JobKind.IMPORT: Kind(
        queue="portability",
        work="workers.importing:take_in",
        give_up="workers.importing:give_up",
        subject="import_id",
        shown_in="imports",
    ),
    JobKind.COMPARISON: Kind(
        queue="comparisons",
        work="workers.compare_recordings:compare",
        give_up="workers.compare_recordings:give_up",
        subject="comparison_id",
        shown_in="comparisons",
    ),
    JobKind.FILM: Kind(
        queue="films",
        work="workers.prepare_film:prepare",
        give_up="workers.prepare_film:give_up",
    ),
    JobKind.VOICE: Kind(
        queue="analysis",
        work="workers.render_voice:render",
        give_up="workers.render_voice:give_up",
        subject="voice_id",
        shown_in="voices",
    ),
    JobKind.MOMENT: Kind(queue="analysis", work="workers.cut_moment:cut", subject="moment_id"),
    JobKind.POST_FILM: Kind(
        queue="films",
        work="workers.prepare_post_film:prepare",
        give_up="workers.prepare_post_film:give_up",
        subject="film_id",
        shown_in="forum_films",
    ),
}
