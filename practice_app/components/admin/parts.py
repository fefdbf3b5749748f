"""What an administrator reads of the house: lists of two columns on the desktop, of two lines on the phone."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, duration_var, number_var, word_var

PARTS = {
    "database": _("Database"),
    "redis": _("Redis"),
    "s3": _("Storage for media"),
    "backup": _("Safety copy"),
}
WORDS = {
    "migrations_missing": _("wants to be migrated"),
    "backup_none": _("There is none yet"),
    "backup_old": _("The newest is older than a day"),
    "backup_failed": _("could not be made"),
}
JOBS = {
    "analysis": _("Listening to recordings"),
    "export": _("Exports"),
    "import": _("Imports"),
    "comparison": _("Comparing two takes"),
    "film": _("Films"),
    "voice": _("What is said aloud"),
    "moment": _("Moments of practice"),
    "post_film": _("Films on the board"),
}
STORED = {
    "recordings": _("Recordings"),
    "sheets": _("Sheets of pieces"),
    "homework": _("Sheets beside homework"),
    "pictures": _("Pictures on the board"),
    "post_films": _("Films on the board"),
    "portraits": _("Pictures of people"),
    "voices": _("What is said aloud"),
    "exports": _("Exports"),
    "imports": _("Imports"),
}


def health_rows(rows: Any) -> rx.Component:
    """Whether each part of the house answers."""

    def one(row: Any) -> rx.Component:
        said = rx.cond(row.part == "backup", _("made {time} ago", time=duration_var(row.age_s)), _("answers"))
        well = rx.el.span(icon("circle-check"), said, class_name="admin-well")
        why = rx.match(row.word, *WORDS.items(), _("does not answer"))
        ill = rx.el.span(icon("circle-alert"), why, class_name="admin-ill")
        return _line(row.part, rx.match(row.part, *PARTS.items(), row.part), rx.cond(row.word == "ok", well, ill))

    return _lines(rows, one)


def job_rows(rows: Any) -> rx.Component:
    """What is done behind the pages, by kind."""

    def one(row: Any) -> rx.Component:
        waits = rx.cond(
            row.waiting > 0, rx.el.span(_("the oldest for {time}", time=duration_var(row.oldest_s))), rx.fragment()
        )
        told = rx.el.span(
            rx.el.span(_("waiting: {n}", n=number_var(row.waiting))),
            waits,
            rx.el.span(_("under way: {n}", n=number_var(row.working))),
            rx.el.span(_("failed: {n}", n=number_var(row.failed)), class_name=rx.cond(row.failed > 0, "admin-ill", "")),
            class_name="admin-told",
        )
        return _line(row.kind, rx.match(row.kind, *JOBS.items(), row.kind), told)

    return _lines(rows, one)


def stored_rows(rows: Any) -> rx.Component:
    """What lies in S3, by kind."""

    def one(row: Any) -> rx.Component:
        told = rx.el.span(
            rx.el.span(_size(row.bytes), class_name="figures"),
            rx.el.span(_("in number: {n}", n=number_var(row.things)), class_name="quiet"),
            class_name="admin-told",
        )
        return _line(row.kind, rx.match(row.kind, *STORED.items(), row.kind), told)

    return _lines(rows, one)


def right_rows(rows: Any) -> rx.Component:
    """How often the analyser is right, by version and instrument, of those who let it be counted."""

    def one(row: Any) -> rx.Component:
        instrument = rx.cond(row.instrument == "", _("other instruments together"), word_var(row.instrument))
        told = rx.el.span(
            rx.el.span(_("heard right: {share}", share=number_var(row.share, style="percent")), class_name="figures"),
            rx.el.span(_("missed: {time}", time=duration_var(row.missed_s))),
            rx.el.span(_("too much: {time}", time=duration_var(row.added_s))),
            rx.el.span(
                _("{sessions} sessions of {people} people", sessions=row.sessions, people=row.people),
                class_name="quiet",
            ),
            class_name="admin-told",
        )
        return _line(row.version + row.instrument, rx.fragment(instrument, " · ", row.version), told)

    few = rx.el.p(_("Nothing is counted yet of five people or more."), class_name="quiet")
    return rx.cond(rows.length() > 0, _lines(rows, one), few)


def setting_rows(rows: Any) -> rx.Component:
    """How it is set; nothing can be set here."""
    return _lines(
        rows,
        lambda row: _line(
            row.name,
            rx.el.code(row.name),
            rx.cond(row.value != "", rx.el.span(row.value), rx.el.span(_("not set"), class_name="quiet")),
        ),
    )


def _lines(rows: Any, one: Any) -> rx.Component:
    return rx.el.dl(rx.foreach(rows, one), class_name="admin-lines")


def _line(key: Any, name: Any, told: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(told), key=key, class_name="admin-line")


def _size(many: Any) -> Any:
    return rx.cond(
        many >= 1_000_000_000,
        _("{n} GB", n=number_var(many / 1_000_000_000, maximumFractionDigits=1)),
        rx.cond(
            many >= 1_000_000,
            _("{n} MB", n=number_var(many / 1_000_000, maximumFractionDigits=1)),
            _("{n} kB", n=number_var(many / 1_000, maximumFractionDigits=0)),
        ),
    )
