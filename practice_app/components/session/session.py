"""A session's page, drawn by session.jsx and its neighbours."""

from typing import Any

import reflex as rx

for _part in ("sayings.js", "listening.js", "picture.jsx", "figures.jsx"):
    rx.asset(_part, shared=True)
_LIBRARY = rx.asset("session.jsx", shared=True).importable_path


class _SessionLeaf(rx.Component):
    library = _LIBRARY
    tag = "SessionLeaf"
    session: rx.Var[Any]


class _SessionBones(rx.Component):
    library = _LIBRARY
    tag = "SessionBones"


def session_leaf(session: Any) -> rx.Component:
    """What was heard: words, music, times, figures."""
    return _SessionLeaf.create(session=session)


def session_bones() -> rx.Component:
    """The same while it is still loading."""
    return _SessionBones.create()
