"""What of the matrix is about homework."""

HOMEWORK = {
    "POST /assignments/{assignment_id}/hand-in": ("owner", {"session_id": "session_id"}),
    "PATCH /assignments/{assignment_id}": ("teacher", {"title": "changed"}),
    "POST /assignments/{assignment_id}/reopen": ("teacher", {"text": "changed"}),
    "POST /assignments/{assignment_id}/close": ("teacher", {"text": "changed"}),
    "DELETE /assignments/{assignment_id}": ("teacher", None),
}
"""Endpoints about homework of Ann's: for which of the two, and with what is sent; the other sees it, no more.

What an earlier teacher gave is still hers to see, and nobody's to change.
"""

HEARING = ("GET /assignments/{assignment_id}/recordings/{recording_id}",)
"""Endpoints about what homework points to of its teacher's own."""

HANDING = {
    "load": (),
    "look_at": ("given",),
    "choose": ("done",),
    "more": (),
    "more_given": (),
    "ask": ("assignment_id",),
    "hand_in": ("session_id", "recording_id"),
    "close": (),
}
"""Events of the page of homework."""
