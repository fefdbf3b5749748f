-- What a database of release 0013 holds while it works: Ann (1) with a recording in every state a job can be in, and
-- Bob (2) with one that waits. The last two digits of a recording's key are its number.
INSERT INTO users (id, email_encrypted, email_index, display_name, role, timezone, locale, created_at, updated_at)
    SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, '', n::text::bytea, name, 'student', 'UTC', 'en', now(), now()
    FROM (VALUES (1, 'Ann'), (2, 'Bob')) AS people (n, name);
INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, clock_s, instrument, mode, note,
        source, client_updated_at, content_hash, created_at, updated_at)
    SELECT id, id, now(), now(), 'UTC', current_date, 60, '', 'normal', '', 'timer', now(), '', now(), now() FROM users;
INSERT INTO recordings (id, session_id, user_id, kind, mime_type, keep, offset_s, status, failure, object_key, upload_id,
        length_s, attempts, claim_token, claimed_by, claimed_at, heartbeat_at, media_deleted_at, created_at, updated_at)
    SELECT ('00000000-0000-7000-8000-0000000000' || number)::uuid, owner, owner, kind, 'audio/webm', keep, 0, status,
           failure, number, upload, length_s, attempts, CASE status WHEN 'processing' THEN gen_random_uuid() END,
           CASE WHEN claimed IS NOT NULL THEN 'old:1' END, now() - claimed * interval '1 second',
           now() - alive * interval '1 second', now() - gone * interval '1 second', now() - interval '50 days',
           now() - since * interval '1 second'
    FROM (VALUES
        --   what                     kind     keep   status        failure      upload length tries claimed alive gone since
        ('11', /* being uploaded */   'audio', false, 'uploading',  NULL,        'u11', NULL,  0,   NULL,  NULL,  NULL,  900),
        ('12', /* waits */            'audio', false, 'queued',     NULL,        NULL,  NULL,  0,   NULL,  NULL,  NULL,  800),
        ('13', /* has a worker */     'audio', false, 'processing', NULL,        NULL,  90.0,  1,    700,     5,  NULL,  700),
        ('14', /* its worker died */  'audio', true,  'processing', NULL,        NULL,  NULL,  1,    600,   300,  NULL,  600),
        ('15', /* killed three */     'audio', false, 'processing', NULL,        NULL,  NULL,  3,    650,   400,  NULL,  650),
        ('16', /* our fault */        'audio', false, 'failed',     'internal',  NULL,  NULL,  3,    500,   480,  NULL,  480),
        ('17', /* can't be heard */   'audio', false, 'failed',     'not_audio', NULL,  NULL,  1,    470,   470,   460,  460),
        ('18', /* never a job */      'audio', false, 'failed',     'gone',      NULL,  NULL,  0,   NULL,  NULL,   450,  450),
        ('19', /* heard */            'audio', false, 'ready',      NULL,        NULL,  60.0,  1,    400,   390,   380,  380),
        ('20', /* deleted meanwhile */'audio', false, 'deleted',    NULL,        NULL,  NULL,  1,    350,   340,   330,  330),
        ('21', /* once more */        'audio', false, 'queued',     NULL,        NULL,  NULL,  0,   5000,  4900,  NULL,  300),
        ('22', /* by an older ear */  'audio', true,  'ready',      NULL,        NULL,  60.0,  1, 400000, 400000, NULL, 400000),
        ('23', /* being heard anew */ 'audio', true,  'queued',     NULL,        NULL,  60.0,  0, 500000, 500000, NULL,  250),
        ('24', /* a long film */      'video', false, 'queued',     NULL,        NULL,  300.0, 1,   NULL,  NULL,  NULL,  850),
        ('25', /* of long ago */      'audio', false, 'ready',      NULL,        NULL,  60.0,  1, 4000000, 4000000, 4000000, 4000000),
        ('26', /* uploaded afresh */  'audio', false, 'uploading',  NULL,        'u26', NULL,  0,    200,   200,  NULL,  100),
        ('31', /* Bob's, waits */     'audio', false, 'queued',     NULL,        NULL,  NULL,  0,   NULL,  NULL,  NULL,   50)
    ) AS r (number, kind, keep, status, failure, upload, length_s, attempts, claimed, alive, gone, since),
    LATERAL (SELECT ('00000000-0000-7000-8000-00000000000' || CASE number WHEN '31' THEN 2 ELSE 1 END)::uuid AS owner) AS o;
INSERT INTO analyses (id, recording_id, session_id, user_id, version, clock_s, played_s, created_at)
    SELECT id, id, session_id, user_id, '1.0.0', 60, 40, now() FROM recordings WHERE object_key IN ('19', '22', '23', '25');
