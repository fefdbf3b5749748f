"""How much work waits in a queue: the one thing that may be asked by what scales the workers."""

from shapes import Function

from practice_app.services.shared.jobs import KINDS

COUNTER = "woodshed_counter"
"""A role that reads no table; whoever scales signs in as a member of it."""
_QUEUES = dict.fromkeys(kind.queue for kind in KINDS.values())


def _kinds_of(queue: str) -> str:
    return ", ".join(f"'{name}'" for name, kind in KINDS.items() if kind.queue == queue)


_KINDS = " ".join(f"WHEN '{queue}' THEN ARRAY[{_kinds_of(queue)}]" for queue in _QUEUES)
COUNTING = (
    # What is being done counts, too: a worker is not sent home in the middle.
    Function(
        "app_work_waiting",
        "queue text",
        "bigint",
        f"""
        SELECT count(*) FROM jobs WHERE status IN ('queued', 'processing')
           AND kind = ANY (CASE queue {_KINDS} ELSE ARRAY[]::text[] END)
        """,
        (COUNTER,),
    ),
)
