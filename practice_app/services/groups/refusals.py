"""What can't be done with a group, and why."""

from dataclasses import dataclass

from practice_app.errors import Conflict, NotAllowed
from practice_app.locales import msg


@dataclass
class Full(Conflict):
    """There are as many members as the group takes."""

    code = "full"
    detail: str = msg("This group is full. Ask who leads it to make room for more members.")


@dataclass
class LastOwner(Conflict):
    """A group without an owner is impossible."""

    code = "last_owner"
    detail: str = msg("A group needs an owner. Hand it over to somebody first, or end it.")


@dataclass
class AskFirst(NotAllowed):
    """Under age, and neither do those who look after them lead the group, nor do they allow it."""

    code = "guardian_first"
    detail: str = msg(
        "Your parent or teacher decides which groups you may join. Groups that they lead themselves are open to you."
    )
