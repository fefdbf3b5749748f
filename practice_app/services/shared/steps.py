"""The two shapes of what services do.

A *verb* is ``verb(db, who, …)``: it works in the transaction of whoever calls it, on the database alone. A *step* is
``step(who, …)`` or less: it talks to S3, mail or the queue, or hashes a password; it opens short transactions of its
own before and after that, and is never called inside one. Its type says so: what calls a `Step` has no ``db``.
What is to be done once a verb is committed waits in `database.after_commit`.
"""

import functools
from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

from practice_app.nesting import check_outside

P = ParamSpec("P")
T_co = TypeVar("T_co", covariant=True)


class Step(Generic[P, T_co]):
    """What is done outside any transaction; inside one it is noticed (`practice_app.nesting`)."""

    def __init__(self, do: Callable[P, T_co]) -> None:
        self._do = do
        functools.update_wrapper(self, do)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Do it."""
        check_outside(f"{self._do.__module__}.{self._do.__qualname__}")
        return self._do(*args, **kwargs)


def step(do: Callable[P, T_co]) -> Step[P, T_co]:
    """Mark a function as a step."""
    return Step(do)
