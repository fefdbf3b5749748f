"""All that is held of a person, gathered from the capabilities; and what is left out of an export, with the reason.

A table that is named in neither is found by ``tests/services/portability/test_catalogue.py``.
"""

from typing import Final

from practice_app.services import (
    accounts,
    advice,
    analysis,
    awards,
    comparisons,
    forum,
    groups,
    lessons,
    moderation,
    notifications,
    partners,
    pieces,
    practice,
    profiles,
    progress,
    recordings,
    search,
    sharing,
    teaching,
)
from practice_app.services.portability import relations
from practice_app.services.shared.portable import Held

HELD: Final[tuple[Held, ...]] = (
    *accounts.HELD,
    *profiles.HELD,
    *practice.HELD,
    *pieces.HELD,
    *progress.HELD,
    *recordings.HELD,
    *analysis.HELD,
    *sharing.HELD,
    *forum.HELD,
    *teaching.HELD,
    *advice.HELD,
    *comparisons.HELD,
    *awards.HELD,
    *lessons.HELD,
    *notifications.HELD,
    *groups.HELD,
    *partners.HELD,
    *moderation.HELD,
    *relations.HELD,
)
LEFT_OUT: Final[dict[str, str]] = {
    **accounts.LEFT_OUT,
    **recordings.LEFT_OUT,
    **progress.LEFT_OUT,
    **awards.LEFT_OUT,
    **lessons.LEFT_OUT,
    **notifications.LEFT_OUT,
    **forum.LEFT_OUT,
    **search.LEFT_OUT,
    **teaching.LEFT_OUT,
    **groups.LEFT_OUT,
    **moderation.LEFT_OUT,
    "exports": "the exports themselves; `audit.json` says when they were asked for",
    "imports": "what was brought along stands in the sessions",
}
