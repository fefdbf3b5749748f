"""What the list of pieces does on the device itself: looking for one, writing one down with no network."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Search(Island):
    library = published("search.jsx")
    tag = "PieceSearch"
    query: rx.Var[str]
    on_search: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


class _Add(Island):
    library = published("adding.jsx")
    tag = "AddPiece"
    handle: rx.Var[str]
    on_add: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


class _Write(Island):
    library = published("adding.jsx")
    tag = "WritePiece"


class _Unsent(Island):
    library = published("unsent.jsx")
    tag = "UnsentPieces"
    on_arrived: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


def search(query: Any, on_search: Any) -> rx.Component:
    """The field to find a piece by; ``on_search`` gets the words."""
    return _Search.create(query=query, on_search=on_search)


def add_piece(on_add: Any, *, handle: str = "piece-add") -> rx.Component:
    """The button to write a piece down: by ``on_add``, or by ``write_piece`` while the server can't be reached."""
    return _Add.create(on_add=on_add, handle=handle)


def write_piece() -> rx.Component:
    """The form for a piece that is kept on the device; once a page, where nothing that varies is around it."""
    return _Write.create()


def unsent_pieces(on_arrived: Any) -> rx.Component:
    """Pieces that wait on this device; ``on_arrived`` when the server has got one."""
    return _Unsent.create(on_arrived=on_arrived)
