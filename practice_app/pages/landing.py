"""What a visitor sees first: what Woodshed is, in one screen, with a picture of it."""

import reflex as rx

from practice_app.components.accounts.notice_links import notice_links
from practice_app.components.landing.here import here_before
from practice_app.components.landing.miniature import miniature
from practice_app.components.shell.frame import visitor_frame
from practice_app.components.ui.button import link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _


def landing() -> rx.Component:
    """The landing page."""
    sign_in = rx.el.a(_("Sign in"), href="/login", class_name="btn btn-quiet")
    return visitor_frame(
        sheet("landing/landing.css"),
        # The one page that shows the italic at once.
        rx.el.link(
            rel="preload",
            href="/fonts/fraunces-italic.woff2",
            type="font/woff2",
            cross_origin="anonymous",
            custom_attrs={"as": "font"},
        ),
        rx.el.section(_promise(), miniature(), class_name="hero-stave"),
        _three_facts(),
        rx.el.footer(notice_links(class_name="quiet text-center text-sm"), class_name="pb-6"),
        aside=sign_in,
    )


def _promise() -> rx.Component:
    return rx.el.div(
        rx.el.p(_("A practice journal for musicians"), class_name="marking quiet text-xl"),
        rx.el.h1(_("You play. It listens."), class_name="hero-title"),
        rx.el.p(
            _(
                "One tap, and play. Woodshed hears how long your instrument really sounded, how loud "
                "and at what tempo, and keeps an honest journal of it."
            ),
            class_name="hero-words",
        ),
        rx.el.div(
            link_button(
                _("Start practising"), href="/practice", size="stand", icon="play", data_testid="hero-practise"
            ),
            link_button(_("Start your journal"), href="/register", variant="secondary", size="stand"),
            class_name="mt-8 flex flex-wrap items-center gap-x-4 gap-y-3",
        ),
        rx.el.p(
            icon("lock", class_name="me-1.5"),
            _("No account needed to begin. Nobody sees it but you."),
            class_name="quiet mt-4 text-sm",
        ),
        here_before(),
        class_name="hero-promise",
    )


def _three_facts() -> rx.Component:
    facts = [
        (_("One tap"), _("Start before the mood passes, and name it later. No form comes first.")),
        (_("Honest figures"), _("Played time, not clock time. Where it can't tell, it says so.")),
        (_("Yours alone"), _("The recording is deleted once it has been heard, unless you keep it.")),
    ]
    return rx.el.section(
        *(rx.el.div(rx.el.h2(title), rx.el.p(text, class_name="quiet mt-1.5")) for title, text in facts),
        class_name="hero-facts",
    )
