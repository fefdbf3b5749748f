"""Accounts: signing up and in, devices, one's own profile."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator

from practice_app.api.shared.answers import Cursor, Limit, answer
from practice_app.api.shared.deps import CurrentUser, EvenLeaving, OwnTransaction, not_forged
from practice_app.api.shared.places import place_to_hash
from practice_app.database import transaction
from practice_app.http import guarded, origin
from practice_app.http.clients import network_of
from practice_app.models import AuthKind
from practice_app.services import accounts
from practice_app.services.accounts import (
    Caller,
    Entered,
    ProfileRow,
    Registration,
    TokenPair,
    audit,
    entrance,
    known_devices,
    signin,
)
from practice_app.services.accounts.audit import AuditRow
from practice_app.services.shared.fields import Line
from practice_app.services.shared.limits import rates
from practice_app.services.shared.paging import Page
from practice_app.settings import get_settings

router = APIRouter(tags=["accounts"])
secure = origin.is_secure
"""Whether browsers reach us by https."""
DEVICE_PATH = "/api/v1/auth"
"""Where a device says by which accounts it is known, by http; `__Host-` cookies are for every path."""

Text = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")]


ToHash = Depends(place_to_hash, scope="function")

Name = Annotated[Line, Field(max_length=1000)]
Year = Annotated[int, Field(ge=0, le=9999)]


class Body(BaseModel):
    """A request: what we don't know is refused, so that a typo is noticed."""

    model_config = ConfigDict(extra="forbid")


class SignUpBody(Body):
    """What everybody is asked who signs up, however they come in."""

    display_name: Name
    role: Literal["student", "teacher", "parent"]
    timezone: Text = "UTC"
    locale: Text = "en"
    instruments: list[Name] = Field(default=[], max_length=20)
    birth_year: Year | None = None
    consent: bool | None = None
    invitation: Text = ""


class RegisterBody(SignUpBody):
    """Signing up by e-mail and password."""

    email: Text
    password: Text


class LoginBody(Body):
    """Signing in, by address or by user name."""

    email: Text = ""
    username: Text = ""
    password: Text
    recovery_code: Text = ""

    @model_validator(mode="after")
    def _by_one(self) -> Self:
        if bool(self.email) == bool(self.username):
            raise ValueError("Sign in with your e-mail or with your user name.")
        return self


class RefreshBody(Body):
    """A refresh token, used once."""

    refresh_token: Annotated[str, StringConstraints(max_length=4000)]


class PasswordBody(Body):
    """A new password, and the current one unless somebody has just proved who they are."""

    current_password: Text | None = None
    new_password: Text


class ProfileBody(Body):
    """Any of one's own details."""

    display_name: Name | None = None
    timezone: Text | None = None
    locale: Text | None = None
    instruments: Annotated[list[Name], Field(max_length=20)] | None = None
    reviews: bool | None = None
    quiet: StrictBool | None = None
    counted: StrictBool | None = None


class Profile(BaseModel):
    """One's own account."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str | None
    email_verified: bool
    has_password: bool
    display_name: str
    role: str
    roles: list[str]
    verified: bool
    timezone: str
    locale: str
    instruments: list[str]
    quiet: bool
    username: str | None
    reviews: bool
    counted: bool
    deletes_at: datetime | None
    second_factor_missing: bool


class SignedIn(BaseModel):
    """An account, and the tokens of the device that signed in."""

    user: Profile
    access_token: str
    refresh_token: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105


class Device(BaseModel):
    """A device signed in."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str
    user_agent: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class Devices(BaseModel):
    """All devices signed in."""

    items: list[Device]
    next_cursor: str | None = None


@router.post("/auth/register", status_code=201, dependencies=[Depends(not_forged), ToHash])
def register(body: RegisterBody, request: Request, response: Response) -> SignedIn:
    """Make an account and sign this device in."""
    wanted = Registration(**body.model_dump(exclude={"instruments"}), instruments=tuple(body.instruments))
    return let_in(request, response, entrance.register(wanted, caller_of(request)))


@router.post("/auth/login", dependencies=[Depends(not_forged), ToHash])
def login(body: LoginBody, request: Request, response: Response) -> SignedIn:
    """Sign this device in. Wrong tries are counted; a device that signed in before has a count of its own."""
    entered = entrance.sign_in(
        body.email, body.password, caller_of(request), username=body.username, code=body.recovery_code
    )
    return let_in(request, response, entered)


@router.post("/auth/refresh")
def refresh(body: RefreshBody, request: Request, response: Response) -> SignedIn:
    """Change a refresh token for a new pair; a token that was used before ends the device's sign-in."""
    rates.spend(get_settings().auth_limit, "refresh", network_of(request))
    keys, user = signin.refresh_pair(body.refresh_token)
    return _signed_in(request, response, keys, accounts.as_row(user))


@router.post("/auth/logout", status_code=204)
def logout(who: EvenLeaving, response: Response) -> None:
    """Sign this device out."""
    with transaction(who.id) as db:
        signin.sign_out(db, who.id, who.auth_session_id)
    forget(response)


@router.post("/auth/logout-everywhere", status_code=204)
def logout_everywhere(who: CurrentUser, db: OwnTransaction, response: Response) -> None:
    """Sign every device out, this one too."""
    signin.sign_out_everywhere(db, who.id)
    forget(response)


@router.get("/auth/sessions")
def devices(who: CurrentUser, db: OwnTransaction) -> Devices:
    """List the devices signed in, the latest used first."""
    return Devices(items=[Device.model_validate(row) for row in signin.devices(db, who)])


@router.delete("/auth/sessions/{device_id}", status_code=204)
def sign_out_device(device_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Sign one device out."""
    signin.sign_out(db, who.id, device_id)


@router.get("/me/audit", response_model=Page[AuditRow])
def what_happened(who: CurrentUser, db: OwnTransaction, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """List what happened with one's account, the newest first."""
    return answer(audit.listed(db, who.id, limit=limit, after=cursor))


@router.post("/me/password", status_code=204)
def change_password(
    body: PasswordBody, who: CurrentUser, request: Request, _place: Annotated[None, ToHash] = None
) -> None:
    """Change the password; every other device is signed out. Wrong tries are counted for the device in hand."""
    entrance.change_password(who, body.current_password, body.new_password, network_of(request))


def caller_of(request: Request) -> Caller:
    """Tell from where and on which device somebody asks."""
    known = guarded.read(request, known_devices.COOKIE)
    return Caller(network_of(request), known, _kind(request), request.headers.get("user-agent", ""))


def _kind(request: Request) -> AuthKind:
    return AuthKind.BROWSER if "sec-fetch-site" in request.headers else AuthKind.CLIENT


def let_in(request: Request, response: Response, entered: Entered) -> SignedIn:
    """Answer who is in now; the device keeps a cookie by which the account knows it again."""
    age = int(known_devices.LIFETIME.total_seconds())
    told = known_devices.COOKIE, entered.known_devices, age
    guarded.put(request, response, *told, path=DEVICE_PATH, httponly=True)
    return _signed_in(request, response, entered.keys, entered.profile)


def _signed_in(request: Request, response: Response, keys: TokenPair, profile: ProfileRow) -> SignedIn:
    if keys.cookie:
        guarded.put(request, response, signin.COOKIE, keys.cookie, guarded.DEVICE_AGE_S, httponly=True)
        guarded.put(request, response, guarded.HINT, "1", guarded.DEVICE_AGE_S)
    response.headers["Cache-Control"] = "no-store"
    return SignedIn(
        user=Profile.model_validate(profile),
        access_token=keys.access_token,
        refresh_token=keys.refresh_token,
        expires_in=keys.expires_in,
    )


def forget(response: Response) -> None:
    """Have the browser forget that it was signed in."""
    for name in (signin.COOKIE, guarded.HINT):
        guarded.drop(response, name)
