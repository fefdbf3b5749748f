"""Conditions that several functions of `policies.py` share."""

NOT_BLOCKED = """NOT EXISTS (SELECT 1 FROM block b
    WHERE b.blocker_id = {0} AND b.blocked_id = {1} OR b.blocker_id = {1} AND b.blocked_id = {0})"""
SESSION_IS_THERE = "s.deleted_at IS NULL"
PRACTISED = "coalesce(s.corrected_s, s.played_s, s.clock_s)::float8"
"""How long a session counts, as everything that is counted up says it."""
