"""What Helena said of Ann's first take, what Ann answered, and the homework that came of it: open and done.

Everything is made once, with ids of its own: what was taken back stays so the next time.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from practice_app.database import transaction
from practice_app.demo.people import ANN, STUDY, TEACHER
from practice_app.demo.practised.identity import named
from practice_app.demo.takes.keeping import takes
from practice_app.errors import Problem
from practice_app.services import recordings
from practice_app.services.recordings import RecordingPatch
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import MomentDraft, ReplyDraft
from practice_app.services.teaching.homework import giving, judging
from practice_app.services.teaching.homework.drafts import AssignmentDraft, PieceTold, Word

DUE_IN = timedelta(days=4)


def exchange(teacher: UUID, ann: UUID) -> None:
    """Let Ann share her first take, Helena say something about it, and make homework of that."""
    first = takes(ANN)[0].recording_id
    remark = named(TEACHER.key, "remark", "runs away")
    try:
        with transaction(ann) as db:
            recordings.change(db, ann, first, RecordingPatch(shared=True))
        with transaction(teacher) as db:
            for draft in _said(remark):
                feedback.say_of_recording(db, teacher, first, draft)
        with transaction(ann) as db:
            feedback.reply(db, ann, remark, ReplyDraft(text="I hear it now. With the metronome it stays."))
        _give(teacher, ann, remark)
    except Problem:  # it could not be kept, or one of them took something back
        return


def _said(remark: UUID) -> list[MomentDraft]:
    return [
        MomentDraft(
            id=remark,
            at_s=6.0,
            until_s=11.0,
            text="Here the beat runs away. Count the rests aloud, and begin the bar with less bow.",
            rating=3,
        ),
        MomentDraft(
            id=named(TEACHER.key, "remark", "lovely"), at_s=1.5, text="A lovely beginning: this sound, all the way."
        ),
    ]


def _give(teacher: UUID, ann: UUID, remark: UUID) -> None:
    """One of the remark, one that is done."""
    with transaction(teacher) as db:
        open_one = AssignmentDraft(
            id=named(TEACHER.key, "homework", "steady"),
            feedback_id=remark,
            bars=[9, 12],
            target_bpm=58,
            repetitions=12,
            due_on=(datetime.now(UTC) + DUE_IN).date(),
        )
        giving.give(db, teacher, open_one)
        done = AssignmentDraft(
            id=named(TEACHER.key, "homework", "theme"),
            student_ids=[ann],
            title="The theme by heart",
            piece=PieceTold(title=STUDY.title, composer=STUDY.composer),
            bars=[1, 8],
            minutes=60,
        )
        rows, new = giving.give(db, teacher, done)
        if new:
            judging.close(db, teacher, rows[0].id, Word(text="By heart, and it sings. On to the middle part."))
