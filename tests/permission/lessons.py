"""What of the matrix is about lessons."""

TAUGHT = {
    "PATCH /schedule/classes/{class_id}": {"place": "changed"},
    "DELETE /schedule/classes/{class_id}": None,
}
"""Endpoints about a lesson of Ann's: for who teaches her now; she and an earlier teacher see it, no more."""

LESSONS = {
    "load": (),
    "turn": (1,),
    "show": ("month",),
    "open": ("a lesson",),
    "close": ("lesson",),
    "add": (),
    "make_up": (),
    "ask": ("cancel",),
    "save": ({"student": "person_id", "day": "2026-12-02", "begins": "17:00", "minutes": "45"},),
    "move": ({"day": "2026-12-02", "begins": "17:00", "minutes": "45"},),
    "leave_out": (),
    "say": ("held",),
    "cancel": ({"reason": "changed"},),
    "remove": ("this",),
    "note": ({"shared": "changed", "private": "changed"},),
    "make_calendar": (),
    "end_calendar": (),
}
"""What is sent to each event handler of their page."""

DRAGGED = {
    "drop": ("a lesson", "2026-12-02T17:00", 45),
    "choose": ("this",),
    "put_back": (),
    "take_back": (),
    "draw": ("2026-12-02T17:00", 45),
}
FREE_DAYS = {
    "prepare": (),
    "show_days": (True,),
    "add_days": ({"first_day": "2027-03-02", "title": "Mine"},),
    "drop_days": ("holidays_id",),
    "call_off": ("holidays_id",),
    "remind": ("60",),
}
