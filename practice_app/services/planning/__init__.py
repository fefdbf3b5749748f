"""What to practise next: what is due, what is neglected, a plan for the minutes that there are."""

from practice_app.services.planning.due import ProposalRow, due, upcoming
from practice_app.services.planning.neglected import neglected
from practice_app.services.planning.plan import Plan, Wanted, proposed
from practice_app.services.planning.steps import Step
from practice_app.services.planning.words import Said, written

__all__ = ["Plan", "ProposalRow", "Said", "Step", "Wanted", "due", "neglected", "proposed", "upcoming", "written"]
