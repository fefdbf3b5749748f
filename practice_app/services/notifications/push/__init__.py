"""Web Push: our key, what is encrypted for a device, which services we speak to, and what they answer."""

from practice_app.services.notifications.push.keys import public_key
from practice_app.services.notifications.push.sending import Answer, Outcome, send

__all__ = ["Answer", "Outcome", "public_key", "send"]
