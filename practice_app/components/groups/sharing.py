"""What one shows a group, as a choice of four, each said in words of what the others see."""

from typing import Any

import reflex as rx

from practice_app.i18n import _

LEVELS = (
    ("nothing", _("Nothing"), _("They see your name, and nothing of your practice. You are in no sum.")),
    ("minutes", _("Minutes"), _("They see on which days you practise, and how long.")),
    (
        "statistics",
        _("Statistics"),
        _("They also see what you play it on, and which works of the catalogue you have in hand."),
    ),
    (
        "sessions",
        _("Sessions"),
        _("They may also open your sessions: when, how long, which pieces. Never notes, ratings or recordings."),
    ),
)


def sharing_choice(chosen: Any, choose: Any, look: Any) -> rx.Component:
    """The four; ``look`` is where one sees one's sessions as the others do."""
    seen = rx.el.a(_("See what they see"), href=look, class_name="link-plain group-to-sessions text-sm")
    return rx.el.div(
        *(_level(key, name, words, chosen, choose) for key, name, words in LEVELS),
        rx.cond(chosen == "sessions", seen, rx.fragment()),
        rx.el.p(
            _("Whatever you choose, the group never sees your notes, ratings, tags or recordings."),
            class_name="quiet text-sm",
        ),
        rx.el.p(
            _("You change this at any time. It holds at once, and for what was before."), class_name="quiet text-sm"
        ),
        role="radiogroup",
        aria_label=_("What the others see of my practice"),
        class_name="group-sharing",
        data_testid="groups-sharing",
    )


def naming_choice(chosen: Any, choose: Any) -> rx.Component:
    """As whom one stands on the page that anybody may see who has a link to it."""
    return rx.el.div(
        rx.el.label(_("On the page that anybody may see I am"), html_for="group-named", class_name="field-label"),
        rx.el.select(
            rx.el.option(_("not named"), value="not"),
            rx.el.option(_("there with my initials"), value="initials"),
            rx.el.option(_("there with my name"), value="name"),
            id="group-named",
            value=chosen,
            on_change=choose,
            class_name="field-control",
            data_testid="groups-named",
        ),
        rx.el.p(
            _(
                "What you share counts in its sums in any case. Beside your name stands how long you practised, where"
                " you share that."
            ),
            class_name="quiet text-sm",
        ),
        class_name="field",
    )


def _level(key: str, name: Any, words: Any, chosen: Any, choose: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="sharing",
            value=key,
            checked=chosen == key,
            on_change=choose(key),
            data_testid=f"groups-sharing-{key}",
        ),
        rx.el.span(
            rx.el.span(name, class_name="font-semibold"),
            rx.el.span(words, class_name="quiet text-sm"),
            class_name="grid",
        ),
        class_name="group-level",
    )
