"""Guardians: children's accounts, who looks after them and agrees to them, and the tablet that children share."""

from practice_app.services.guardians.pausing import look_after_all

__all__ = ["look_after_all"]
