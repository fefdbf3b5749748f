"""The frame of a signed-in page: the shell, and what the page's state has to tell."""

from typing import Any

import reflex as rx

from practice_app.components.accounts.confirm_banner import confirm_banner
from practice_app.components.lastseen import last_seen, refusals
from practice_app.components.shell.frame import shell
from practice_app.components.ui.overlay import notices
from practice_app.i18n import text_var
from practice_app.state.notifications.bell import BellState
from practice_app.state.shared.base import OwnState


def own_page(*children: Any, active: str, banner: bool = True, **undo: Any) -> rx.Component:
    """A page of somebody who is signed in; `active` is the address of the place it belongs to.

    Without ``banner`` it says itself that an address is not confirmed. ``undoable`` and ``on_undo`` are for a page
    whose last deed can be taken back.
    """
    word = confirm_banner(OwnState.user_id, OwnState.unconfirmed)
    told = text_var(OwnState.notice, OwnState.notice_values)
    toasts = notices(told, OwnState.notice_kind, OwnState.notice_number, **undo)
    told_of = {"teaches": OwnState.teaches, "unread": BellState.unread, "homework": BellState.homework}
    told_of["has_lessons"] = OwnState.has_lessons
    return shell(*([word] if banner else []), *children, toasts, refusals(), active=active, **told_of)


def seen_last(skeleton: rx.Component, state: type[OwnState], *fields: str, **known: Any) -> rx.Component:
    """Draw ``skeleton`` until the page is filled; with no server to ask, bring back what this person saw of it last.

    Without ``fields`` nothing is kept: what is others' stays on no device. ``ready``: it is filled; ``gone``: there is
    nothing any more to fill it with.
    """
    return last_seen(skeleton, state, *fields, whose=OwnState.user_id, **known)
