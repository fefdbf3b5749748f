"""To whom a push may go: an address that a browser names is a stranger's word, and it is we who would ask there.

So it is one of the services that browsers use, by https and its usual port, or one that the settings name. Nothing is
looked up by name that somebody else could point into our network.
"""

from typing import Final
from urllib.parse import urlsplit

from practice_app.settings import get_settings

KNOWN: Final = frozenset({"fcm.googleapis.com", "jmt17.google.com"})
"""Chrome, Edge, Opera, Samsung Internet on Android, and most others."""
FAMILIES: Final = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
"""Firefox; Safari; Edge on Windows."""


def allowed(endpoint: str) -> bool:
    """Tell whether a push may go to this address."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or "\\" in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or parts.fragment:
        return False
    if f"{parts.scheme}://{parts.netloc}" in get_settings().push_origins:
        return True
    host = parts.hostname or ""
    known = host in KNOWN or host.endswith(FAMILIES)
    return parts.scheme == "https" and port in {None, 443} and known
