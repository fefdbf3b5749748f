"""A child in the list of its guardians, and all that can be done for it once it is opened."""

from typing import Any, NamedTuple

import reflex as rx

from practice_app.components.guardians.accepting import inviting
from practice_app.components.guardians.forms import delete_form, hand_over_form, password_form, pin_form
from practice_app.components.journal.facts import session_name
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.surface import badge, notice
from practice_app.i18n import _, date_var, duration_var
from practice_app.models import ConsentHow


class Deeds(NamedTuple):
    """What the page does when something is tapped."""

    toggle: Any
    allow: Any
    agree: Any
    revoke: Any
    restore: Any
    drop_pin: Any
    again: Any
    """Something was sent: look again."""


def child_row(child: Any, opened: Any, sessions: Any, deeds: Deeds) -> rx.Component:
    """One child; what is open stands below its line, its newest ``sessions`` first."""
    is_open = opened == child.id
    line = rx.el.button(
        rx.el.span(child.name.to(str)[0], class_name="child-face", aria_hidden="true"),
        rx.el.span(
            rx.el.span(child.name, class_name="row-title block"),
            rx.el.span(child.username, class_name="quiet block text-sm"),
            class_name="min-w-0 grow text-start break-words",
        ),
        _state(child),
        rx.el.span(
            class_name=rx.cond(is_open, "icon icon-chevron-down", "icon icon-chevron-right"), aria_hidden="true"
        ),
        type="button",
        aria_expanded=rx.cond(is_open, "true", "false"),
        on_click=deeds.toggle(child.id),
        class_name="child-line",
        data_testid="child-row",
    )
    inside = rx.fragment(_lately(sessions), _opened(child, deeds))
    return rx.el.li(line, rx.cond(is_open, inside, rx.fragment()))


def _state(child: Any) -> rx.Component:
    return rx.cond(
        child.deletes_at != "",
        badge(_("deleted")),
        rx.cond(child.paused, badge(_("paused")), rx.cond(child.grown, badge(_("grown")), rx.fragment())),
    )


def _lately(sessions: Any) -> rx.Component:
    """Its newest sessions, each a way to read it with what teachers said; nothing before there is one."""
    part = _part(_("Practised last"), rx.el.ul(rx.foreach(sessions, _session), class_name="rows max-w-md"))
    return rx.cond(sessions.length() > 0, rx.el.div(part, class_name="child-parts"), rx.fragment())


def _session(one: Any) -> rx.Component:
    when = date_var(one.started_at, day="numeric", month="short", weekday="short", timeZone=one.timezone)
    return rx.el.li(
        rx.el.a(
            rx.el.span(session_name(one), class_name="row-title block break-words"),
            rx.el.span(when, " · ", duration_var(one.clock_s), class_name="quiet block text-sm"),
            href="/sessions/" + one.id.to(str),
            class_name="grid min-h-12 content-center py-2",
        ),
        key=one.id,
        data_testid="child-session",
    )


def _opened(child: Any, deeds: Deeds) -> rx.Component:
    return rx.cond(child.deletes_at != "", _deleted(child, deeds), _living(child, deeds))


def _deleted(child: Any, deeds: Deeds) -> rx.Component:
    back = button(
        _("Bring it back"), variant="secondary", on_click=deeds.restore(child.id), data_testid="child-restore"
    )
    day = date_var(child.deletes_at, dateStyle="medium")
    said = _("Deleted. Until {day} it can be brought back; then everything of it is erased.", day=day)
    return rx.el.div(notice(said, back, mood="careful"), class_name="child-parts")


def _living(child: Any, deeds: Deeds) -> rx.Component:
    return rx.el.div(
        rx.cond(child.paused, _paused(child, deeds), rx.fragment()),
        _part(_("Password"), password_form(child)),
        _part(_("PIN for a shared device"), pin_form(child, deeds.again), _without_pin(child, deeds)),
        _part(_("What is allowed"), _allowed(child, deeds)),
        _part(_("Who agrees"), _agreement(child, deeds)),
        _part(_("A second adult"), _guardians(child), inviting(child.id)),
        rx.cond(child.grown, _part(_("Hand it over"), hand_over_form(child)), rx.fragment()),
        _part(_("Delete"), rx.el.p(_ENDS, class_name="quiet max-w-prose"), delete_form(child, deeds.again)),
        class_name="child-parts",
    )


_ENDS = _(
    "The child is signed out everywhere at once. For 14 days you can bring the journal back; then every session,"
    " recording and note is erased for good."
)


def _part(title: Any, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h3(title, class_name="child-part-title"), *children, class_name="child-part")


def _paused(child: Any, deeds: Deeds) -> rx.Component:
    day = date_var(child.leaves_at, dateStyle="medium")
    said = _(
        "Nobody agrees to this journal any more, so it is paused: the child can't sign in, and nothing is lost. If"
        " nobody agrees again by {day}, it is deleted.",
        day=day,
    )
    return notice(said, button(_("Agree again"), variant="secondary", on_click=deeds.agree(child.id)), mood="careful")


def _without_pin(child: Any, deeds: Deeds) -> rx.Component:
    off = button(_("Take the PIN away"), variant="quiet", on_click=deeds.drop_pin(child.id))
    return rx.cond(
        child.has_pin,
        rx.el.div(badge(_("has a PIN")), off, class_name="flex flex-wrap items-center gap-3"),
        rx.fragment(),
    )


def _allowed(child: Any, deeds: Deeds) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _("Strangers never find a child here. You may allow what shows it to some:"), class_name="quiet max-w-prose"
        ),
        _toggle(child, "public_shares", child.public_shares, _("Links that anybody who has them can open"), deeds),
        _toggle(child, "open_groups", child.open_groups, _("Groups that anybody may join"), deeds),
        _toggle(child, "partners", child.partners, _("Looking for people to practise with"), deeds),
        class_name="grid max-w-md gap-1",
    )


def _toggle(child: Any, what: str, may: Any, label: Any, deeds: Deeds) -> rx.Component:
    box = rx.el.input(
        type="checkbox",
        checked=may,
        on_change=deeds.allow(child.id, what, ~may),
        class_name="toggle toggle-primary shrink-0",
        data_testid=f"child-allow-{what}",
    )
    return rx.el.label(
        rx.el.span(label), box, class_name="flex min-h-12 cursor-pointer items-center justify-between gap-4"
    )


def _agreement(child: Any, deeds: Deeds) -> rx.Component:
    again = button(_("Agree"), variant="secondary", on_click=deeds.agree(child.id), data_testid="child-agree")
    return rx.el.div(
        rx.el.ul(rx.foreach(child.consents, _consent), class_name="rows max-w-md"),
        rx.cond(child.agreed, _take_back(child, deeds), rx.el.div(again)),
        class_name="grid gap-3",
    )


def _take_back(child: Any, deeds: Deeds) -> rx.Component:
    """What comes of it is said before it is done."""
    said = _(
        "Then the child is signed out and can't sign in, unless another adult agrees. Nothing is lost. After 30 days in"
        " which nobody agrees again, the journal is deleted."
    )
    sure = button(_("I no longer agree"), variant="danger", on_click=deeds.revoke(child.id), data_testid="child-revoke")
    summary = rx.el.summary(
        _("Take my agreement back"), class_name="link-plain cursor-pointer", data_testid="child-revoke-ask"
    )
    inside = rx.el.div(rx.el.p(said), sure, class_name="mt-3 grid max-w-prose justify-items-start gap-3")
    return rx.el.details(summary, inside)


def _consent(row: Any) -> rx.Component:
    at = date_var(row.at, dateStyle="medium")
    ended = rx.el.span(_("taken back {day}", day=date_var(row.revoked_at, dateStyle="medium")))
    return rx.el.li(
        rx.el.p(rx.cond(row.by != "", row.by, _("Somebody who left")), class_name="row-title"),
        rx.el.p(
            rx.el.span(_how(row.how)),
            rx.el.span(at),
            rx.el.span(_("text {version}", version=row.text_version)),
            rx.cond(row.revoked_at != "", ended, rx.fragment()),
            class_name="quiet flex flex-wrap gap-x-4 text-sm",
        ),
        class_name="py-2",
    )


def _how(how: Any) -> Any:
    return rx.match(
        how,
        (ConsentHow.MAKING.value, _("by starting the journal")),
        (ConsentHow.ACCEPTING.value, _("by accepting a code")),
        (ConsentHow.AGAIN.value, _("again")),
        _("by signing up"),
    )


def _guardians(child: Any) -> rx.Component:
    named = rx.foreach(child.guardians, lambda name: rx.el.li(icon("users"), rx.el.span(name), class_name="flex gap-2"))
    return rx.fragment(
        rx.el.ul(named, class_name="grid gap-1"),
        rx.el.p(
            _("Another adult sees and does here what you do. They need an account of their own, and a code."),
            class_name="quiet max-w-prose",
        ),
    )
