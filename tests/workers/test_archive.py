"""An export comes in again: with its owner, with somebody else, and from whoever means harm."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from practice_app import motion
from practice_app.database import system_transaction, transaction
from practice_app.services import pieces, portability, practice, recordings
from practice_app.services.pieces import PieceDraft, SectionDraft, TagDraft
from practice_app.services.portability import archive
from practice_app.services.portability.outflow import Outflow
from practice_app.services.recordings import RecordingDraft, bringing
from practice_app.services.shared import storage
from practice_app.services.shared.parts import PART_SIZE
from tests.services.people import person, session, take
from tests.workers.test_import import journal, shown, work

SOUND = b"not really a sound, but its bytes " * 5000


@pytest.fixture
def kept(ann):
    """Ann's journal: a session with a piece, its section and a tag, and a recording that she keeps."""
    with transaction(ann) as db:
        piece = pieces.add_piece(db, ann, PieceDraft(title="Partita", composer="Bach", target_bpm=96))[0].id
        section = pieces.add_section(db, ann, piece, SectionDraft(title="Gigue", bar_start=1, bar_end=8))[0].id
        tag = pieces.add_tag(db, ann, TagDraft(name="slow", color="#112233"))[0].id
    items = [{"piece_id": piece, "section_id": section, "seconds": 600, "repetitions": 3}]
    row = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC), note="x", instrument="violin", items=items, tag_ids=[tag])
    recording = take(row, ann, keep=True, bytes=len(SOUND))
    with system_transaction() as db:
        key = db.execute(text("SELECT object_key FROM recordings WHERE id = :id"), {"id": recording}).scalar_one()
    storage.put(key, SOUND, "audio/webm")
    return row


def exported(who):
    key = storage.random_key("application/zip", "exports")
    out = Outflow(key, storage.begin(key, "application/zip"), lambda: None)
    archive.write(archive.Wanted(who, datetime.now(UTC), "http://woodshed.example"), out, lambda _: None)
    out.finish()
    return b"".join(storage.chunks(key))


def brought(who, body):
    """Send it as a client does, and have it taken in."""
    target = portability.begin(who, len(body), "http://woodshed.example")
    with system_transaction() as db:
        key, upload_id = db.execute(
            text("SELECT object_key, upload_id FROM imports WHERE id = :id"), {"id": target.id}
        ).one()
    for number in range(-(-len(body) // PART_SIZE)):
        storage.put_part(key, upload_id, number + 1, body[number * PART_SIZE : (number + 1) * PART_SIZE])
    portability.complete(who, target.id)
    work()
    return shown(who, target.id)


def sections_and_tags(who):
    with transaction(who) as db:
        (row,) = practice.sessions(db, who).items
        (piece,) = pieces.pieces(db, who).items
        found = [(one.title, one.bar_start, one.bar_end) for one in pieces.sections_of(db, who, piece.id)]
        tags = [(tag.name, tag.color) for tag in pieces.own_tags(db, who) if tag.id in row.tag_ids]
    return row.items[0].section_title, row.items[0].repetitions, piece.target_bpm, found, tags


def recordings_of(who):
    with system_transaction() as db:
        query = text("SELECT id, object_key, keep, status FROM recordings WHERE user_id = :who ORDER BY created_at")
        return db.execute(query, {"who": who}).all()


def lying():
    """Keys of what was sent here to be taken in: also what earlier tests sent, whose rows went with them."""
    pages = storage.client().get_paginator("list_objects_v2").paginate(Bucket=storage._bucket(), Prefix="imports/")
    return {one["Key"] for page in pages for one in page.get("Contents", [])}


def test_everything_is_the_same_with_somebody_else_and_comes_once(ann, kept):
    others = lying()
    whole = exported(ann)
    bob = person("Bob")
    first = brought(bob, whole)
    assert (first.status, first.imported, first.skipped, first.errors) == ("done", 1, 0, [])
    assert journal(bob) == journal(ann)
    assert sections_and_tags(bob) == sections_and_tags(ann)
    (recording,) = recordings_of(bob)
    assert (recording.keep, recording.status) == (True, "queued")
    assert b"".join(storage.chunks(recording.object_key)) == SOUND
    again = brought(bob, whole)
    assert (again.imported, again.skipped, len(recordings_of(bob))) == (0, 1, 1)
    own = brought(ann, whole)
    assert (own.imported, own.skipped, len(recordings_of(ann))) == (0, 1, 1)
    assert len(lying() - others) == 3
    portability.sweep()
    assert lying() == others


def test_on_another_server_ids_stay_so_that_going_back_doubles_nothing(ann, kept):
    whole = exported(ann)
    with system_transaction() as db:
        for table in ("practice_sessions", "pieces", "tags"):
            db.execute(text(f"DELETE FROM {table}"))
    assert brought(ann, whole).imported == 1
    with transaction(ann) as db:
        assert practice.sessions(db, ann).items[0].id == kept.id
    assert len(recordings_of(ann)) == 1


def altered(whole, **files):
    """The same export with some files of it otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, files.get(name.partition(".")[0], old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "media/../export.json", "media/none.webm", 7])
def test_a_name_that_leads_elsewhere_is_no_recording(ann, kept, name):
    rows = json.loads(zipfile.ZipFile(io.BytesIO(whole := exported(ann))).read("recordings.json"))
    bad = "[\n" + json.dumps(rows[0] | {"file": name}) + "\n]\n"
    found = brought(bob := person("Bob"), altered(whole, recordings=bad))
    assert (found.status, found.imported, len(found.errors)) == ("done", 1, 1)
    assert recordings_of(bob) == []


@pytest.mark.parametrize(
    "manifest", ["{}", "[]", "junk", '{"format": "other", "version": 1}', '{"format": "woodshed-export", "version": 2}']
)
def test_what_is_no_export_of_a_version_we_know_is_said_so(ann, kept, manifest):
    found = brought(person("Bob"), altered(exported(ann), export=manifest))
    assert (found.status, found.imported, len(found.errors)) == ("failed", 0, 1)


@pytest.mark.parametrize("part", [0, 10, 2000, -200])
def test_a_file_that_is_cut_off_takes_nothing_along(ann, kept, part):
    body = exported(ann)[:part] or b"PK"
    assert brought(person("Bob"), body).status == "failed"


def test_a_recording_that_is_damaged_is_told_and_the_rest_comes(ann, kept):
    whole = bytearray(exported(ann))
    at = whole.index(SOUND[:30])
    whole[at + 5] ^= 0xFF
    found = brought(bob := person("Bob"), bytes(whole))
    assert (found.status, found.imported, len(found.errors)) == ("done", 1, 1)
    assert [one.status for one in recordings_of(bob)] == ["failed"]


def test_what_was_felt_comes_along_and_without_it_the_recording_alone(ann, kept):
    felt = motion.HEADER.pack(motion.MARK, motion.VERSION, 30) + bytes(motion.SAMPLE_BYTES)
    beside = {"motion_key": "motions/hers", "motion_bytes": len(felt)}
    with system_transaction() as db:
        db.execute(text("UPDATE recordings SET motion_key = :motion_key, motion_bytes = :motion_bytes"), beside)
    storage.put("motions/hers", felt, motion.MIME_TYPE)
    whole = exported(ann)
    brought(bob := person("Bob"), whole)
    with system_transaction() as db:
        query = text("SELECT motion_key, motion_bytes FROM recordings WHERE user_id = :who")
        (row,) = db.execute(query, {"who": bob}).all()
    assert row.motion_bytes == len(felt)
    assert row.motion_key != "motions/hers"
    assert b"".join(storage.chunks(row.motion_key)) == felt
    (name,) = (name for name in zipfile.ZipFile(io.BytesIO(whole)).namelist() if name.endswith(".motion"))
    found = brought(bea := person("Bea"), altered(whole, **{name.partition(".")[0]: b"GIF89a"}))
    assert (found.status, found.imported, len(found.errors)) == ("done", 1, 1)
    assert [one.status for one in recordings_of(bea)] == ["queued"]


def test_a_recording_that_comes_only_half_leaves_nothing_of_what_was_felt(ann, kept, monkeypatch):
    felt = motion.HEADER.pack(motion.MARK, motion.VERSION, 30) + bytes(motion.SAMPLE_BYTES)
    draft = RecordingDraft(bytes=3, keep=True)
    monkeypatch.setattr(bringing.uploads, "complete", lambda *_: 1 / 0)
    before = set(storage.listed("motions/"))
    with pytest.raises(ZeroDivisionError):
        recordings.bring(ann, kept.id, draft, [b"abc"], felt)
    assert set(storage.listed("motions/")) == before


def test_a_bomb_is_a_line_too_long_and_junk_is_told(ann, kept):
    bomb = b'[\n{"id": "' + b"0" * 50_000_000 + b'"}\n]\n'
    assert brought(person("Bob"), altered(exported(ann), sessions=bomb)).imported == 0
    junk = (
        '[\n{"id": 7},\n{"id": "01a22411-29f1-7798-b692-dadea770a810", "started_at": "soon"},\n[[]],\n{"items": 3}\n]\n'
    )
    found = brought(person("Bea"), altered(exported(ann), sessions=junk))
    assert (found.status, found.imported, len(found.errors)) == ("done", 0, 3)
