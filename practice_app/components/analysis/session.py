"""A session's page, drawn by session.jsx and its neighbours."""

from typing import Any

import reflex as rx
from reflex.event import no_args_event_spec, passthrough_event_spec

from practice_app import metrics
from practice_app.components.ui.island import Island
from practice_app.published import published

_LIBRARY = published("session.jsx")


class _SessionLeaf(Island):
    library = _LIBRARY
    tag = "SessionLeaf"
    session: rx.Var[Any]
    catalogue: rx.Var[dict[str, Any]]
    on_again: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]
    on_correct: rx.EventHandler[passthrough_event_spec(str, float, float)]  # type: ignore[type-arg, valid-type]
    on_withdraw: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


class _SessionBones(Island):
    library = _LIBRARY
    tag = "SessionBones"


def session_leaf(session: Any, **handlers: Any) -> rx.Component:
    """What was heard: words, music, times, figures.

    ``on_again`` when it is to be listened to once more, ``on_correct`` (kind, from, to) when something was otherwise
    than heard, ``on_withdraw`` (id) when that is taken back.
    """
    return _SessionLeaf.create(session=session, catalogue=metrics.for_page(), **handlers)


def session_skeleton() -> rx.Component:
    """The same while it is still loading."""
    return _SessionBones.create()
