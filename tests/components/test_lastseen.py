"""What is kept of a page for when there is no server."""

import pytest
import reflex as rx

from practice_app.components import lastseen
from practice_app.state.pieces.listing import PiecesState


def test_a_copy_names_what_the_state_has():
    with pytest.raises(ValueError, match="nothing_like_it"):
        lastseen.last_seen(rx.fragment(), PiecesState, "rows", "nothing_like_it", ready=True, whose="")
