"""Who was erased stays erased: what a copy brings back of them goes again before anybody can look at it.

Who was erased is noted in our own bucket by id (`services/accounts/erased.py`); beside the copies, in no copy, by the
SHA-256 of the id. That list only grows, and is brought up to date whenever somebody is erased, not only with a copy:
the bucket may burn together with the house.
"""

import hashlib
from uuid import UUID

from practice_app.backup import tables
from practice_app.backup.places import Bucket, Folder
from practice_app.services import accounts

ERASED = "erased/"


def name(who: UUID) -> str:
    """Name somebody who was erased."""
    return f"{ERASED}{hashlib.sha256(who.bytes).hexdigest()}"


def note_all(place: Folder | Bucket) -> int:
    """Note beside the copies whoever was erased since; tell how many it were."""
    there = set(place.names(ERASED))
    fresh = {name(who) for who in accounts.erased_so_far()} - there
    for one in sorted(fresh):
        with place.draft() as draft:
            draft.keep(one)
    return len(fresh)


def erase_again(place: Folder | Bucket) -> accounts.Gone:
    """Erase whoever was erased after a copy was made and came back with it."""
    there = set(place.names(ERASED))
    with tables.as_owner() as db:
        back = [who for who in tables.people(db) if name(who) in there]
    for who in back:
        accounts.note_erased(who)
    return accounts.erase_all()
