"""Two kept takes of the same music: drawn on one axis, heard in turn, and what changed in words."""

from typing import Any

import reflex as rx

from practice_app.components.comparisons.leaf import comparison_leaf, comparison_skeleton, title_of
from practice_app.components.ui.button import link_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.comparisons import ComparisonState

SHOWN: Any = ComparisonState.shown


def compare() -> rx.Component:
    """The page of a comparison; one that is missing or somebody else's is a long rest."""
    return own_page(
        sheet("analysis/session.css"),
        sheet("comparisons/compare.css"),
        seen_last(
            rx.el.div(comparison_skeleton(), aria_busy="true"),
            ComparisonState,
            "stage",
            "shown",
            ready=ComparisonState.stage == "shown",
            subject=SHOWN.id,
            gone=ComparisonState.stage == "missing",
        ),
        rx.match(
            ComparisonState.stage,
            ("shown", _shown()),
            ("missing", _missing()),
            rx.fragment(),
        ),
        active="/pieces",
    )


def _shown() -> rx.Component:
    piece = rx.el.a(icon("arrow-left"), _("Piece"), href=f"/pieces/{SHOWN.b.piece_id}", class_name="back-link")
    session = rx.el.a(icon("arrow-left"), _("Session"), href=f"/sessions/{SHOWN.b.session_id}", class_name="back-link")
    return rx.fragment(
        rx.el.header(
            rx.cond(SHOWN.b.piece_id, piece, session),
            rx.el.h1(_("{piece}: two takes", piece=title_of(SHOWN)), class_name="session-title"),
            class_name="session-header",
        ),
        comparison_leaf(SHOWN, ComparisonState.again),
    )


def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.h1(_("Two takes"), class_name="sr-only"),
        empty_state(
            _("A long rest"),
            _("There is no comparison at this address. One of its takes may have been deleted, or it isn't yours."),
            link_button(_("To the journal"), href="/"),
        ),
        class_name="mx-auto max-w-xl pt-10",
        data_testid="compare-missing",
    )
