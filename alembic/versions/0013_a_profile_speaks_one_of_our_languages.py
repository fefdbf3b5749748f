"""A profile's language is one of ours, spelt as we do: `KO` and `ZH-TW` are put right."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LANGUAGE = """
    CASE substring(lower(locale) FROM '^[a-z]+')
        WHEN 'ko' THEN 'ko' WHEN 'kor' THEN 'ko'
        WHEN 'zh' THEN 'zh-Hant' WHEN 'zho' THEN 'zh-Hant' WHEN 'chi' THEN 'zh-Hant' WHEN 'cmn' THEN 'zh-Hant'
        WHEN 'yue' THEN 'zh-Hant' WHEN 'nan' THEN 'zh-Hant' WHEN 'hak' THEN 'zh-Hant'
        ELSE 'en'
    END
"""
OURS = "locale IN ('en', 'zh-Hant', 'ko')"


def upgrade() -> None:
    op.execute(f"UPDATE users SET locale = {LANGUAGE} WHERE NOT {OURS}")
    op.create_check_constraint(op.f("ck_users_locale"), "users", OURS)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_users_locale"), "users")
