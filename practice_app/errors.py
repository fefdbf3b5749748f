"""The problems a person can meet, by type; one mapping to HTTP (api), one to toasts (state).

Messages are message ids in English, translated where they are shown.
"""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any, ClassVar

from practice_app.locales import msg


@dataclass
class Problem(Exception):
    """Something the person asked for can't be done, and why; never a bug of ours."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    title: ClassVar[str] = msg("That request can't be read")

    detail: str = ""
    values: dict[str, Any] = default(default_factory=dict)
    """What fills the placeholders of ``detail``."""

    def __str__(self) -> str:
        return self.detail or self.title


@dataclass
class NotFound(Problem):
    """Missing, or not theirs: the two look the same."""

    status = 404
    code = "not_found"
    title = msg("Not found")
    detail: str = msg("This doesn't exist, or it isn't yours to see.")


@dataclass
class Gone(Problem):
    """It was here once, for whoever asks, and is no more."""

    status = 410
    code = "gone"
    title = msg("No longer here")


@dataclass
class NotSignedIn(Problem):
    """Nobody is signed in, or the sign-in has ended."""

    status = 401
    code = "not_signed_in"
    title = msg("Not signed in")
    detail: str = msg("Please sign in.")


@dataclass
class WrongCredentials(NotSignedIn):
    """E-mail or password is wrong; which one is never said."""

    code = "wrong_credentials"
    title = msg("Sign-in failed")
    detail: str = msg("That e-mail and password don't go together.")


@dataclass
class NotAllowed(Problem):
    """They may see it, but not do that."""

    status = 403
    code = "not_allowed"
    title = msg("Not allowed")
    detail: str = msg("You can't do that here.")


@dataclass
class FieldError:
    """One field that can't be taken as it is."""

    field: str
    detail: str
    values: dict[str, Any] = default(default_factory=dict)


@dataclass(init=False)
class Invalid(Problem):
    """One or more fields can't be taken as they are."""

    status = 422
    code = "invalid"
    title = msg("Some of this can't be taken as it is")
    errors: list[FieldError] = default(default_factory=list)

    def __init__(self, field: str, detail: str, **values: Any) -> None:
        super().__init__(detail, values)
        self.errors = [FieldError(field, detail, values)]


@dataclass
class Conflict(Problem):
    """It clashes with what is stored; ``stored`` is what is there, when that helps."""

    status = 409
    code = "conflict"
    title = msg("That clashes with what is stored")
    detail: str = msg("This was changed elsewhere in the meantime.")
    stored: Any = None


@dataclass
class TooLarge(Problem):
    """More bytes than we take."""

    status = 413
    code = "too_large"
    title = msg("Too large")
    detail: str = msg("That is larger than Woodshed takes.")


@dataclass
class WrongType(Problem):
    """A kind of content we don't take."""

    status = 415
    code = "wrong_type"
    title = msg("Not a kind of file Woodshed takes")
    detail: str = msg("Woodshed takes JSON here.")


@dataclass
class TooMany(Problem):
    """Too often; may be tried again after ``retry_after_s`` seconds."""

    status = 429
    code = "too_many"
    title = msg("Too many tries")
    detail: str = msg("That was a lot of tries. Please wait a little.")
    retry_after_s: int = 60


@dataclass
class Unavailable(Problem):
    """A part of the house is down; trying again later will work."""

    status = 503
    code = "unavailable"
    title = msg("A part of Woodshed is resting")
    detail: str = msg("Woodshed can't reach its storage just now. Nothing is lost; please try again in a moment.")
    retry_after_s: int = 5


@dataclass
class Busy(Unavailable):
    """More of it is asked for at once than this machine should do."""

    code = "busy"
    detail: str = msg("Many people are signing in just now. Please try again in a moment.")
