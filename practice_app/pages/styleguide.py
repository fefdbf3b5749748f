"""The living style guide: every building block in every state. Only built for development."""

import reflex as rx

from practice_app.components.shell.entrance import evening_levels, evening_spans
from practice_app.components.shell.frame import shell
from practice_app.components.ui.button import button, icon_button, link_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.overlay import dialog, menu, menu_item
from practice_app.components.ui.stave import mark, stave, wordmark
from practice_app.components.ui.surface import (
    badge,
    empty_state,
    notice,
    page_header,
    skeleton,
    stat,
)

LONG = "Wolfgang Amadeus Theophilus Maximilian von Überlangenstein-Hohenzollern, quartet in E flat, second violin"
COLOURS = "base-100 base-200 base-300 base-content primary secondary accent neutral info success warning error"


class GuideState(rx.State):
    """What the style guide's own switches are set to."""

    asked: bool = False

    @rx.event
    def ask(self, asked: bool) -> None:
        """Open or close the dialog."""
        self.asked = asked


def styleguide() -> rx.Component:
    """All of it on one page."""
    return shell(
        page_header(
            "Style guide",
            icon_button("search", "Search"),
            menu("guide-menu", "More", menu_item("pencil", "Edit", href="#"), menu_item("trash-2", "Delete session")),
            eyebrow="Paper, ink, wood, daylight",
        ),
        _brand(),
        _colours(),
        _type(),
        _buttons(),
        _fields(),
        _surfaces(),
        _states(),
        _overlays(),
        active="/styleguide",
    )


def section(title: str, *children: rx.Component) -> rx.Component:
    """A part of the guide under its heading."""
    return rx.el.section(rx.el.h2(title, class_name="mb-3"), *children, class_name="mt-10")


def _brand() -> rx.Component:
    spans, levels = evening_spans(), evening_levels()
    return section(
        "The stave",
        rx.el.div(
            rx.el.div(wordmark(), mark(64), mark(24), class_name="flex items-center gap-6"),
            stave(spans, 900, size="large", levels=levels, label="Eight phrases in a quarter of an hour"),
            stave(spans, 900, size="medium", levels=levels),
            stave(spans, 900, size="small"),
            stave([], 0, size="medium", waits=True),
            class_name="grid gap-6",
        ),
    )


def _colours() -> rx.Component:
    swatches = [
        rx.el.div(
            rx.el.div(class_name=f"h-16 rounded-field border border-base-300 bg-[var(--color-{name})]"),
            rx.el.p(name, class_name="quiet mt-1 text-sm"),
        )
        for name in COLOURS.split()
    ]
    return section("Colours", rx.el.div(*swatches, class_name="grid grid-cols-3 gap-4 md:grid-cols-6"))


def _type() -> rx.Component:
    return section(
        "Type",
        rx.el.p("You play. It listens.", class_name="font-serif text-6xl font-medium tracking-tight"),
        rx.el.p("Sarabande in D minor", class_name="mt-3 font-serif text-3xl"),
        rx.el.p("poco a poco più lento", class_name="marking mt-2 text-xl"),
        rx.el.p("Body text, 17 px, line height one and a half: calm, and easy to read on a stand.", class_name="mt-3"),
        rx.el.p("Quiet text for what matters less.", class_name="quiet"),
        rx.el.p("1:05:23 · 0123456789", class_name="figures"),
        rx.el.p("작은북을 두드리며 연습해요 · 慢慢練習，才會進步", class_name="mt-2"),
    )


def _buttons() -> rx.Component:
    return section(
        "Buttons",
        rx.el.div(
            button("Save session", icon="check"),
            button("Add a piece", variant="secondary", icon="plus"),
            button("Not now", variant="quiet"),
            button("Delete session", variant="danger"),
            button("Saving", loading=True),
            button("Off", disabled=True),
            link_button("Practise", href="#", size="stand", icon="play"),
            class_name="flex flex-wrap items-center gap-3",
        ),
    )


def _fields() -> rx.Component:
    return section(
        "Fields",
        rx.el.div(
            text_field("Name", "guide-name", hint="As your quartet knows you.", default_value=LONG),
            text_field("E-mail", "guide-email", error="This doesn't look like an e-mail address.", type="email"),
            class_name="grid gap-5 md:grid-cols-2",
        ),
    )


def _surfaces() -> rx.Component:
    return section(
        "Surfaces",
        rx.el.dl(
            stat("41", "played", unit="min"),
            stat("52", "on the clock", unit="min", outline=True),
            stat("1,204,331", "notes in all", note="since 2019"),
            class_name="sheet grid grid-cols-2 gap-4 md:grid-cols-3",
        ),
        rx.el.div(
            badge("slow"), badge("best of the week", filled=True), badge(LONG), class_name="my-4 flex flex-wrap gap-2"
        ),
    )


def _states() -> rx.Component:
    return section(
        "States",
        rx.el.div(
            notice("Your microphone is off. The clock goes on."),
            notice("Saved on this device. It goes up when there is a network.", mood="good"),
            notice("Only 200 MB are left on this device.", mood="careful"),
            notice(
                "The recording couldn't be sent. It is safe on this device.",
                button("Try again", variant="secondary", size="small"),
                mood="bad",
            ),
            empty_state(
                "Nothing here yet",
                "Your first session will stand here: when you played, how long it sounded, how it went.",
                button("Start practising", icon="play"),
                picture=rx.el.div(stave([], 0, size="medium"), class_name="w-48"),
            ),
            rx.el.div(skeleton("h-8 w-40"), skeleton(), skeleton("h-4 w-2/3"), class_name="grid gap-3"),
            class_name="grid gap-4",
        ),
    )


def _overlays() -> rx.Component:
    return section(
        "Overlays",
        rx.el.div(
            button("Ask", variant="secondary", on_click=GuideState.ask(True)),
            class_name="flex gap-3",
        ),
        dialog(
            "Delete this session?",
            rx.el.p("Its recording goes too. You can take it back for a few seconds."),
            is_open=GuideState.asked,
            on_close=GuideState.ask(False),
            actions=[
                button("Keep it", variant="quiet", on_click=GuideState.ask(False)),
                button("Delete session", variant="danger", on_click=GuideState.ask(False)),
            ],
        ),
    )
