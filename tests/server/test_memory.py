"""Before the machine has no memory left, sockets are closed: strangers' first."""

from practice_app.server.memory import Watch, resident_mb
from practice_app.state.shared.connections import Connection, Connections


def test_strangers_go_first_and_everybody_when_that_was_not_enough():
    held = 100.0
    known, member, stranger = Connections(), Connection("a", "ann", "phone"), Connection("a")
    watch = Watch(known, 500, lambda: held)
    seen = []
    with known.holding(member), known.holding(stranger):
        for held in (499.0, 501.0, 501.0, 501.0, 499.0):  # noqa: B007
            watch.look()
            seen.append((member.is_open, stranger.is_open, known.crowded))
    assert seen == [
        (True, True, False),
        (True, False, True),
        (False, False, True),
        (False, False, True),
        (False, False, False),
    ]


def test_what_this_process_holds_is_weighed():
    before = resident_mb()
    kept = b"x" * (200 << 20)  # far more than the system may take from this process meanwhile
    assert resident_mb() - before > 160, len(kept)
