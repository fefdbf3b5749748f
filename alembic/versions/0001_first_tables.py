"""First tables: people, devices, pieces, sessions, recordings, analyses; row-level security on each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


OWNED = (
    "auth_sessions",
    "pieces",
    "sections",
    "tags",
    "practice_sessions",
    "session_items",
    "session_tags",
    "recordings",
    "analyses",
)


def secure(table: str, owner: str, web_may: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Let the web role see and write only rows whose ``owner`` is asking; the system role all."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT {web_may} ON {table} TO woodshed_web")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO woodshed_system")
    own = f"{owner} = app_user_id()"
    op.execute(f"CREATE POLICY own ON {table} TO woodshed_web USING ({own}) WITH CHECK ({own})")
    op.execute(f"CREATE POLICY system ON {table} TO woodshed_system USING (true) WITH CHECK (true)")


def upgrade() -> None:
    op.create_table('users',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('email_encrypted', sa.LargeBinary(), nullable=False),
    sa.Column('email_index', sa.LargeBinary(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.Column('display_name', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('locale', sa.String(), nullable=False),
    sa.Column('instruments', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('deleted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("role IN ('student', 'teacher', 'admin')", name=op.f('ck_users_role')),
    sa.CheckConstraint('char_length(display_name) <= 80', name=op.f('ck_users_display_name_length')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email_index', name=op.f('uq_users_email_index'))
    )
    op.create_table('auth_sessions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('cookie_hash', sa.LargeBinary(), nullable=False),
    sa.Column('refresh_hash', sa.LargeBinary(), nullable=False),
    sa.Column('user_agent', sa.String(), nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('last_seen_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('expires_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('revoked_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('browser', 'client')", name=op.f('ck_auth_sessions_kind')),
    sa.CheckConstraint('char_length(user_agent) <= 300', name=op.f('ck_auth_sessions_user_agent_length')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_auth_sessions_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_auth_sessions')),
    sa.UniqueConstraint('cookie_hash', name=op.f('uq_auth_sessions_cookie_hash'))
    )
    op.create_index('ix_auth_sessions_user_id_live', 'auth_sessions', ['user_id'], unique=False, postgresql_where=sa.text('revoked_at IS NULL'))
    op.create_table('pieces',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('composer', sa.String(), nullable=False),
    sa.Column('target_bpm', sa.Float(), nullable=True),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('deleted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint('char_length(composer) <= 200', name=op.f('ck_pieces_composer_length')),
    sa.CheckConstraint('char_length(title) <= 200', name=op.f('ck_pieces_title_length')),
    sa.CheckConstraint('target_bpm BETWEEN 10 AND 400', name=op.f('ck_pieces_target_bpm')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_pieces_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pieces'))
    )
    op.create_index('ix_pieces_user_id_live', 'pieces', ['user_id', 'id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('practice_sessions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('intervals', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('clock_s', sa.Float(), nullable=False),
    sa.Column('played_s', sa.Float(), nullable=True),
    sa.Column('instrument', sa.String(), nullable=False),
    sa.Column('focus', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('target_bpm', sa.Float(), nullable=True),
    sa.Column('self_rating', sa.Integer(), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('client_updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('content_hash', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('deleted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("mode IN ('normal', 'slow', 'performance')", name=op.f('ck_practice_sessions_mode')),
    sa.CheckConstraint("source IN ('timer', 'manual', 'edited')", name=op.f('ck_practice_sessions_source')),
    sa.CheckConstraint('char_length(instrument) <= 60', name=op.f('ck_practice_sessions_instrument_length')),
    sa.CheckConstraint('char_length(note) <= 10000', name=op.f('ck_practice_sessions_note_length')),
    sa.CheckConstraint('clock_s >= 0', name=op.f('ck_practice_sessions_clock_s')),
    sa.CheckConstraint('ended_at >= started_at', name=op.f('ck_practice_sessions_ends_after_start')),
    sa.CheckConstraint('self_rating BETWEEN 1 AND 5', name=op.f('ck_practice_sessions_self_rating')),
    sa.CheckConstraint('target_bpm BETWEEN 10 AND 400', name=op.f('ck_practice_sessions_target_bpm')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_practice_sessions_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_sessions'))
    )
    op.create_index('ix_practice_sessions_user_id_local_day', 'practice_sessions', ['user_id', 'local_day'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_index('ix_practice_sessions_user_id_started_at', 'practice_sessions', ['user_id', sa.literal_column('started_at DESC'), sa.literal_column('id DESC')], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table('tags',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('color', sa.String(), nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("color ~ '^#[0-9a-f]{6}$'", name=op.f('ck_tags_color')),
    sa.CheckConstraint('char_length(name) <= 40', name=op.f('ck_tags_name_length')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_tags_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tags'))
    )
    op.create_index('uq_tags_user_id_name', 'tags', ['user_id', sa.literal_column('lower(name)')], unique=True)
    op.create_table('recordings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('mime_type', sa.String(), nullable=False),
    sa.Column('keep', sa.Boolean(), nullable=False),
    sa.Column('offset_s', sa.Float(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('failure', sa.String(), nullable=True),
    sa.Column('object_key', sa.String(), nullable=False),
    sa.Column('upload_id', sa.String(), nullable=True),
    sa.Column('rendition_key', sa.String(), nullable=True),
    sa.Column('waveform_key', sa.String(), nullable=True),
    sa.Column('bytes', sa.BigInteger(), nullable=True),
    sa.Column('sha256', sa.String(), nullable=True),
    sa.Column('duration_s', sa.Float(), nullable=True),
    sa.Column('claim_token', sa.Uuid(), nullable=True),
    sa.Column('claimed_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('heartbeat_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('media_deleted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name=op.f('ck_recordings_failed_has_reason')),
    sa.CheckConstraint("(status = 'processing') = (claim_token IS NOT NULL)", name=op.f('ck_recordings_processing_is_claimed')),
    sa.CheckConstraint("failure IN ('not_audio', 'empty', 'too_long', 'damaged', 'gone', 'internal')", name=op.f('ck_recordings_failure')),
    sa.CheckConstraint("kind IN ('audio', 'video')", name=op.f('ck_recordings_kind')),
    sa.CheckConstraint("status IN ('uploading', 'queued', 'processing', 'ready', 'failed', 'deleted')", name=op.f('ck_recordings_status')),
    sa.CheckConstraint('bytes >= 0', name=op.f('ck_recordings_bytes')),
    sa.ForeignKeyConstraint(['session_id'], ['practice_sessions.id'], name=op.f('fk_recordings_session_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_recordings_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recordings')),
    sa.UniqueConstraint('object_key', name=op.f('uq_recordings_object_key'))
    )
    op.create_index('ix_recordings_media_left', 'recordings', ['updated_at'], unique=False, postgresql_where=sa.text('media_deleted_at IS NULL'))
    op.create_index('ix_recordings_open', 'recordings', ['status', 'updated_at'], unique=False, postgresql_where=sa.text("status IN ('queued', 'processing')"))
    op.create_index('ix_recordings_session_id', 'recordings', ['session_id'], unique=False)
    op.create_index('ix_recordings_user_id', 'recordings', ['user_id'], unique=False)
    op.create_table('sections',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('piece_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('bar_start', sa.Integer(), nullable=True),
    sa.Column('bar_end', sa.Integer(), nullable=True),
    sa.Column('current_bpm', sa.Float(), nullable=True),
    sa.Column('target_bpm', sa.Float(), nullable=True),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('updated_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint('bar_start >= 0 AND (bar_end IS NULL OR bar_end >= bar_start)', name=op.f('ck_sections_bars')),
    sa.CheckConstraint('char_length(title) <= 200', name=op.f('ck_sections_title_length')),
    sa.CheckConstraint('target_bpm BETWEEN 10 AND 400 AND current_bpm BETWEEN 10 AND 400', name=op.f('ck_sections_bpm')),
    sa.ForeignKeyConstraint(['piece_id'], ['pieces.id'], name=op.f('fk_sections_piece_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sections_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sections'))
    )
    op.create_index('ix_sections_piece_id', 'sections', ['piece_id'], unique=False)
    op.create_table('session_tags',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('tag_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['practice_sessions.id'], name=op.f('fk_session_tags_session_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tag_id'], ['tags.id'], name=op.f('fk_session_tags_tag_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_session_tags_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'tag_id', name=op.f('pk_session_tags'))
    )
    op.create_index('ix_session_tags_tag_id', 'session_tags', ['tag_id'], unique=False)
    op.create_table('analyses',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recording_id', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('parameters', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False),
    sa.Column('clock_s', sa.Float(), nullable=False),
    sa.Column('played_s', sa.Float(), nullable=True),
    sa.Column('metrics', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('curves', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('spans', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('created_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['recording_id'], ['recordings.id'], name=op.f('fk_analyses_recording_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['practice_sessions.id'], name=op.f('fk_analyses_session_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_analyses_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_analyses')),
    sa.UniqueConstraint('recording_id', 'version', name=op.f('uq_analyses_recording_id_version'))
    )
    op.create_index('ix_analyses_session_id', 'analyses', ['session_id'], unique=False)
    op.create_table('session_items',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('piece_id', sa.Uuid(), nullable=True),
    sa.Column('section_id', sa.Uuid(), nullable=True),
    sa.Column('seconds', sa.Float(), nullable=False),
    sa.Column('repetitions', sa.Integer(), nullable=False),
    sa.CheckConstraint('repetitions >= 0', name=op.f('ck_session_items_repetitions')),
    sa.CheckConstraint('seconds >= 0', name=op.f('ck_session_items_seconds')),
    sa.ForeignKeyConstraint(['piece_id'], ['pieces.id'], name=op.f('fk_session_items_piece_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['section_id'], ['sections.id'], name=op.f('fk_session_items_section_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['session_id'], ['practice_sessions.id'], name=op.f('fk_session_items_session_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_session_items_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'position', name=op.f('pk_session_items'))
    )
    op.create_index('ix_session_items_piece_id', 'session_items', ['piece_id'], unique=False)
    op.create_index('ix_session_items_section_id', 'session_items', ['section_id'], unique=False)
    op.execute(
        """
        CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$
        """
    )
    secure("users", "id", web_may="SELECT, UPDATE")
    for table in OWNED:
        secure(table, "user_id", web_may="SELECT, DELETE" if table == "analyses" else "SELECT, INSERT, UPDATE, DELETE")


def downgrade() -> None:
    op.drop_index('ix_session_items_section_id', table_name='session_items')
    op.drop_index('ix_session_items_piece_id', table_name='session_items')
    op.drop_table('session_items')
    op.drop_index('ix_analyses_session_id', table_name='analyses')
    op.drop_table('analyses')
    op.drop_index('ix_session_tags_tag_id', table_name='session_tags')
    op.drop_table('session_tags')
    op.drop_index('ix_sections_piece_id', table_name='sections')
    op.drop_table('sections')
    op.drop_index('ix_recordings_user_id', table_name='recordings')
    op.drop_index('ix_recordings_session_id', table_name='recordings')
    op.drop_index('ix_recordings_open', table_name='recordings', postgresql_where=sa.text("status IN ('queued', 'processing')"))
    op.drop_index('ix_recordings_media_left', table_name='recordings', postgresql_where=sa.text('media_deleted_at IS NULL'))
    op.drop_table('recordings')
    op.drop_index('uq_tags_user_id_name', table_name='tags')
    op.drop_table('tags')
    op.drop_index('ix_practice_sessions_user_id_started_at', table_name='practice_sessions', postgresql_where=sa.text('deleted_at IS NULL'))
    op.drop_index('ix_practice_sessions_user_id_local_day', table_name='practice_sessions', postgresql_where=sa.text('deleted_at IS NULL'))
    op.drop_table('practice_sessions')
    op.drop_index('ix_pieces_user_id_live', table_name='pieces', postgresql_where=sa.text('deleted_at IS NULL'))
    op.drop_table('pieces')
    op.drop_index('ix_auth_sessions_user_id_live', table_name='auth_sessions', postgresql_where=sa.text('revoked_at IS NULL'))
    op.drop_table('auth_sessions')
    op.drop_table('users')
    op.execute("DROP FUNCTION app_user_id()")
