"""Mail: a letter is written in its reader's language, as plain text and HTML, and sent outside any transaction."""

from practice_app.services.shared.mail.letters import Letter, Part, written
from practice_app.services.shared.mail.posting import soon
from practice_app.services.shared.mail.sending import NotSent, ping, send

__all__ = ["Letter", "NotSent", "Part", "ping", "send", "soon", "written"]
