"""What a piece's page does on the device itself: works of the catalogue offered while one types, notes sent whole."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _WhichPiece(Island):
    library = published("works.jsx")
    tag = "WhichPiece"
    title: rx.Var[str]
    composer: rx.Var[str]
    work_id: rx.Var[str]
    work: rx.Var[str]
    title_error: rx.Var[str]
    composer_error: rx.Var[str]


class _Sheet(Island):
    library = published("sheet.jsx")
    tag = "Sheet"
    piece: rx.Var[str]
    kind: rx.Var[str]
    at: rx.Var[str]
    on_changed: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def which_piece(piece: Any, *, title_error: Any, composer_error: Any) -> rx.Component:
    """Title and composer, and which work of the catalogue it is, of a form."""
    told = {"title": piece.title, "composer": piece.composer, "work_id": piece.work_id, "work": piece.work}
    return _WhichPiece.create(**told, title_error=title_error, composer_error=composer_error)


def notes_of(piece: Any, on_changed: Any) -> rx.Component:
    """The notes of a piece, with what is done with them."""
    return _Sheet.create(piece=piece.id, kind=piece.sheet, at=piece.sheet_at, on_changed=on_changed)
