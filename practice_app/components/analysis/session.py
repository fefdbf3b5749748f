"""A session's page, from its first sentence to its last figure."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.analysis.bowing import bowing
from practice_app.components.analysis.figures import figures, span
from practice_app.components.analysis.repeats import repeats
from practice_app.components.analysis.status import status
from practice_app.components.analysis.toning import toning
from practice_app.components.ui.island import Island
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import skeleton
from practice_app.i18n import _, _n, clock_var, duration_var, text_var, word_var
from practice_app.reflex_seams.published import published


class _Picture(Island):
    library = published("picture.jsx")
    tag = "Picture"
    session: rx.Var[Any]
    label: rx.Var[str]
    pins: rx.Var[Any]
    on_correct: rx.EventHandler[passthrough_event_spec(str, float, float)]  # type: ignore[type-arg, valid-type]


def session_leaf(
    session: Any,
    *,
    on_again: Any = None,
    on_correct: Any = None,
    on_withdraw: Any = None,
    on_read: Any = None,
    pins: Any = None,
    said: rx.Component | None = None,
) -> rx.Component:
    """What was heard: words, music, times, figures; and what was ``said`` of it, with its ``pins`` on the music.

    ``on_again`` when it is to be listened to once more, ``on_correct`` (kind, from, to) when something was otherwise
    than heard, ``on_withdraw`` (id) when that is taken back, ``on_read`` (tempo) when it is one of two; without these
    it is only read.
    """
    first = _said(session)
    mine = {"pins": pins, "on_correct": on_correct}
    its = {name: value for name, value in mine.items() if value is not None}
    return rx.fragment(
        rx.el.p(first, class_name="session-said", aria_live="polite", data_testid="session-said"),
        _Picture.create(session=session, label=first, **its),
        _times(session),
        rx.fragment() if on_withdraw is None else _corrections(session.corrections, on_withdraw),
        status(session, on_again),
        said or rx.fragment(),
        repeats(session.repeats),
        bowing(session.bow, session.arm, session.playable),
        toning(session.tone),
        figures(session.metrics, on_read),
    )


def _said(session: Any) -> Any:
    """The sentence that comes first."""
    said, name = session.said, word_var(session.instrument).lower()
    values = {"part": said.part, "most": said.most, "name": name, "time": duration_var(session.clock_s)}
    told = text_var(said.one, values | {"n": said.n})
    return rx.cond(said.many == "", told, _n(said.one, said.many, said.n, **values))


def _times(session: Any) -> rx.Component:
    unknown = rx.el.span("–", class_name="quiet", title=_("Not known"))
    corrected = _stat(_("with your correction"), "session-corrected", session.corrected_s)
    return rx.el.dl(
        rx.cond(
            session.band_s.is_none(), _stat(_("played"), "session-played", session.played_s, unknown), _about(session)
        ),
        rx.cond(session.corrected_s.is_none(), rx.fragment(), corrected),
        _stat(_("on the clock"), "session-clock", session.clock_s, look="figure-big figure-outline"),
        class_name="session-times",
    )


def _stat(label: Any, handle: str, seconds: Any, unknown: Any = "", *, look: str = "figure-big") -> rx.Component:
    shown = rx.cond(seconds.is_none(), unknown, clock_var(round(seconds.to(float))))
    told = {"data-seconds": rx.cond(seconds.is_none(), "", seconds)}
    return rx.el.div(
        rx.el.dt(label, class_name="eyebrow order-last mt-1.5"),
        rx.el.dd(rx.el.span(shown, class_name=look, data_testid=handle, custom_attrs=told)),
        class_name="flex flex-col",
    )


def _about(session: Any) -> rx.Component:
    """Played time that isn't sure: between what and what."""
    least, most = (clock_var(round(seconds.to(float))) for seconds in (session.band_s[0], session.band_s[1]))
    told = {"data-seconds": session.played_s, "data-low": session.band_s[0], "data-high": session.band_s[1]}
    shown = rx.el.span(least, "–", most, class_name="figure-big", data_testid="session-played", custom_attrs=told)
    label = rx.el.dt(_("about, played"), class_name="eyebrow order-last mt-1.5")
    return rx.el.div(label, rx.el.dd(shown), class_name="flex flex-col")


def _corrections(corrections: Any, on_withdraw: Any) -> rx.Component:
    """What was said so far, each to be taken back."""
    said = rx.el.section(
        rx.el.ul(rx.foreach(corrections, lambda one: _correction(one, on_withdraw)), class_name="corrections"),
        class_name="mt-6",
        aria_label=_("Your corrections"),
    )
    return rx.cond(corrections.length() > 0, said, rx.fragment())


def _correction(one: Any, on_withdraw: Any) -> rx.Component:
    words = rx.cond(one["kind"] == "playing", _("you were playing"), _("it was not you"))
    return rx.el.li(
        rx.el.span(rx.el.span(span(one["start_s"], one["end_s"]), class_name="figures"), " ", words),
        rx.el.button(
            _("Undo"),
            type="button",
            class_name="btn btn-quiet",
            on_click=on_withdraw(one["id"].to(str)),
            aria_label=_("Undo the correction of {at}", at=clock_var(one["start_s"])),
        ),
        data_testid="session-correction",
    )


def session_skeleton() -> rx.Component:
    """The same while it is still loading."""
    return rx.el.div(
        rx.el.div(
            skeleton("h-10 w-3/5 max-w-sm"),
            skeleton("h-5 w-4/5 max-w-xs"),
            class_name="session-header grid gap-3 pt-11",
        ),
        skeleton("h-8 w-4/5 max-w-md"),
        rx.el.div(stave([], 0, size="large", waits=True), class_name="picture"),
        rx.el.div(skeleton("h-10 w-28"), skeleton("h-10 w-28"), class_name="session-times"),
        aria_hidden="true",
    )
