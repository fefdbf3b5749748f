"""How notes that were held long sound: sentences and numbers, and no judgement."""

from typing import Any

import reflex as rx

from practice_app.i18n import _, number_var, text_var


def toning(tone: Any) -> rx.Component:
    """``tone`` as `services/journal/toning.py` tells it; nothing where no note was held long."""
    section = rx.el.section(
        rx.el.h2(_("Your long notes"), class_name="mb-2"),
        _sentence(tone["course"], {}),
        _sentence(tone["beside"], tone["values"]),
        rx.el.p(_numbers(tone), class_name="quiet mt-1 text-sm"),
        rx.el.details(rx.el.summary(_("What is this?")), rx.el.p(_explained()), class_name="repeat-what"),
        class_name="mt-10",
        data_testid="session-tone",
    )
    return rx.cond(tone["brightness"].to(float) > 0, section, rx.fragment())


def _sentence(said: Any, values: Any) -> rx.Component:
    return rx.cond(said != "", rx.el.p(text_var(said, values)), rx.fragment())


def _numbers(tone: Any) -> rx.Component:
    bright = _("How bright: {n}", n=number_var(tone["brightness"], minimumFractionDigits=1, maximumFractionDigits=1))
    noise = _("Tone over noise: {n} dB", n=number_var(tone["over_noise"], maximumFractionDigits=0))
    told = rx.cond(tone["over_noise"].is_not_none(), rx.fragment(noise, " · "), rx.fragment())
    return rx.fragment(bright, " · ", told, text_var(tone["under"], {}))


def _explained() -> Any:
    return _(
        "Notes of a second or longer, without their beginning and end. How bright they are is counted in harmonics: at "
        "1 there would be the bare note, the more sounds above it, the brighter, and low notes are brighter than high "
        "ones. The noise is breath, or the bow on the string. Both also change with the room and the microphone. This "
        "describes your sound; no number is better than another."
    )
