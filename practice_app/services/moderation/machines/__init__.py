"""Machines elsewhere that look at what stands on the board, where the host named any: they flag, people decide."""

from practice_app.services.moderation.machines.looking import look

__all__ = ["look"]
