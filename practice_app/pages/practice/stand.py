"""Where one practises: a bare frame round the island, so that nothing else distracts."""

import reflex as rx

from practice_app.components.practice import practice_island
from practice_app.components.shell.frame import bare_page


def practice() -> rx.Component:
    """The practice page."""
    return bare_page(practice_island(), active="/practice")
