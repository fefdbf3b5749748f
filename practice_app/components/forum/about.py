"""By what a post is found: tags, and a work of the catalogue; drawn by about.jsx, which suggests while one types."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _TagField(Island):
    library = published("about.jsx")
    tag = "TagField"
    label: rx.Var[str]
    hint: rx.Var[str]
    value: rx.Var[str]
    wrong: rx.Var[str]


class _WorkField(Island):
    library = published("about.jsx")
    tag = "WorkField"
    work_id: rx.Var[str]
    work: rx.Var[str]
    wrong: rx.Var[str]


def tag_field(label: Any, hint: Any, *, value: Any, wrong: Any) -> rx.Component:
    """Words with commas between; those that others used are offered."""
    return _TagField.create(label=label, hint=hint, value=value, wrong=wrong)


def work_field(work_id: Any, work: Any, *, wrong: Any) -> rx.Component:
    """Which work of the catalogue it is about, if any."""
    return _WorkField.create(work_id=work_id, work=work, wrong=wrong)
