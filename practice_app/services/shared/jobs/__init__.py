"""Jobs: asked for together with the deed that wants them, claimed in turn, kept by a heartbeat, ended exactly once.

Whoever holds the row's ``claim_token`` may end the job; when its heartbeat grows stale somebody else may claim it, and
the first one's result counts no more. A worker is never inside a transaction while it works.
"""

from practice_app.services.shared.jobs.asking import ask, cancel, enqueue, waiting
from practice_app.services.shared.jobs.claims import Claim, fail, finish, given_up, heartbeat, let_go, release, take
from practice_app.services.shared.jobs.expecting import expected_min
from practice_app.services.shared.jobs.kinds import KINDS, Kind
from practice_app.services.shared.jobs.sweeping import forget, overdue
from practice_app.services.shared.jobs.turns import Place

__all__ = [
    "KINDS",
    "Claim",
    "Kind",
    "Place",
    "ask",
    "cancel",
    "enqueue",
    "expected_min",
    "fail",
    "finish",
    "forget",
    "given_up",
    "heartbeat",
    "let_go",
    "overdue",
    "release",
    "take",
    "waiting",
]
