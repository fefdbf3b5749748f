"""A journal from elsewhere: tried out by bringing.jsx, and how far it is once it is on its way."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.components.ui.surface import notice
from practice_app.i18n import _, _n, text_var
from practice_app.reflex_seams.published import published


class _Bringing(Island):
    library = published("bringing.jsx")
    tag = "Bringing"


def bringing(state: Any) -> rx.Component:
    """What can be brought, and what came of the last one."""
    return rx.el.div(
        rx.el.p(
            _("A CSV file of another journal, or the ZIP of an export from this Woodshed or another one."),
            " ",
            _("Of a CSV you see what would come before anything is taken in."),
            class_name="quiet",
        ),
        _Bringing.create(),
        rx.match(
            state.import_status,
            ("queued", _under_way(state)),
            ("importing", _under_way(state)),
            ("done", _done(state)),
            ("failed", _failed(state)),
            rx.fragment(),
        ),
        class_name="grid max-w-xl gap-5",
    )


def _under_way(state: Any) -> rx.Component:
    rows = _n("{n} row is done.", "{n} rows are done.", state.import_rows)
    return rx.el.p(
        rx.el.span(class_name="loading loading-spinner loading-sm", aria_hidden="true"),
        rx.el.span(_("Taking it in …"), " ", rx.cond(state.import_rows > 0, rows, "")),
        role="status",
        class_name="flex items-center gap-3",
        data_testid="import-under-way",
    )


def _done(state: Any) -> rx.Component:
    came = _n("{n} session was taken in.", "{n} sessions were taken in.", state.import_imported)
    there = _n("{n} was there already.", "{n} were there already.", state.import_skipped)
    said = rx.fragment(came, " ", rx.cond(state.import_skipped > 0, there, ""))
    return rx.el.div(notice(said, mood="good"), _wrong(state), class_name="grid gap-4", data_testid="import-done")


def _failed(state: Any) -> rx.Component:
    said = _("It could not all be taken in. What came is there; bring the same file again and it goes on from there.")
    return rx.el.div(notice(said, mood="bad"), _wrong(state), class_name="grid gap-4", data_testid="import-failed")


def _wrong(state: Any) -> rx.Component:
    errors = state.import_errors
    lines = rx.el.ul(rx.foreach(errors, _line), class_name="data-wrong")
    summary = _n("{n} line could not be taken", "{n} lines could not be taken", errors.length())
    return rx.cond(errors.length() > 0, rx.el.details(rx.el.summary(summary), lines), rx.fragment())


def _line(error: Any) -> rx.Component:
    line = rx.cond(error.row > 0, _("Line {n}", n=error.row), "")
    return rx.el.li(rx.el.span(line, class_name="figures"), rx.el.span(text_var(error.problem, error.filled_with)))
