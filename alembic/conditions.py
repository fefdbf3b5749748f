"""Conditions and columns that `policies.py` is made of."""

NOT_BLOCKED = """NOT EXISTS (SELECT 1 FROM block b
    WHERE b.blocker_id = {0} AND b.blocked_id = {1} OR b.blocker_id = {1} AND b.blocked_id = {0})"""
SESSION_IS_THERE = "s.deleted_at IS NULL"
PRACTISED = "coalesce(s.corrected_s, s.played_s, s.clock_s)::float8"
"""How long a session counts, as everything that is counted up says it."""
DOUBTED = ", ".join(f"CASE WHEN s.corrected_s IS NULL THEN s.{column} ELSE 0 END" for column in ("less_s", "more_s"))
"""By how much less, and by how much more that may be."""
SESSION_TOLD = """id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s, less_s, more_s,
    corrected_s, instrument, focus, mode, target_bpm, self_rating, source, client_updated_at, created_at, updated_at,
    deleted_at"""
RECORDING_TOLD = """id, session_id, user_id, kind, mime_type, keep, shared, offset_s, status, failure, bytes,
    duration_s, trim_start_s, trim_end_s, shared_at, created_at, updated_at, media_deleted_at"""
SHOWN_TO_OTHERS = """CASE WHEN r.trim_end_s IS NULL THEN r.object_key END,
    CASE WHEN r.trim_end_s IS NULL THEN r.rendition_key END, CASE WHEN r.trim_end_s IS NULL THEN r.waveform_key END,
    (SELECT jsonb_agg(jsonb_build_object('kind', m.kind, 'object_key', m.object_key, 'about', m.about))
       FROM renditions m WHERE m.recording_id = r.id AND m.ends_at IS NULL
        AND (m.trim_start_s, m.trim_end_s) IS NOT DISTINCT FROM (r.trim_start_s, r.trim_end_s))"""
"""Where a recording's media lie, for those who are not its owner: of a trimmed one only what was made of that part."""
SESSION_TOLD_BY_LINK = """id, user_id, local_day, clock_s, played_s, corrected_s, instrument, focus, mode,
    target_bpm, source, deleted_at"""
"""The day, not the hour; no note, no rating, no tag."""
ITEM_TOLD = "session_id, user_id, position, piece_id, section_id, seconds, repetitions"
TAKE_HEARD = "id, session_id, user_id, offset_s, status, failure, duration_s, created_at"
ANALYSIS_TOLD = "id, recording_id, session_id, user_id, version, clock_s, played_s, metrics, curves, spans, created_at"
DAY_TOLD = """user_id, local_day, counted_s, played_s, clock_s, less_s, more_s, sessions, weights, x_sums, y_sums,
    confidences"""
PIECE_TOLD = "id, user_id, title, composer"
PIECE_READ = (
    "id, user_id, title, composer, target_bpm, status, instrument, difficulty, duration_s, work_id, beat_ratio,"
    " counted_bpm, created_at, updated_at, deleted_at"
)
"""What teachers and guardians read of a piece: not what its owner wrote down beside it."""
SECTION_TOLD = "id, user_id, piece_id, title"
PERSON_TOLD = "id, display_name, roles, teacher_verified_at, timezone, locale, instruments, deleted_at"
JOB_ASKED = """id, user_id, kind, recording_id, export_id, import_id, comparison_id, voice_id, moment_id, film_id,
    status, failure, attempts, cuts, work_s, request_id, created_at, updated_at"""
JOB_ASKED_AGAIN = "status, failure, attempts, cuts, work_s, request_id, claim_token, updated_at"
LINK_MADE = """id, user_id, kind, session_id, recording_id, group_id, token_hash, token_sealed, created_at, expires_at,
    revoked_at"""
WEB_MAY_CHANGE = (
    "display_name, timezone, locale, instruments, reviews, quiet, counted_since, unlearned, password_hash, updated_at"
)
STAYS = "EXISTS (SELECT 1 FROM users u WHERE u.id = {} AND u.deleted_at IS NULL)"
"""Whoever is leaving is seen by nobody else."""
SUBJECTS = "user_id = app_subject_id()"
AS_MEMBER = f"{SUBJECTS} AND (SELECT app_reads_as_member(app_subject_id()))"
BY_LINK = "(SELECT app_shared_session())"
NAMED_BY_LINK = "id = ANY ((SELECT app_shared_things())::uuid[])"
HEARD_BY_LINK = "{} = ANY ((SELECT app_shared_heard())::uuid[])"
