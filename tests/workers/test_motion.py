"""A recording beside which a phone on the bow arm felt something: heard with it, and without it all the same."""

import numpy as np
import pytest
from sqlalchemy import text

from benchmarks.analysis.arm import arms
from practice_app import motion
from practice_app.database import system_transaction
from practice_app.services.shared import storage
from tests.services.people import person
from tests.workers.takes import analyses, row, work
from tests.workers.test_archive import brought, exported
from workers.analysis.arm import felt

KEY = "motions/of-this-one"
BOWED = arms.bowing(np.random.default_rng(13), 6.0, arms.Style(stroke_s=(0.25, 0.25), bow_m=(0.3, 0.3)))
PACKED = felt.packed(BOWED.felt)


@pytest.fixture
def recorded_on_the_arm(recorded):
    def make(data=PACKED, **more):
        recording_id = recorded(motion_key=KEY, motion_bytes=len(data), **more)
        storage.put(KEY, data, motion.MIME_TYPE)
        return recording_id

    return make


def test_strokes_that_were_felt_are_told_and_what_was_felt_is_deleted(recorded_on_the_arm):
    recording_id = recorded_on_the_arm()
    work(recording_id)
    (analysis,) = analyses()
    assert analysis.arm["count"] == pytest.approx(len(BOWED.starts_s), abs=4)
    assert analysis.bow == {}
    assert row(recording_id).status == "ready"
    assert storage.size(KEY) is None


def test_what_was_felt_comes_with_an_import_and_is_read_again(ann, recorded_on_the_arm):
    recorded_on_the_arm(keep=True)
    brought(bob := person("Bob"), exported(ann))
    with system_transaction() as db:
        query = text("SELECT id, motion_key FROM recordings WHERE user_id = :who")
        theirs = db.execute(query, {"who": bob}).one()
        db.execute(text("UPDATE jobs SET status = 'done' WHERE recording_id <> :id"), {"id": theirs.id})
    work(theirs.id)
    (analysis,) = analyses()
    assert analysis.arm["count"] == pytest.approx(len(BOWED.starts_s), abs=4)
    assert b"".join(storage.chunks(theirs.motion_key)) == PACKED


def test_what_was_felt_beside_a_kept_recording_stays(recorded_on_the_arm):
    work(recorded_on_the_arm(keep=True))
    assert storage.size(KEY) is not None


def test_a_recording_is_heard_though_what_was_felt_is_gone(recorded_on_the_arm):
    recording_id = recorded_on_the_arm()
    storage.delete(KEY)
    work(recording_id)
    (analysis,) = analyses()
    assert (row(recording_id).status, analysis.arm) == ("ready", {})
    assert analysis.played_s > 0


def test_a_recording_is_heard_though_what_was_felt_cannot_be_read(recorded_on_the_arm):
    recording_id = recorded_on_the_arm(b"nothing of the kind")
    work(recording_id)
    (analysis,) = analyses()
    assert (row(recording_id).status, analysis.arm) == ("ready", {})
