"""Every permission, asked through the services by everybody: only whom it is meant for gets anything."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from practice_app.database import transaction
from practice_app.errors import NotAllowed, NotFound
from practice_app.services import analysis, pieces, practice, profiles, progress
from practice_app.services.recordings import rows as recording_rows
from practice_app.services.shared.access import GRANTS, Permission, enter, require
from practice_app.services.shared.care import looking_after
from practice_app.services.teaching.feedback import subjects
from practice_app.services.teaching.students import one
from tests.permission import matrix
from tests.permission.cast import MARK, PEOPLE, Cast, things
from tests.permission.matrix import differences


def read_session(who, identity):
    with transaction(who) as db:
        practice.show(db, who, identity)


def read_analysis(who, identity):
    with transaction(who) as db:
        analysis.of_session(db, who, identity)


def read_piece(who, identity):
    with transaction(who) as db:
        row = pieces.shown_piece(db, who, identity)
        assert row.title == MARK


def play(who, identity):
    assert recording_rows.show(who, identity, "").renditions.audio_url


def read_practice(who, identity):
    with transaction(who) as db:
        person = enter(db, who, Permission.PRACTICE_READ, identity)
        assert practice.sessions(db, person).items
        assert progress.dash(db, person, "UTC", "2026-01-01", "2026-04-01").totals.sessions


def read_as_member(who, identity):
    with transaction(who) as db:
        person = enter(db, who, Permission.SESSIONS_SHARED, identity)
        assert practice.shown_to_members(db, person).items


def look_after(who, identity):
    with transaction(who) as db, looking_after(db, who, identity) as child:
        assert child.id == identity


def look_at_profile(who, identity):
    assert profiles.visit(who, identity).display_name == MARK


def read_student(who, identity):
    with transaction(who) as db:
        assert one.shown(db, who, identity).user.id == identity


def review(who, identity):
    with transaction(who) as db:
        assert subjects.recording(db, who, identity, Permission.RECORDING_REVIEW).recording_id == identity


def speak(who, identity):
    with transaction(who) as db:
        assert subjects.recording(db, who, identity, Permission.RECORDING_VOICE).recording_id == identity


VERBS = {
    Permission.RECORDING_REVIEW: review,
    Permission.RECORDING_VOICE: speak,
    Permission.STUDENT_READ: read_student,
    Permission.CHILD_MANAGE: look_after,
    Permission.PROFILE_READ: look_at_profile,
    Permission.SESSION_READ: read_session,
    Permission.ANALYSIS_READ: read_analysis,
    Permission.RECORDING_READ: play,
    Permission.PIECE_READ: read_piece,
    Permission.PRACTICE_READ: read_practice,
    Permission.SESSIONS_SHARED: read_as_member,
}


def test_every_permission_has_its_line():
    assert set(matrix.PERMISSIONS) == set(Permission) == set(GRANTS)


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_is_given_to_whom_it_is_meant_for(cast: Cast, permission):
    for thing, meant in matrix.PERMISSIONS[permission].items():
        got = [name for name in PEOPLE if _gets(permission, cast.people[name], cast.ids[thing])]
        assert not differences(meant, got), thing


def _gets(permission, who, identity):
    try:
        if permission in VERBS:
            VERBS[permission](who, identity)
        else:
            with transaction(who) as db:
                require(db, who, permission, identity)
    except (NotFound, NotAllowed):
        return False
    return True


@pytest.mark.parametrize("name", ["teacher", "guardian", "member_sessions"])
def test_who_reads_anothers_things_writes_nothing_in_the_same_transaction(cast: Cast, anns, name):
    before = anns()
    for statement in ("UPDATE practice_sessions SET instrument = 'x'", "DELETE FROM session_items", "DELETE FROM tags"):
        with pytest.raises(DBAPIError, match="permission denied"):
            _read_and(cast.people[name], cast.ids["session_id"], statement)
    assert anns() == before


def _read_and(who, session_id, statement):
    with transaction(who) as db:
        practice.show(db, who, session_id)
        db.execute(text(statement))


def test_members_see_no_note_no_recording_and_no_tag(cast: Cast):
    with transaction(cast.people["member_sessions"]) as db:
        row = practice.show(db, cast.people["member_sessions"], cast.ids["session_id"])
    assert (row.note, row.recordings, row.tag_ids, row.self_rating) == ("", [], [], None)
    assert [item.piece_title for item in row.items] == [MARK]


def test_who_looks_at_anothers_things_first_still_finds_their_own_after(cast: Cast):
    teacher = cast.people["teacher"]
    own = things(teacher, "the teacher's own")
    with transaction(teacher) as db:
        assert practice.show(db, teacher, cast.ids["session_id"])
        assert practice.show(db, teacher, own["session_id"])
        practice.delete(db, teacher, own["session_id"])
    with pytest.raises(NotFound), transaction(teacher) as db:
        practice.show(db, teacher, own["session_id"])
