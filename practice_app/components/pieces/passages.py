"""The sections of a piece: bars, and the tempi of now and one day, changed where they stand."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button, icon_button
from practice_app.i18n import _


def listed(rows: Any, *, add: Any, edit: Any, say_tempo: Any) -> rx.Component:
    """The sections; ``edit`` gets an id, ``say_tempo`` an id, which tempo, and what was written."""
    none = rx.el.p(_("No sections yet. Mark the bars you come back to."), class_name="quiet")
    each = rx.foreach(rows, lambda row: _passage(row, edit, say_tempo))
    return rx.el.section(
        rx.el.h2(_("Sections"), class_name="piece-heading"),
        rx.cond(rows.length() > 0, rx.el.ul(each, class_name="passages"), none),
        rx.el.div(button(_("Add a section"), variant="secondary", size="small", icon="plus", on_click=add)),
        class_name="grid gap-2",
    )


def bars(row: Any) -> Any:
    """Say which bars."""
    return rx.match(
        row.bar_end,
        (-1, _("from bar {first}", first=row.bar_start)),
        (row.bar_start, _("bar {first}", first=row.bar_start)),
        _("bars {first}–{last}", first=row.bar_start, last=row.bar_end),
    )


def _passage(row: Any, edit: Any, say_tempo: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(row.title, class_name="font-semibold"),
            rx.cond(row.bar_start >= 0, rx.el.span(bars(row), class_name="quiet text-sm"), rx.fragment()),
            class_name="min-w-0 grid break-words",
        ),
        rx.el.span(
            _tempo(row, row.current_bpm, "current_bpm", _("Tempo now"), say_tempo),
            rx.el.span("→", class_name="quiet", aria_hidden="true"),
            _tempo(row, row.target_bpm, "target_bpm", _("Target tempo"), say_tempo),
            rx.el.span(_("bpm"), class_name="quiet text-sm"),
            class_name="passage-tempi",
        ),
        icon_button("pencil", _("Edit section"), on_click=edit(row.id), data_testid="section-edit"),
        class_name="passage",
        data_testid="piece-section",
    )


def _tempo(row: Any, value: Any, name: str, label: Any, say_tempo: Any) -> rx.Component:
    return rx.el.input(
        key=f"{row.id}-{name}-{value}",
        default_value=rx.cond(value > 0, value.to_string(), ""),
        on_blur=lambda said: say_tempo(row.id, name, said),
        type="number",
        input_mode="numeric",
        min=10,
        max=400,
        placeholder="–",
        aria_label=label,
        title=label,
        class_name="field-control passage-bpm",
        data_testid=f"section-{name}",
    )
