"""How far a recording is, or why it could not be listened to: what is the matter, what is safe, what to do."""

from typing import Any, NamedTuple

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _


class _Told(NamedTuple):
    what: Any
    safe: Any


def status(session: Any, on_again: Any = None) -> rx.Component:
    """What there is to say of a session's recording; nothing when all of it was heard, and no button to who reads."""
    waiting = [(state, _waits(told)) for state, told in _waiting(session).items()]
    failed = [(failure, _fell(told, failure, on_again)) for failure, told in _failures().items()]
    partly = _Told(_("Only a part of the session was recorded."), _("The figures speak of that part alone."))
    part = (session.status == "ready") & (session.recorded_s < session.clock_s * 0.9)
    rest = rx.cond(part, _notice("info", "info", partly), rx.fragment())
    return rx.match(session.status, *waiting, rx.match(session.failure, *failed, rest))


def _waits(told: _Told) -> rx.Component:
    return _notice("headphones", "info", told, rx.el.progress(class_name="bar mt-3", aria_label=told.what))


def _fell(told: _Told, failure: str, on_again: Any) -> rx.Component:
    again = rx.el.button(
        _("Listen again"),
        type="button",
        class_name="btn btn-outline mt-3",
        data_testid="session-again",
        on_click=on_again,
    )
    return _notice(
        "triangle-alert", "careful", told, *([again] if failure == "internal" and on_again is not None else [])
    )


def _notice(icon_name: str, mood: str, told: _Told, *more: rx.Component) -> rx.Component:
    words = rx.el.div(rx.el.p(told.what, class_name="font-semibold"), rx.el.p(told.safe, class_name="quiet"), *more)
    return rx.el.div(
        icon(icon_name), words, class_name=f"notice notice-{mood} mt-6", role="status", data_testid="session-status"
    )


def _waiting(session: Any) -> dict[str, _Told]:
    busy = _("Many recordings came just now: it is listened to in about {minutes} min.", minutes=session.wait_min)
    return {
        "uploading": _Told(
            _("The recording is on its way."),
            _("It is safe on the device it was made with until all of it has arrived."),
        ),
        "queued": _Told(
            _("The recording has arrived."),
            rx.cond(session.wait_min > 0, busy, _("It is next in line to be listened to.")),
        ),
        "processing": _Told(
            _("Woodshed is listening."), _("What it hears appears here by itself. You can also close the page.")
        ),
    }


def _failures() -> dict[str, _Told]:
    safe = _("Your session and its times are safe.")
    return {
        "not_audio": _Told(_("This file has no sound in it that Woodshed can read."), safe),
        "empty": _Told(
            _("The recording is empty."),
            _("Your session and its times are safe. Perhaps the microphone was off."),
        ),
        "damaged": _Told(_("The recording arrived damaged and can't be read."), safe),
        "too_long": _Told(_("The recording is longer than Woodshed listens to."), safe),
        "gone": _Told(
            _("The recording is no longer in the storage."),
            _("Your session and its times are safe. If it is still on your device, it is sent again by itself."),
        ),
        "internal": _Told(
            _("Something went wrong on our side while listening."),
            _("Your session and its times are safe, and so is the recording."),
        ),
    }
