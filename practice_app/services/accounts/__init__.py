"""Accounts: who somebody is, how they come in, what devices they use."""

from practice_app.services.accounts.audit import agent_of, forget_audit
from practice_app.services.accounts.audit import note as note_audit
from practice_app.services.accounts.by_mail import tell
from practice_app.services.accounts.devices import DeviceShown
from practice_app.services.accounts.entrance import Caller, Entered
from practice_app.services.accounts.erased import note as note_erased
from practice_app.services.accounts.erased import noted as erased_so_far
from practice_app.services.accounts.erasing import Gone, erase_all
from practice_app.services.accounts.known_devices import COOKIE as DEVICE_COOKIE
from practice_app.services.accounts.known_devices import known as known_device
from practice_app.services.accounts.letters import to as written_to
from practice_app.services.accounts.mailboxes import coarse as coarse_address
from practice_app.services.accounts.mailboxes import written as written_address
from practice_app.services.accounts.passwords import PATIENCE_S, hashed
from practice_app.services.accounts.portable import HELD, LEFT_OUT
from practice_app.services.accounts.profiles import (
    MAX_INSTRUMENTS,
    ProfileRow,
    Registration,
    as_row,
    clean_instruments,
    find,
    itself,
    profile,
    register,
    update_profile,
)
from practice_app.services.accounts.proof import SignInAgain, prove, require_fresh
from practice_app.services.accounts.providers.farewell import say_farewells, unlink_all
from practice_app.services.accounts.reencryption import Tally, reencrypt
from practice_app.services.accounts.signin import (
    COOKIE,
    Identity,
    Leaving,
    TokenPair,
    asking,
    identify_access,
    identify_cookie,
    living,
    sign_in,
)
from practice_app.services.accounts.stewards import Steward

__all__ = [
    "COOKIE",
    "DEVICE_COOKIE",
    "HELD",
    "LEFT_OUT",
    "MAX_INSTRUMENTS",
    "PATIENCE_S",
    "Caller",
    "DeviceShown",
    "Entered",
    "Gone",
    "Identity",
    "Leaving",
    "ProfileRow",
    "Registration",
    "SignInAgain",
    "Steward",
    "Tally",
    "TokenPair",
    "agent_of",
    "as_row",
    "asking",
    "clean_instruments",
    "coarse_address",
    "erase_all",
    "erased_so_far",
    "find",
    "forget_audit",
    "hashed",
    "identify_access",
    "identify_cookie",
    "itself",
    "known_device",
    "living",
    "note_audit",
    "note_erased",
    "profile",
    "prove",
    "reencrypt",
    "register",
    "require_fresh",
    "say_farewells",
    "sign_in",
    "tell",
    "unlink_all",
    "update_profile",
    "written_address",
    "written_to",
]
