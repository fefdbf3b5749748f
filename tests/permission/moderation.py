"""What of the matrix is about reports and moderation."""

from practice_app.database import system_transaction
from practice_app.models import Appeal, ForumReversal, ForumTag, Measure, Report, ReportMade, Silence

REPORTS = {
    "POST /reports": {"kind": "user", "id": "00000000-0000-7000-8000-000000000000", "reason": "rude"},
    "GET /moderation/mine": {},
    "POST /moderation/appeals": {"report_id": "00000000-0000-7000-8000-000000000000", "text": "why"},
}
"""Endpoints that show whoever asks what is theirs."""
OFFICE = {
    "GET /moderation/queue": None,
    "POST /moderation/reports/{report_id}": {"action": "warn", "reason": "kindly"},
    "GET /moderation/films/{film_id}": None,
    "GET /moderation/votes": None,
    "POST /moderation/votes/{reversal_id}/restore": None,
    "GET /moderation/tags": None,
    "POST /moderation/tags": {"name": "fiddles", "into": "violin"},
    "DELETE /moderation/tags/{forum_tag_id}": None,
    "GET /moderation/appeals": None,
    "POST /moderation/appeals/{appeal_id}": {"grant": True, "reason": "kindly"},
}
"""Endpoints for moderators and administrators, on a device that showed more than a password."""


def judged(cast, mark) -> None:
    """Let there be a case about her that was decided, an appeal of hers, and something that she reported."""
    stranger = cast.people["stranger"]
    about = Report(kind="user", subject_id=cast.ann, about_id=cast.ann, excerpt=mark)
    done = Measure(report_id=about.id, person_id=cast.ann, kind="user", action="ban", rule="rude", reason=mark)
    said = Appeal(measure_id=done.id, person_id=cast.ann, text=mark)
    of_hers = Report(kind="user", subject_id=stranger, about_id=stranger)
    made = ReportMade(report_id=of_hers.id, reporter_id=cast.ann, kind="user", subject_id=stranger, reason="rude")
    ended = Silence(measure_id=done.id, person_id=cast.ann, ended_at=about.opened_at)
    votes = ForumReversal(voter_id=cast.ann, author_id=stranger, kind="ring", votes=9)
    stays = ForumTag(name="bow hold")
    joined = ForumTag(name="bow grip", joined_to=stays.name, joined_at=about.opened_at)
    with system_transaction() as db:
        db.add_all([about, of_hers, votes, stays])
        db.flush()
        db.add(joined)
        db.add_all([done, made])
        db.flush()
        db.add_all([said, ended])
    cast.ids |= {"report_id": about.id, "appeal_id": said.id, "reversal_id": votes.id, "forum_tag_id": joined.id}
