"""What somebody brings is taken in: a table some rows at a time, an export where it lies."""

from practice_app.errors import TooMany
from practice_app.services.portability import importing, taking
from practice_app.services.shared.jobs import Claim
from workers import isolated
from workers.running import INTERNAL, Pulse

NO_ROOM = "no_room"


def take_in(claim: Claim, pulse: Pulse) -> None:
    """Do the job: take it in and end the claim, or raise to have it tried again."""

    def check() -> None:
        if not pulse.ours():
            raise isolated.Unwanted

    if importing.is_archive(claim):
        taking.take_in(claim, check)
        return
    _take_table(claim, pulse)


def _take_table(claim: Claim, pulse: Pulse) -> None:
    taking = importing.begin(claim)
    if taking is None:
        raise isolated.Unwanted
    try:
        for start in range(0, len(taking.left), importing.BATCH):
            if not pulse.ours():
                raise isolated.Unwanted
            importing.take_some(claim, taking.left[start : start + importing.BATCH])
    except TooMany as full:
        importing.fail(claim, NO_ROOM, full)
        return
    importing.finish(claim)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often."""
    importing.fail(claim, INTERNAL)
