"""What somebody brings is taken in."""

from practice_app.services.shared.jobs import Claim
from workers.running import Pulse


def take_in(claim: Claim, pulse: Pulse) -> None:
    """Do the job."""
    raise NotImplementedError


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often."""
    raise NotImplementedError
