"""What of inviting and being invited the browser does itself: a code is in no page's state."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _InviteMembers(Island):
    library = published("inviting.jsx")
    tag = "InviteMembers"
    group: rx.Var[str]


class _JoinGroup(Island):
    library = published("joining.jsx")
    tag = "JoinGroup"


def invite_members(group: Any) -> rx.Component:
    """Makes a link by which people come into a group, and takes all of them back."""
    return _InviteMembers.create(group=group)


def join_group() -> rx.Component:
    """The group whose code stands in the address, and coming in."""
    return _JoinGroup.create()
