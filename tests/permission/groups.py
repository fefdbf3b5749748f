"""What of the matrix is about groups."""

from practice_app.services.shared.access import Permission

_IN, _HERS, _NONE = (frozenset(who) for who in (("owner", "member_sessions", "blocked"), ("owner",), ()))

GROUPED = {
    Permission.GROUP_READ: {"group_id": _IN, "ended_group_id": _NONE},
    Permission.GROUP_POST: {"group_id": _IN, "ended_group_id": _NONE},
    Permission.GROUP_MANAGE: {"group_id": _HERS, "ended_group_id": _NONE},
    Permission.GROUP_OWN: {"group_id": _HERS, "ended_group_id": _NONE},
}
"""Who gets which of Ann's groups by which permission."""

GROUPS = {
    "GET /groups/{group_id}": (_IN, None),
    "PATCH /groups/{group_id}": (_HERS, {"description": "changed"}),
    "PUT /groups/{group_id}/picture": (_HERS, {"no": "picture"}),
    "DELETE /groups/{group_id}/picture": (_HERS, None),
    "POST /groups/{group_id}/join": (_IN, None),
    "GET /groups/{group_id}/join-requests": (_HERS, None),
    "POST /groups/{group_id}/join-requests/{asking_id}": (_HERS, {"accept": True}),
    "POST /groups/{group_id}/invites": (_HERS, None),
    "DELETE /groups/{group_id}/invites": (_HERS, None),
    "GET /groups/{group_id}/members": (_IN, None),
    "PATCH /groups/{group_id}/members/{member_id}": (_HERS, {"role": "admin"}),
    "DELETE /groups/{group_id}/members/{member_id}": (_HERS, None),
    "GET /groups/{group_id}/dashboard": (_IN, None),
    "PUT /groups/{group_id}/sharing": (_IN, {"level": "nothing"}),
    "DELETE /groups/{group_id}": (_HERS, None),
    "POST /groups/{group_id}/restore": (_HERS, None),
}
"""Endpoints about a group of Ann's that one comes into by a link alone: for whom, and with what is sent.

Who is in it and may not is told 403, others 404. ``asking_id`` would like to be in it, ``member_id`` is.
"""


def as_written(door: str) -> str:
    """A door as the API writes it."""
    return door.replace("{asking_id}", "{user_id}").replace("{member_id}", "{user_id}")
