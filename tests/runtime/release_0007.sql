-- What a database of release 0007 holds: Ann (1) and Bob (2), each with one row (11 and 12) in every table.
INSERT INTO users (id, email_encrypted, email_index, display_name, role, timezone, locale, created_at, updated_at)
    SELECT id, '', id::text::bytea, name, 'student', 'UTC', 'en', now(), now()
    FROM (VALUES ('00000000-0000-0000-0000-000000000001'::uuid, 'Ann'), ('00000000-0000-0000-0000-000000000002', 'Bob')) AS people (id, name);
INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, clock_s, instrument, mode, note,
        source, client_updated_at, content_hash, created_at, updated_at)
    SELECT id, owner, now(), now(), 'UTC', current_date, 60, '', 'normal', '', 'timer', now(), '', now(), now()
    FROM (VALUES ('00000000-0000-0000-0000-00000000000b'::uuid, '00000000-0000-0000-0000-000000000001'::uuid), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002')) AS s (id, owner);
INSERT INTO pieces (id, user_id, title, composer, created_at, updated_at)
    VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 'Partita', '', now(), now()), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', 'Suite', '', now(), now());
INSERT INTO sections (id, user_id, piece_id, title, created_at, updated_at)
    VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', 'Gigue', now(), now()), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000c', 'Gigue', now(), now());
INSERT INTO tags (id, user_id, name, color, created_at)
    VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 'slow', '#000000', now()), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', 'slow', '#000000', now());
INSERT INTO recordings (id, session_id, user_id, kind, mime_type, keep, offset_s, status, object_key, attempts,
        created_at, updated_at)
    SELECT id, id, owner, 'audio', 'audio/webm', true, 0, 'ready', id::text, 1, now(), now()
    FROM (VALUES ('00000000-0000-0000-0000-00000000000b'::uuid, '00000000-0000-0000-0000-000000000001'::uuid), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002')) AS r (id, owner);
INSERT INTO analyses (id, recording_id, session_id, user_id, version, clock_s, created_at)
    VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', '1', 60, now()), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', '1', 60, now());
INSERT INTO corrections (id, session_id, user_id, kind, start_s, end_s, created_at)
    VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 'playing', 0, 1, now()), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002', 'playing', 0, 1, now());
INSERT INTO session_tags (session_id, tag_id, user_id) VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001'), ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000002');
INSERT INTO session_items (session_id, position, user_id, piece_id, section_id, seconds, repetitions)
    VALUES ('00000000-0000-0000-0000-00000000000b', 0, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000b', 60, 1), ('00000000-0000-0000-0000-00000000000c', 1, '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000c', 60, 1);
