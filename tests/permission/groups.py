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
    "GET /groups/{group_id}/members/{member_id}/sessions": (_IN, None),
    "GET /groups/{group_id}/dashboard": (_IN, None),
    "PUT /groups/{group_id}/sharing": (_IN, {"level": "nothing"}),
    "GET /groups/{group_id}/repertoire": (_IN, None),
    "POST /groups/{group_id}/repertoire": (_HERS, {"title": "Gavotte", "composer": "Rameau"}),
    "POST /groups/{group_id}/repertoire/{listed_id}/piece": (_IN, None),
    "DELETE /groups/{group_id}/repertoire/{listed_id}": (_HERS, None),
    "GET /groups/{group_id}/challenges": (_IN, None),
    "POST /groups/{group_id}/challenges": (
        _HERS,
        {"title": "Mine", "measure": "days", "target": 3, "from": "2026-03-02", "to": "2026-03-08"},
    ),
    "DELETE /groups/{group_id}/challenges/{challenge_id}": (_HERS, None),
    "GET /groups/{group_id}/announcements": (_IN, None),
    "POST /groups/{group_id}/announcements": (_HERS, {"text": "On Tuesday at seven"}),
    "DELETE /groups/{group_id}/announcements/{announcement_id}": (_HERS, None),
    "DELETE /groups/{group_id}": (_HERS, None),
    "POST /groups/{group_id}/restore": (_HERS, None),
}
"""Endpoints about a group of Ann's that one comes into by a link alone: for whom, and with what is sent.

Who is in it and may not is told 403, others 404. ``asking_id`` would like to be in it, ``member_id`` is.
"""


def as_written(door: str) -> str:
    """A door as the API writes it."""
    return door.replace("{asking_id}", "{user_id}").replace("{member_id}", "{user_id}")


LISTED = {
    "load": (),
    "search": ("Quartet",),
    "join": ("group_id",),
    "take_back": ("group_id",),
    "restore": ("ended_group_id",),
    "add": (),
    "close": (),
    "save": ({"name": "Mine"},),
}
"""What is sent to each event handler of the list of groups."""
OPENED = {
    "load": (),
    "choose": ("84",),
    "sort": ("minutes",),
    "join": (),
    "share": ("sessions",),
    "be_named": ("name",),
    "answer": ("person_id", True),
    "make": ("person_id", "member"),
    "ask": ("leave",),
    "ask_about": ("remove", "person_id"),
    "remove": (),
    "hand_over": (),
    "leave": (),
    "end": (),
    "save": ({"name": "Mine", "max_members": "50", "joining": "open"},),
}
"""And of the page of one: of Ann's, that they are not in."""
DOINGS = {
    "load": (),
    "ask": ("work",),
    "take": ("listed_id",),
    "add_work": ({"title": "Gavotte"},),
    "add_challenge": ({"title": "Mine", "measure": "days", "target": "3", "from": "2026-03-02", "to": "2026-03-08"},),
    "say": ({"text": "On Tuesday"},),
    "drop_work": ("listed_id",),
    "drop_challenge": ("group_challenge_id",),
    "take_back": ("announcement_id",),
}
"""And of what it means to do."""
SESSIONS = {"load": (), "more": ()}
"""And of the page of what a member practised."""
