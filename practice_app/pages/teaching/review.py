"""`/review/<recording>`: a take, and what is said about it to the second."""

from typing import Any

import reflex as rx

from practice_app.components.teaching.review.island import review_of
from practice_app.components.ui.button import link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.surface import empty_state, skeleton
from practice_app.i18n import _, date_var, word_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.teaching.beside import BesideState
from practice_app.state.teaching.review import ReviewState

S: Any = ReviewState
PAGE: Any = ReviewState.page


def review() -> rx.Component:
    """The whole page; the take begins to load before anything is known of whose it is."""
    return own_page(
        seen_last(_skeleton(), ReviewState, ready=S.stage == "there", gone=S.stage == "missing", subject=PAGE.id),
        rx.cond(S.stage == "there", _header(), rx.fragment()),
        rx.cond(S.stage == "missing", _missing(), _take()),
        active="/students",
    )


def _take() -> rx.Component:
    beside: Any = {"of": BesideState.of, "takes": BesideState.takes}
    return review_of(PAGE, changed=S.changed, me=S.user_id, beside=beside, on_beside=BesideState.look)


def _header() -> rx.Component:
    day = date_var(PAGE.started_at, weekday="long", day="numeric", month="long", timeZone=PAGE.timezone)
    session = rx.el.a(icon("arrow-left"), _("Session"), href=f"/sessions/{PAGE.session_id}", class_name="back-link")
    student = rx.el.a(icon("arrow-left"), PAGE.name, href=f"/students/{PAGE.student_id}", class_name="back-link")
    back = rx.cond(PAGE.mine, session, rx.cond(PAGE.writes, student, rx.el.p(PAGE.name)))
    name = rx.cond(
        PAGE.title != "", PAGE.title, rx.cond(PAGE.instrument != "", word_var(PAGE.instrument), _("Practice"))
    )
    return rx.el.header(
        back, rx.el.h1(name, class_name="break-words"), rx.el.p(day, class_name="quiet"), class_name="review-header"
    )


def _missing() -> rx.Component:
    return rx.el.div(
        empty_state(
            _("No take to hear"),
            _("There is no recording at this address, or it is not shared with you any more."),
            rx.cond(
                S.teaches,
                link_button(_("To your students"), href="/students"),
                link_button(_("To the journal"), href="/"),
            ),
        ),
        data_testid="review-missing",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("h-5 w-28"), skeleton("h-9 w-64"), skeleton("h-5 w-48"), class_name="grid gap-2", aria_hidden="true"
    )
