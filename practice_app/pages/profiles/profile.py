"""One's profile: what one tells of oneself, to whom it is shown, and how that looks."""

from typing import Any

import reflex as rx

from practice_app.components.profiles.card import KINDS
from practice_app.components.profiles.islands import instrument_picker, picture_editor
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import page_header, skeleton
from practice_app.i18n import _, text_var, word_var
from practice_app.pages.accounts.part import part
from practice_app.pages.profiles.preview import preview
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.pages.sharing.parts import share_profile
from practice_app.services.profiles import drafts
from practice_app.state.profiles import ProfileState
from practice_app.words import LEVELS

ERRORS = ProfileState.errors
INSTRUMENTS: Any = ProfileState.instruments
KEPT = (
    *("loaded", "name", "kind", "level", "years", "bio", "specialties", "hashtags"),
    *("title", "instruments", "played", "privacy", "seen_as", "preview", "seen_instruments"),
)


def profile() -> rx.Component:
    """The page."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        sheet("accounts/settings.css"),
        sheet("profiles/profile.css"),
        page_header(_("Profile"), eyebrow=back),
        _level_words(),
        rx.el.div(
            part(_("Picture"), _when_loaded(_picture())),
            part(
                _("About you"),
                seen_last(_skeleton(), ProfileState, *KEPT, ready=ProfileState.loaded),
                _when_loaded(_about()),
            ),
            part(_("Instruments"), _when_loaded(_instruments())),
            part(_("Your title"), _when_loaded(_title())),
            part(_("Who sees it"), _when_loaded(_privacy())),
            part(_("What others see"), _when_loaded(preview())),
            part(_("Together"), _ways()),
            part(_("Share by a link"), _when_loaded(_links())),
            class_name="settings",
        ),
        active="/profile",
    )


def _when_loaded(drawn: rx.Component) -> rx.Component:
    return rx.cond(ProfileState.loaded, drawn, rx.fragment())


def _links() -> rx.Component:
    every = rx.el.a(
        icon("arrow-right", class_name="me-1.5"),
        _("All your links"),
        href="/shares",
        class_name="link-plain",
        data_testid="profile-shares",
    )
    return rx.el.div(share_profile(), rx.el.p(every, class_name="mt-6"))


def _ways() -> rx.Component:
    """The ways to what one does with others."""
    return rx.el.div(
        _way(_("Lessons with your teachers and students"), "/lessons", "profile-lessons"),
        _way(_("Groups"), "/groups", "profile-groups"),
        _way(_("Find a practice partner"), "/partners", "profile-partners"),
        class_name="grid gap-2",
    )


def _way(words: Any, href: str, handle: str) -> rx.Component:
    drawn = icon("arrow-right", class_name="me-1.5")
    return rx.el.p(rx.el.a(drawn, words, href=href, class_name="link-plain", data_testid=handle))


def _skeleton() -> rx.Component:
    field = rx.el.div(skeleton("h-4 w-20"), skeleton("h-12 w-full"), class_name="grid gap-2")
    return rx.el.div(field, field, field, class_name="grid max-w-md gap-4", aria_busy="true")


def _picture() -> rx.Component:
    return picture_editor(ProfileState.picture, ProfileState.name, on_changed=ProfileState.look_again)


def _about() -> rx.Component:
    return rx.el.form(
        form_error(ERRORS),
        _line(_("Name"), "display_name", ProfileState.name, max_length=80, auto_complete="nickname"),
        _choice(_("What music is to you"), "kind", ProfileState.kind, [("", _("Not said")), *KINDS]),
        _line(
            _("Level"),
            "level",
            word_var(ProfileState.level),
            hint=_("In your own words too, like a grade or a book of studies."),
            max_length=drafts.LEVEL_LENGTH,
            list="level-words",
            auto_complete="off",
        ),
        _line(_("Years of playing"), "years_playing", ProfileState.years, input_mode="numeric", max_length=3),
        _several(),
        _line(
            _("Specialties"),
            "specialties",
            ProfileState.specialties,
            hint=_("With commas between them."),
            max_length=1000,
        ),
        _line(
            _("Hashtags"),
            "hashtags",
            ProfileState.hashtags,
            hint=_("Words like #violin #hobby."),
            max_length=500,
            auto_complete="off",
            auto_capitalize="none",
        ),
        rx.el.div(button(_("Save"), type="submit", variant="secondary", data_testid="profile-save")),
        on_submit=ProfileState.save,
        no_validate=True,
        class_name="grid max-w-md gap-4",
    )


def _line(label: Any, name: str, value: Any, **props: Any) -> rx.Component:
    return text_field(
        label, name, default_value=value, error=wrong(ERRORS, name), data_testid=f"profile-{name}", **props
    )


def _several() -> rx.Component:
    area = rx.el.textarea(
        id="bio",
        name="bio",
        default_value=ProfileState.bio,
        rows=4,
        max_length=drafts.BIO_LENGTH,
        class_name="field-control",
        aria_invalid=rx.cond(wrong(ERRORS, "bio"), "true", "false"),
        aria_describedby="bio-error",
        data_testid="profile-bio",
    )
    return rx.el.div(
        rx.el.label(_("A few words about you"), html_for="bio", class_name="field-label"),
        area,
        rx.el.p(wrong(ERRORS, "bio"), id="bio-error", role="alert", class_name="field-error empty:hidden"),
        class_name="field",
    )


def _choice(label: Any, name: str, value: Any, options: list[tuple[str, Any]], **props: Any) -> rx.Component:
    listed = [rx.el.option(said, value=key) for key, said in options]
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.select(
            *listed,
            id=name,
            name=name,
            class_name="field-control",
            data_testid=f"profile-{name}",
            **({"value": value} | props if props else {"default_value": value}),
        ),
        class_name="field",
    )


def _instruments() -> rx.Component:
    return rx.el.div(
        rx.cond(
            INSTRUMENTS.length() > 0,
            rx.el.ul(rx.foreach(INSTRUMENTS, _instrument), class_name="rows"),
            rx.el.p(_("None yet. The first one is offered when you practise."), class_name="quiet"),
        ),
        _said("instruments"),
        _said("instrument_levels"),
        _said("instrument_since"),
        instrument_picker(ProfileState.played, on_pick=ProfileState.add_instrument),
        class_name="grid max-w-xl gap-3",
    )


def _said(name: str) -> rx.Component:
    return rx.el.p(wrong(ERRORS, name), role="alert", class_name="field-error empty:hidden")


def _instrument(row: Any) -> rx.Component:
    take_off = _("Take off {name}", name=word_var(row.name))
    level = rx.el.input(
        default_value=word_var(row.level),
        list="level-words",
        max_length=drafts.LEVEL_LENGTH,
        class_name="field-control",
        on_blur=lambda said: ProfileState.say_level(row.name, said),
    )
    since = rx.el.input(
        default_value=row.since,
        input_mode="numeric",
        max_length=4,
        placeholder="2015",
        class_name="field-control",
        on_blur=lambda said: ProfileState.say_since(row.name, said),
    )
    return rx.el.li(
        rx.el.p(word_var(row.name), class_name="row-title"),
        rx.el.button(
            icon("x"),
            type="button",
            aria_label=take_off,
            title=take_off,
            class_name="btn btn-quiet btn-square",
            on_click=ProfileState.remove_instrument(row.name),
        ),
        rx.el.div(
            rx.el.label(rx.el.span(_("Level"), class_name="field-label"), level),
            rx.el.label(rx.el.span(_("Since the year"), class_name="field-label"), since),
            class_name="profile-instrument-told",
        ),
        key=row.name,
        class_name="profile-instrument",
        data_testid="profile-instrument",
    )


def _title() -> rx.Component:
    """The way to what one has earned, where one chooses the title that stands beside one's name."""
    worn: Any = ProfileState.title
    said = rx.cond(worn != "", text_var(worn, {}), _("None yet. You choose one of those you have earned."))
    way = rx.el.a(
        icon("arrow-right", class_name="me-1.5"),
        _("Titles and points"),
        href="/achievements",
        class_name="link-plain",
        data_testid="profile-achievements",
    )
    return rx.cond(
        ProfileState.quiet,
        rx.el.p(_("Quiet mode is on: nobody sees a title."), class_name="quiet"),
        rx.el.div(rx.el.p(said), rx.el.p(way), class_name="grid max-w-xl gap-2"),
    )


def _level_words() -> rx.Component:
    return rx.el.datalist(*(rx.el.option(value=word_var(key)) for key in LEVELS), id="level-words")


def _privacy() -> rx.Component:
    levels = [
        ("me", _("Only you")),
        ("teachers", _("Your teachers")),
        ("groups", _("Your groups, and your teachers")),
        ("everyone", _("Everyone who has the address")),
    ]
    parts = (
        ("profile", _("Your profile")),
        ("statistics", _("How much you practise")),
        ("sessions", _("Days, lengths and instruments of your last sessions")),
    )
    told = ProfileState.privacy
    return rx.el.div(
        *(_choice(said, f"seen-{name}", told[name], levels, on_change=ProfileState.show(name)) for name, said in parts),
        _said("privacy"),
        rx.el.p(
            _("The last two show nothing to whom you don't show your profile. Notes and recordings are never in it."),
            class_name="quiet text-sm",
        ),
        class_name="grid max-w-md gap-4",
    )
