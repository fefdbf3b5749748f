"""On a group's page: what was said to all, works on the list, challenges."""

from typing import Any

import reflex as rx

from practice_app.components.forum.list import posts
from practice_app.components.ui.button import button, icon_button, link_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, date_var, day_var, number_var
from practice_app.pages.groups.forms import area_field, tick, work_field
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.groups.doings import GroupDoingsState
from practice_app.state.groups.group import GroupState

D: Any = GroupDoingsState
LEADS: Any = GroupState.group.leads
MEASURES = (
    ("own_goal_pct", _("Per cent of each one's own weekly goal")),
    ("days", _("Days with practice")),
    ("minutes", _("Minutes")),
    ("repetitions", _("Repetitions")),
)


def _part(title: Any, add: rx.Component, rows: Any, drawn: Any, none: Any, handle: str) -> rx.Component:
    """A list under its title, with the way to add to it for who leads; for others nothing where there is nothing."""
    head = rx.el.div(rx.el.h2(title), rx.cond(LEADS, add, rx.fragment()), class_name="group-tools")
    there = rows.length() > 0
    listed = rx.el.ul(rx.foreach(rows, drawn), class_name="rows")
    shown = rx.cond(there, listed, rx.el.p(none, class_name="quiet"))
    part = rx.el.section(head, shown, class_name="group-part", data_testid=handle)
    return rx.cond(there | LEADS, part, rx.fragment())


def _add(words: Any, form: str) -> rx.Component:
    return button(
        words, variant="quiet", size="small", icon="plus", on_click=D.ask(form), data_testid=f"groups-{form}-add"
    )


def words() -> rx.Component:
    """What was said to all, the newest first; nothing where nothing was."""

    def one(row: Any) -> rx.Component:
        back = icon_button("x", _("Take this word back"), on_click=D.take_back(row.id))
        return rx.el.li(
            rx.el.div(
                rx.el.p(row.text, class_name="max-w-[60ch] whitespace-pre-line break-words"),
                rx.el.p(row.who, " · ", day_var(row.at, day="numeric", month="short"), class_name="quiet text-sm"),
                class_name="min-w-0",
            ),
            rx.cond(LEADS, back, rx.fragment()),
            key=row.id,
            class_name="group-said",
        )

    return _part(
        _("Words to all"), _add(_("Say something"), "word"), D.words, one, _("Nothing said yet."), "groups-words"
    )


def board() -> rx.Component:
    """The newest of what members write to each other, and the way to all of it."""
    of_group = "?group=" + GroupState.group.id
    write = link_button(
        _("Write"),
        href="/forum/new" + of_group,
        variant="quiet",
        size="small",
        icon="pencil",
        data_testid="groups-board-write",
    )
    none = rx.el.p(
        _("Questions, parts, fingerings: what is written here is read by the members alone."), class_name="quiet"
    )
    every = link_button(_("All that was written"), href="/forum" + of_group, variant="secondary", size="small")
    there = D.posts.length() > 0
    return rx.el.section(
        sheet("forum/forum.css"),
        rx.el.div(rx.el.h2(_("Board of the group")), write, class_name="group-tools"),
        rx.cond(there, rx.fragment(posts(D.posts), rx.el.div(every)), none),
        class_name="group-part",
        data_testid="groups-board",
    )


def works() -> rx.Component:
    """The list, each with the way to a piece of one's own."""

    def one(row: Any) -> rx.Component:
        mine = link_button(_("My piece"), href="/pieces/" + row.piece, variant="quiet", size="small")
        take = button(
            _("Take it among my pieces"),
            variant="secondary",
            size="small",
            on_click=D.take(row.id),
            data_testid="groups-work-take",
        )
        due = _("until {day}", day=date_var(row.due_on, day="numeric", month="short", timeZone="UTC"))
        drop = icon_button("x", _("Take {title} off the list", title=row.title), on_click=D.drop_work(row.id))
        return rx.el.li(
            rx.el.div(
                rx.el.p(row.title, class_name="row-title break-words"),
                rx.el.p(
                    row.composer,
                    rx.cond(row.part != "", " · " + row.part, ""),
                    rx.cond(row.due_on != "", rx.fragment(" · ", due), rx.fragment()),
                    class_name="quiet text-sm",
                ),
                rx.cond(row.piece != "", mine, take),
                class_name="grid min-w-0 justify-items-start gap-1",
            ),
            rx.cond(LEADS, drop, rx.fragment()),
            key=row.id,
            class_name="group-said",
            data_testid="groups-work",
        )

    return _part(
        _("On the list"),
        _add(_("Add a work"), "work"),
        D.works,
        one,
        _("No work on the list yet."),
        "groups-repertoire",
    )


def challenges() -> rx.Component:
    """What the group set itself, and how far it is."""
    return _part(
        _("Challenges"),
        _add(_("New challenge"), "challenge"),
        D.challenges,
        _challenge,
        _("A challenge against each one's own goal is one that everybody can win."),
        "groups-challenges",
    )


def _challenge(row: Any) -> rx.Component:
    first, last = (date_var(day, day="numeric", month="short", timeZone="UTC") for day in (row.first_day, row.last_day))
    reached = _("{n} of {m} have come that far", n=number_var(row.value), m=number_var(row.taking_part))
    drop = icon_button("x", _("Let {title} go", title=row.title), on_click=D.drop_challenge(row.id))
    all_of_them = rx.el.progress(value=row.share, max=1, class_name="bar", aria_label=_("All together"))
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.title, class_name="row-title break-words"),
            rx.el.p(
                _("{first} to {last}", first=first, last=last),
                " · ",
                _much(row.measure, row.target),
                class_name="quiet text-sm",
            ),
            rx.el.p(
                rx.cond(row.together, rx.fragment(_("All together"), ": ", _much(row.measure, row.value)), reached)
            ),
            rx.cond(row.together, all_of_them, rx.fragment()),
            rx.el.ul(rx.foreach(row.members, lambda one: _far(row, one)), class_name="group-far"),
            class_name="grid min-w-0 gap-1",
        ),
        rx.cond(LEADS, drop, rx.fragment()),
        key=row.id,
        class_name="group-said",
        data_testid="groups-challenge",
    )


def _far(row: Any, one: Any) -> rx.Component:
    name = rx.cond(one.me, _("{name} (you)", name=one.name), one.name)
    much = rx.cond(one.value < 0, _("no weekly goal"), _much(row.measure, one.value))
    done = rx.cond(one.reached, icon("check"), rx.fragment())
    return rx.el.li(
        rx.el.span(name, class_name="min-w-0 break-words"),
        rx.el.span(done, much, class_name="group-reached quiet text-sm"),
        rx.el.progress(value=one.share, max=1, class_name="bar", aria_hidden="true"),
        key=one.id,
    )


def _much(measure: Any, value: Any) -> Any:
    n = number_var(value)
    return rx.match(
        measure,
        ("own_goal_pct", _("{n} % of the weekly goal", n=n)),
        ("days", _("{n} days of practice", n=n)),
        ("minutes", _("{n} min", n=n)),
        _("{n} repetitions", n=n),
    )


def forms() -> rx.Component:
    """What leaders fill in; one at a time is open."""
    return rx.fragment(_work_form(), _challenge_form(), _word_form())


def _work_form() -> rx.Component:
    return form_dialog(
        "group-work",
        _("Add a work"),
        form_error(D.errors),
        text_field(_("Title"), "title", max_length=200, auto_complete="off", error=wrong(D.errors, "title")),
        text_field(_("Composer"), "composer", max_length=200, auto_complete="off", error=wrong(D.errors, "composer")),
        text_field(_("Part (may stay empty)"), "part", max_length=80, error=wrong(D.errors, "part")),
        text_field(_("Until (may stay empty)"), "due_on", type="date", error=wrong(D.errors, "due_on")),
        rx.el.p(
            _("It joins the catalogue that everybody shares, so that practice on it can be counted together."),
            class_name="quiet text-sm",
        ),
        is_open=D.form == "work",
        on_close=D.ask(""),
        on_submit=D.add_work,
        submit=_("Put it on the list"),
    )


def _challenge_form() -> rx.Component:
    measure = rx.el.div(
        rx.el.label(_("What is counted"), html_for="measure", class_name="field-label"),
        rx.el.select(
            *(rx.el.option(said, value=key) for key, said in MEASURES),
            id="measure",
            name="measure",
            class_name="field-control",
            data_testid="groups-challenge-measure",
        ),
        class_name="field",
    )
    return form_dialog(
        "group-challenge",
        _("New challenge"),
        form_error(D.errors),
        text_field(_("Name"), "title", max_length=120, auto_complete="off", error=wrong(D.errors, "title")),
        measure,
        text_field(
            _("How many"), "target", type="number", min=1, input_mode="numeric", error=wrong(D.errors, "target")
        ),
        text_field(_("First day"), "from", type="date", default_value=D.first_day, error=wrong(D.errors, "from")),
        text_field(_("Last day"), "to", type="date", default_value=D.last_day, error=wrong(D.errors, "to")),
        work_field(D.works),
        text_field(
            _("Only this passage (for repetitions)"), "passage", max_length=200, error=wrong(D.errors, "passage")
        ),
        tick(_("All together"), "together", _("What all do is added up. Without it each is to come that far."), False),
        is_open=D.form == "challenge",
        on_close=D.ask(""),
        on_submit=D.add_challenge,
        submit=_("Set challenge"),
    )


def _word_form() -> rx.Component:
    return form_dialog(
        "group-word",
        _("Say something to all"),
        form_error(D.errors),
        area_field(_("What you say"), "text", wrong(D.errors, "text")),
        rx.el.p(_("Each is told here, by a push or by mail, as they chose."), class_name="quiet text-sm"),
        is_open=D.form == "word",
        on_close=D.ask(""),
        on_submit=D.say,
        submit=_("Say it"),
    )
