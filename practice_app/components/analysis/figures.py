"""The figures of a session.

Each says how sure it is, what it means and what it rests on; one that can't be told says why. Moments that are named
here (``data-moments``, ``data-second``) are shown on the music by picture.jsx.
"""

from typing import Any

import reflex as rx

from practice_app.components.analysis import values
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, _n, clock_var, number_var, text_var
from practice_app.metrics import Beside

Metrics = list[dict[str, Any]]


def figures(metrics: Any, on_read: Any = None) -> rx.Component:
    """``metrics`` as `services/journal/words.py` tells them; nothing where there are none.

    ``on_read`` (tempo) when somebody says how they count one that may be read in two ways; without it nobody is asked.
    """
    faint, untold = _of(metrics, "faint"), _of(metrics, "untold")
    guesses = _n("{n} figure is hardly more than a guess", "{n} figures are hardly more than a guess", faint.length())
    nothing = _n("{n} figure can't be told", "{n} figures can't be told", untold.length())
    section = rx.el.section(
        rx.el.h2(_("What it heard"), class_name="mb-2"),
        _list(_of(metrics, "told"), on_read),
        _folded("faint", guesses, faint, on_read),
        _folded("untold", nothing, untold, on_read),
        class_name="mt-10",
    )
    return rx.fragment(sheet("analysis/figures.css"), rx.cond(metrics.length() > 0, section, rx.fragment()))


def _of(metrics: Any, group: str) -> Any:
    """Those of one group."""
    code = f'({metrics!s} ?? []).filter(({{ group }}) => group === "{group}")'
    return rx.Var(code, _var_data=metrics._get_all_var_data()).to(Metrics)


def _list(metrics: Any, on_read: Any) -> rx.Component:
    listed = rx.el.ul(rx.foreach(metrics, lambda metric: _figure(metric, on_read)), class_name="figure-list")
    return rx.cond(metrics.length() > 0, listed, rx.fragment())


def _folded(name: str, said: Any, metrics: Any, on_read: Any) -> rx.Component:
    """Figures that are not for everybody's eye: one line, which opens."""
    folded = rx.el.details(
        rx.el.summary(rx.el.span(said), icon("chevron-down")),
        _list(metrics, on_read),
        class_name="figure-folded",
        data_testid=f"figures-{name}",
    )
    return rx.cond(metrics.length() > 0, folded, rx.fragment())


def _figure(metric: Any, on_read: Any) -> rx.Component:
    key, number = metric["key"].to(str), metric["value"]
    known, evidence = number.is_not_none(), metric["evidence"].to(Metrics)
    summary = rx.el.summary(
        rx.el.span(values.name(key), class_name="figure-name"),
        rx.el.span(rx.cond(known, values.value(key, number), values.unknown()), class_name="figure-number"),
        rx.el.span(text_var(metric["under"], {}), _beside(metric), _read(metric), class_name="figure-under"),
        rx.el.span(rx.el.span(_("What is this?"), class_name="sr-only"), icon("info"), class_name="figure-what"),
    )
    more = rx.el.div(rx.el.p(values.meaning(key)), _moments(evidence), class_name="figure-more")
    shown = {"data-moments": rx.cond(known, evidence.to_string(), rx.Var("undefined"))}
    return rx.el.li(
        rx.el.details(summary, more, custom_attrs=shown),
        rx.fragment() if on_read is None else _pick(metric, on_read),
        class_name="figure-row",
        custom_attrs={"data-testid": "metric-" + key},
    )


def _beside(metric: Any) -> rx.Component:
    """What a figure means next to something one knows: one's target, or the A on the tuner."""
    apart, hz = metric["apart"].to(int), metric["references_hz"].to(list[float])
    target = rx.cond(
        apart == 0,
        _("right at your target"),
        rx.cond(apart < 0, _("{n} below your target", n=-apart), _("{n} above your target", n=apart)),
    )
    low, own, high = (number_var(hz[place], maximumFractionDigits=1) for place in range(3))
    tuned = _("your A is at {hz} Hz; a semitone away it would be {low} or {high} Hz", hz=own, low=low, high=high)
    known = metric["value"].is_not_none()
    in_reach = known & values.told_beside(metric["key"].to(str), Beside.REFERENCES) & (hz.length() == 3)
    return rx.cond(
        metric["apart"].is_not_none(),
        rx.fragment(" · ", target),
        rx.cond(in_reach, rx.fragment(" · ", tuned), rx.fragment()),
    )


def _read(metric: Any) -> rx.Component:
    """The two tempi that fit what was played, where it may be read either way."""
    read = metric["read"].to(list[int])
    said = _("{slow}, or {fast} felt in eighths", slow=read[0], fast=read[1])
    told = rx.cond(metric["picked"].to(bool), _("as you count it"), said)
    return rx.cond(read.length() == 2, rx.fragment(" · ", told), rx.fragment())


def _pick(metric: Any, on_read: Any) -> rx.Component:
    """Asks once how the player counts; afterwards the other reading is a tap away."""
    read = metric["read"].to(list[int])
    asked = rx.cond(metric["picked"].to(bool), _("You count this piece so."), _("How do you count it?"))
    ways = rx.el.div(
        rx.el.span(asked),
        *(_way(read[place], metric, on_read) for place in range(2)),
        class_name="figure-ways",
        data_testid="tempo-ways",
    )
    return rx.cond(read.length() == 2, ways, rx.fragment())


def _way(bpm: Any, metric: Any, on_read: Any) -> rx.Component:
    chosen = metric["picked"].to(bool) & (round(metric["value"].to(float)) == bpm)
    return rx.el.button(
        _("{n} bpm", n=bpm),
        type="button",
        aria_pressed=rx.cond(chosen, "true", "false"),
        class_name=rx.cond(chosen, "moment moment-chosen figures", "moment figures"),
        on_click=on_read(bpm),
    )


def _moments(evidence: Any) -> rx.Component:
    """The moments it rests on; a tap jumps there."""
    rests = rx.el.p(rx.el.span(_("It rests on:")), rx.foreach(evidence, _moment), class_name="figure-moments")
    return rx.cond(evidence.length() > 0, rests, rx.fragment())


def _moment(part: Any) -> rx.Component:
    start, end = part["start_s"], part["end_s"]
    jump = {"data-second": start}
    return rx.el.button(span(start, end), type="button", class_name="moment figures", custom_attrs=jump)


def span(start_s: Any, end_s: Any) -> rx.Component:
    """From when to when, on the session's clock."""
    return rx.fragment(clock_var(start_s), "–", clock_var(end_s))
