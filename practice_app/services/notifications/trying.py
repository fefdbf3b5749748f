"""A push to try: to one device of one's own, at once, with what came of it."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from practice_app.database import system_transaction, transaction
from practice_app.errors import Conflict
from practice_app.locales import msg, translate
from practice_app.models import PushSubscription
from practice_app.services.accounts import Identity
from practice_app.services.notifications.push import Outcome, send
from practice_app.services.notifications.pushing import written
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step

OFTEN: Final = "10/hour"
SAYS: Final = msg("This is how it looks: pushes reach this device.")


class NotPushed(Conflict):
    """The push service did not take it, or knows the device no more."""

    code = "not_pushed"
    title = msg("No push went out")


@step
def try_device(who: Identity, subscription_id: UUID) -> None:
    """Send one; raise ``NotFound``, ``NotPushed``, ``TooMany``."""
    with transaction(who.id) as db:
        device: PushSubscription = require(db, who.id, Permission.PUSH_CHANGE, subscription_id)
    rates.spend(OFTEN, "try-push", str(who.id))
    said = written("Woodshed", translate(who.locale, SAYS), "/settings/notifications", "try", who.locale)
    answer = send(device.endpoint, device.p256dh, device.auth_secret, said)
    if answer.outcome is Outcome.GONE:
        with system_transaction() as db:
            db.execute(delete(PushSubscription).where(col(PushSubscription.id) == device.id))
        raise NotPushed(msg("The push service knows this device no more. Turn pushes off and on again."))
    if answer.outcome is not Outcome.SENT:
        raise NotPushed(msg("The push service of this browser did not take it. Try again in a while."))
