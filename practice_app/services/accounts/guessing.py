"""How often a password may be guessed: bounded for whoever guesses, from anywhere, never a lock for the owner.

Only wrong passwords count. A device that has signed in to the account before has a budget of its own, which nobody else
can use up. Any other is counted three times: for the account from this network, for the account from everywhere, and
for this network over all accounts. Looking comes before counting, so at most as many tries pass too many as passwords
are hashed at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from practice_app.errors import TooMany
from practice_app.services.accounts import mailboxes, usernames
from practice_app.services.accounts.profiles import EmailTaken
from practice_app.services.shared import secrets
from practice_app.services.shared.limits import rates
from practice_app.settings import get_settings

TOLD = "1/hour"
"""How often the owner is told of wrong passwords, however many there are."""


@dataclass(frozen=True)
class Guess:
    """A try to sign in: what it is counted by. ``device`` is empty for one that the account doesn't know."""

    account: str
    network: str
    device: str = ""

    @classmethod
    def of(cls, email: str, network: str, device: str = "") -> "Guess":
        """Count a try by whatever its e-mail could mean; the address itself is stored nowhere."""
        return cls(secrets.keyed_hash("guess", mailboxes.coarse(email).encode()).hex(), network, device)

    @classmethod
    def of_username(cls, username: str, network: str, device: str = "") -> "Guess":
        """Count a try by the user name, however it is spelt; no address is mixed up with one."""
        return cls(secrets.keyed_hash("guess-username", usernames.folded(username).encode()).hex(), network, device)

    def budgets(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give each limit that this try may use up, with the key it is counted under."""
        over_all = (get_settings().login_address_limit, ("login-address", self.network))
        return self.of_the_account() + ([] if self.device else [over_all])

    def of_the_account(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give those of them that count tries for this one account."""
        chosen = get_settings()
        if self.device:
            return [(chosen.login_limit, ("login-device", self.device))]
        return [
            (chosen.login_limit, ("login", self.account, self.network)),
            (chosen.login_account_limit, ("login-account", self.account)),
        ]


def check(guess: Guess) -> None:
    """Raise ``TooMany`` when no further try is allowed, whether the password would be right or not."""
    for limit, key in guess.budgets():
        rates.check(limit, *key)


def missed(guess: Guess) -> None:
    """Count a wrong password."""
    for limit, key in guess.budgets():
        rates.count(limit, *key)


def check_names(network: str) -> None:
    """Raise ``TooMany`` where a network has been told too often that an address is taken."""
    rates.check(get_settings().login_address_limit, "taken", network)


@contextmanager
def counting_names(network: str) -> Iterator[None]:
    """Count it where signing up tells that an address is taken: that is a guess, too."""
    try:
        yield
    except EmailTaken:
        rates.count(get_settings().login_address_limit, "taken", network)
        raise


def first_of_a_burst(guess: Guess) -> bool:
    """Tell whether the account's limit is used up by now, once an hour at most: then its owner is told."""
    try:
        for limit, key in guess.of_the_account():
            rates.check(limit, *key)
    except TooMany:
        return _not_told_yet(guess.account)
    return False


def _not_told_yet(account: str) -> bool:
    try:
        rates.spend(TOLD, "wrong-passwords", account)
    except TooMany:
        return False
    return True
