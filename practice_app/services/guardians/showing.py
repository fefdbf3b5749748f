"""To whom a child's profile is shown, as its guardian says it."""

from collections.abc import Mapping
from uuid import UUID

from practice_app.database import transaction
from practice_app.services import profiles
from practice_app.services.guardians.children import about
from practice_app.services.shared.steps import step


@step
def show(who: UUID, child_id: UUID, privacy: Mapping[str, str]) -> None:
    """Say it in the child's place; to everyone only once that is allowed. Raises ``Invalid``, ``NotFound``."""
    with transaction(who) as db:
        about(db, who, child_id)
    with transaction(child_id) as db:
        profiles.change(db, child_id, {"privacy": dict(privacy)})
