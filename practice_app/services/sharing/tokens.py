"""What stands in a link: 160 random bits, in letters and digits alone.

Whatever writes links into a message ends them at a full stop, an underscore or a dash sooner or later.
"""

import secrets
import string
from typing import Final

LETTERS: Final = string.ascii_letters + string.digits
LENGTH: Final = 27
PLACE: Final = "share.token_sealed"
"""What the sealed token is bound to, with its row."""


def fresh() -> str:
    """Make one that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def is_one(text: str) -> bool:
    """Tell whether it can be one of ours, before anybody is asked."""
    return len(text) == LENGTH and all(letter in LETTERS for letter in text)
