"""What somebody said aloud, heard in place."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Voice(Island):
    library = published("voice.jsx")
    tag = "VoiceHeard"
    url: rx.Var[str]
    status: rx.Var[str]
    who: rx.Var[str]


def voice_heard(url: Any, status: Any, who: Any) -> rx.Component:
    """A small player for what ``who`` said; a word while there is none yet, nothing where nothing was said."""
    return rx.cond(status != "", _Voice.create(url=url, status=status, who=who), rx.fragment())
