"""What the two pages say, as message ids with placeholders; `filling.py` knows what stands in those.

What is said here of what the software does must be true of it: `docs/privacy.md` says the same in more detail.
"""

from dataclasses import dataclass
from typing import Final

from practice_app.locales import msg

VERSION: Final = "2026-12"
"""Which wording is the one of today: consents are to one (`services/accounts/consents.py`). A new one is a new name."""


@dataclass(frozen=True)
class Section:
    """A part of a page. ``kept``: pairs of what is stored, and for how long; ``needs``: nothing of it without that."""

    title: str
    paragraphs: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    needs: str = ""


@dataclass(frozen=True)
class Notice:
    """A page: its title, what comes first, its parts."""

    title: str
    lead: str
    sections: tuple[Section, ...]


WHO = Section(
    msg("Who runs this"),
    (
        msg("{operator} runs this Woodshed and answers for what is stored in it. Write to {contact}."),
        msg("Address: {address}"),
        msg("It stands here: {host}"),
    ),
    needs="operator",
)

WITH_ACCOUNT = msg("until you delete it, or your account")
HIDDEN = msg("until you delete your account; what you delete before that is hidden from everybody")

PRIVACY = Notice(
    msg("Privacy"),
    msg("What is stored about you here, where, for how long, and what you can do about it."),
    (
        WHO,
        Section(
            msg("What is stored, and for how long"),
            (
                msg("All of it is stored to keep your journal, and for nothing else."),
                msg(
                    "If you switch it on in the settings, it is also counted, of what you correct and together with "
                    "four others or more, how often the analysis was right. You can switch it off at any time."
                ),
            ),
            (
                (
                    msg(
                        "Your account: name, e-mail address (encrypted), year of birth, language, time zone, "
                        "instruments; of a password and of a passkey only what can't be used to sign in elsewhere"
                    ),
                    msg("until you delete your account"),
                ),
                (
                    msg("Accounts elsewhere that you sign in with: by what number they know you"),
                    msg("until you disconnect them, or delete your account"),
                ),
                (msg("What you tell of yourself, your picture, and to whom you show it"), WITH_ACCOUNT),
                (msg("What you practised: sessions, notes, pieces, sections, tags, what you say of it"), HIDDEN),
                (
                    msg(
                        "Recordings of sound and of film, and how a phone on your bow arm turned meanwhile, if you "
                        "asked for that"
                    ),
                    msg("until they have been heard, a few minutes as a rule; those you keep, until you delete them"),
                ),
                (msg("What was heard in them: figures and curves"), msg("as long as the session")),
                (msg("With whom you share: teachers, guardians, groups, links"), HIDDEN),
                (
                    msg("On which devices you are signed in, and what their browser says it is"),
                    msg("until you delete your account"),
                ),
                (msg("What happened with your account, as you can read it in the settings"), msg("{audit_days} days")),
                (msg("To what you agreed, when, or who agreed for you"), msg("until you delete your account")),
                (msg("A file with all of it, when you ask for one"), msg("one day")),
                (msg("Network addresses, to count how often something was tried"), msg("one day at most")),
            ),
        ),
        Section(
            msg("On your own device"),
            (
                msg(
                    "What you practise is written to your device first, and sent from there. What was sent is "
                    "forgotten when you sign out; what was not sent yet stays until you sign in again or delete "
                    "it."
                ),
            ),
        ),
        Section(
            msg("Cookies"),
            (
                msg(
                    "Only what the site can't do without: that you are signed in (30 days after you were "
                    "last here), that it is you who is signing in (minutes), that this device has signed in "
                    "before (a year), and your language. No advertising, no counting of visitors, nothing "
                    "from other sites."
                ),
            ),
        ),
        Section(
            msg("Who sees it"),
            (
                msg("You. Teachers, groups and whoever has a link see what you show them, until you take it back."),
                msg("A child's journal is seen by the adults who look after it."),
                msg(
                    "Whoever runs this can technically reach what is stored, but for what is encrypted. Nothing "
                    "is given or sold to anybody. Mail to you goes through their mail server; if you sign in "
                    "through another service, that service learns that you did."
                ),
                msg(
                    "If you switch pushes on for a device, each goes through the push service of its browser's "
                    "maker (such as Google, Apple, Mozilla or Microsoft). It learns the address of that device, "
                    "when something is sent and how much, but can't read what: that is encrypted for the device."
                ),
                msg(
                    "What stands on the board is also looked at by {machines}, which is sent the words and pictures, "
                    "of a film nine pictures, and not who wrote them. It can only ask moderators to look: people "
                    "decide."
                ),
            ),
        ),
        Section(
            msg("What you can do"),
            (
                msg("In the settings you see and change all of it, and take it along in one file at any time."),
                msg(
                    "You can delete your account there. At once nobody sees anything of it any more; for {days} "
                    "days you can come back; then everything is erased for good."
                ),
                msg("If you can't do it yourself, or think that something is wrong, write to {contact}."),
                msg("You can also complain to the authority for data protection of your country."),
            ),
        ),
        Section(
            msg("Backups"),
            (msg("What was erased is still in backups for {backup_days} days, and is not put back from them."),),
            needs="backup_days",
        ),
        Section(
            msg("Children"),
            (
                msg(
                    "Who is too young to agree has a journal only when a parent or a teacher starts it with them "
                    "and agrees. That adult can see it, take the agreement back, and delete it. Nothing of a "
                    "child is shown in public unless that adult allows it."
                ),
            ),
        ),
    ),
)

TERMS = Notice(
    msg("Terms"),
    msg("What you can count on here, and what is asked of you."),
    (
        WHO,
        Section(
            msg("What this is"),
            (
                msg(
                    "A practice journal. It listens, measures and keeps; what it measures may be wrong, and says "
                    "how sure it is."
                ),
                msg("It is run as it is, with no promise that it is always there. Take along what is dear to you."),
            ),
        ),
        Section(
            msg("What is yours stays yours"),
            (
                msg(
                    "What you record and write belongs to you. You allow {operator} to store it, to have it "
                    "heard by a program, and to show it to those you choose; nothing more, and only as long as "
                    "it is here."
                ),
                msg("Record others only if they agree, and share only what you may share."),
            ),
        ),
        Section(
            msg("What is asked of you"),
            (
                msg(
                    "Keep your password to yourself. Don't use somebody else's account, and don't try to get into one."
                ),
                msg("Don't put here what is against the law, hurts others, or is meant to break the service."),
                msg("Who is too young to agree to this themselves comes with a parent or a teacher."),
            ),
        ),
        Section(
            msg("How it ends"),
            (
                msg("You can leave at any time, in the settings: after {days} days everything is erased."),
                msg(
                    "{operator} may suspend an account that breaks these terms, and tells its owner why. If this "
                    "Woodshed is to close, you are told in time to take everything along."
                ),
            ),
        ),
        Section(
            msg("The law"),
            (msg("The law of {country} applies. What the law gives you as a consumer, nothing here takes away."),),
            needs="country",
        ),
    ),
)

NOTICES: Final = {"privacy": PRIVACY, "terms": TERMS}
