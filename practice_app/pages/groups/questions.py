"""What lies over a group's page: its settings, and what is asked before somebody goes."""

from typing import Any

import reflex as rx

from practice_app.components.profiles.islands import picture_editor
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _
from practice_app.pages.groups.forms import area_field, joining_field, tick
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.groups.group import GroupState

S: Any = GroupState
G: Any = GroupState.group


def questions() -> rx.Component:
    """All of them; one at a time is open."""
    return rx.fragment(
        _settings(),
        _question(
            "leave",
            _("Leave this group?"),
            _("What you showed is seen no more, at once and for what was. You can come back as you came."),
            _("Leave the group"),
            S.leave,
        ),
        _question(
            "end",
            _("End this group?"),
            _(
                "Nobody sees it any more. For 14 days you can bring it back, with everybody in it. Nobody's practice is"
                " lost."
            ),
            _("End the group"),
            S.end,
        ),
        _question(
            "hand_over",
            _("Hand the group over to {name}?", name=S.about_name),
            _("They own it from then on, and you are an admin."),
            _("Hand over"),
            S.hand_over,
        ),
        _question(
            "remove",
            _("Ask {name} to go?", name=S.about_name),
            _("They are in the group no more, and come back only by a link or by asking."),
            _("Ask to go"),
            S.remove,
        ),
    )


def _question(part: str, title: Any, words: Any, yes: Any, deed: Any) -> rx.Component:
    return dialog(
        title,
        rx.el.p(words),
        is_open=S.form == part,
        on_close=S.ask(""),
        actions=[
            button(_("Cancel"), variant="quiet", on_click=S.ask("")),
            button(yes, variant="danger", on_click=deed, data_testid=f"groups-{part}-yes"),
        ],
    )


def _settings() -> rx.Component:
    end = button(_("End the group"), variant="quiet", on_click=S.ask("end"), data_testid="groups-end")
    most = text_field(
        _("Room for so many members"),
        "max_members",
        type="number",
        min=1,
        input_mode="numeric",
        default_value=G.max_members.to(str),
        error=wrong(S.errors, "max_members"),
    )
    return form_dialog(
        "group-settings",
        _("Settings"),
        form_error(S.errors),
        picture_editor(G.picture, G.name, path="/api/v1/groups/" + G.id + "/picture", on_changed=S.ask("settings")),
        text_field(_("Name"), "name", max_length=80, default_value=G.name, error=wrong(S.errors, "name")),
        area_field(
            _("What it is (may stay empty)"), "description", wrong(S.errors, "description"), default_value=G.description
        ),
        joining_field(G.joining),
        most,
        tick(
            _("Rankings"), "rankings", _("Members may be sorted by minutes. Without it they stand by name."), G.rankings
        ),
        tick(
            _("A page that anybody may see"),
            "public_dashboard",
            _(
                "Who leads may make links to it. It shows sums of those who share, and names only of members who say so"
                " themselves. Switched off, no link opens it."
            ),
            G.public,
        ),
        is_open=S.form == "settings",
        on_close=S.ask(""),
        on_submit=S.save,
        submit=_("Save settings"),
        more=rx.cond(G.owns, end, rx.fragment()),
    )
