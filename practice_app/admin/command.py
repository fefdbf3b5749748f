"""What can be asked for on the command line, and what is answered: sentences, exit codes, never a traceback."""

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence

from practice_app.database import system_transaction
from practice_app.errors import Problem, Unavailable
from practice_app.models import Role
from practice_app.services.accounts import Steward, erasing, stewards
from practice_app.settings import get_settings

DONE, REFUSED, STOPPED = 0, 1, 130
ROLES = {
    "student": Role.STUDENT,
    "teacher": Role.TEACHER,
    "parent": Role.PARENT,
    "moderator": Role.MODERATOR,
    "administrator": Role.ADMIN,
}
OFFICES = ("moderator", "administrator")
ABOUT = """Look after accounts. With the data folder of `make run`:

  .venv/bin/python -m practice_app.run with .venv/bin/python -m practice_app.admin COMMAND …

Each act is noted where the person concerned reads it, with who ran it."""
ENDS = "Ends with 0 when it is so now, 1 when it can't be done (and says why), 2 when the command can't be read."


def main(arguments: Sequence[str]) -> int:
    """Do what is asked for and say so; a reason goes to standard error."""
    asked = _parser().parse_args(arguments)
    try:
        if not get_settings().database_url:
            return _refuse("There is no database here: put `python -m practice_app.run with` in front, see --help.")
        print(asked.do(asked, Steward.called(asked.by or _whoever())))
    except Problem as problem:
        return _refuse(str(problem).format(**problem.values))
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # whatever it is, somebody reads it who runs a server, not who writes this
        return _refuse(f"That went wrong ({type(error).__name__}); perhaps `make migrate` helps.")
    return DONE


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return REFUSED


def _whoever() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m practice_app.admin",
        description=ABOUT,
        epilog=ENDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    made = _command(commands, "create", "make an account and print its password, once", create)
    made.add_argument("name", metavar="NAME", help="what to call them")
    made.add_argument("--role", choices=ROLES, default="student", help="what they are here (%(default)s)")
    for word in ("grant", "promote"):
        raised = _command(commands, word, "make somebody a moderator or an administrator, besides what they are", grant)
        raised.add_argument("role", choices=OFFICES)
    lowered = _command(commands, "demote", "make them neither any more, but a student, a teacher or a parent", demote)
    lowered.add_argument("role", choices=[role for role in ROLES if role not in OFFICES])
    _command(commands, "verify", "confirm that they teach, as they say", verify)
    _command(commands, "unverify", "confirm that no longer", unverify)
    about = "take off their passkeys and the second factor, for whoever lost them all"
    _command(commands, "forget-passkeys", about, forget_passkeys)
    _command(commands, "suspend", "sign them out and let them in no more", suspend)
    _command(commands, "unsuspend", "let them in again", unsuspend)
    _command(commands, "sign-out", "sign them out on every device", sign_out)
    _command(commands, "reset", "sign them out, set a new password and print it, once", reset)
    _purge_command(commands)
    return parser


def _purge_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "erase an account with all that is in it, at once and for good; or whoever came back with a backup"
    made = commands.add_parser("purge", help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=ENDS)
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("email", metavar="EMAIL", nargs="?", help="of the account, or its id")
    which.add_argument("--erased", action="store_true", help="everybody who was erased before and is there again")
    made.set_defaults(do=purge, by="")


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    do: Callable[[argparse.Namespace, Steward], str],
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=ENDS)
    made.add_argument("email", metavar="EMAIL", help="of the account, or its id where it has none")
    made.add_argument("--by", metavar="NAME", help="who does this, for the person concerned (your login name)")
    made.set_defaults(do=do)
    return made


def create(asked: argparse.Namespace, by: Steward) -> str:
    """Make an account."""
    password = stewards.create(asked.email, asked.name, ROLES[asked.role], by)
    return f"{asked.email} has an account ({asked.role}). The password, shown this once: {password}"


def reset(asked: argparse.Namespace, by: Steward) -> str:
    """Set a new password."""
    password = stewards.reset(asked.email, by)
    return f"{asked.email} is signed out everywhere. The new password, shown this once: {password}"


def grant(asked: argparse.Namespace, by: Steward) -> str:
    """Give somebody an office."""
    with system_transaction() as db:
        return _is_now(asked, stewards.grant(db, asked.email, ROLES[asked.role], by))


def demote(asked: argparse.Namespace, by: Steward) -> str:
    """Take their offices."""
    with system_transaction() as db:
        return _is_now(asked, stewards.demote(db, asked.email, ROLES[asked.role], by))


def _is_now(asked: argparse.Namespace, changed: bool) -> str:
    return f"{asked.email} is a{'n' * (asked.role[0] == 'a')} {asked.role} {'now' if changed else 'already'}."


def verify(asked: argparse.Namespace, by: Steward) -> str:
    """Confirm that somebody teaches."""
    with system_transaction() as db:
        changed = stewards.verify(db, asked.email, by)
    return f"{asked.email} is confirmed as a teacher {'now' if changed else 'already'}."


def unverify(asked: argparse.Namespace, by: Steward) -> str:
    """Confirm it no longer."""
    with system_transaction() as db:
        changed = stewards.unverify(db, asked.email, by)
    return f"{asked.email} is {'no longer' if changed else 'not'} confirmed as a teacher."


def forget_passkeys(asked: argparse.Namespace, by: Steward) -> str:
    """Let the password do by itself again."""
    with system_transaction() as db:
        gone = stewards.forget_passkeys(db, asked.email, by)
    return f"{asked.email} signs in by password; {gone} passkey{'s' * (gone != 1)} taken off."


def suspend(asked: argparse.Namespace, by: Steward) -> str:
    """Let somebody in no more."""
    with system_transaction() as db:
        changed = stewards.suspend(db, asked.email, by)
    return f"{asked.email} is suspended {'and signed out now' if changed else 'already'}."


def unsuspend(asked: argparse.Namespace, by: Steward) -> str:
    """Let somebody in again."""
    with system_transaction() as db:
        changed = stewards.unsuspend(db, asked.email, by)
    return f"{asked.email} can sign in again." if changed else f"{asked.email} is not suspended."


def sign_out(asked: argparse.Namespace, by: Steward) -> str:
    """Sign somebody out everywhere."""
    with system_transaction() as db:
        ended = stewards.sign_out(db, asked.email, by)
    return f"{asked.email} is signed out on {ended} device{'s' * (ended != 1)}."


def purge(asked: argparse.Namespace, _by: Steward) -> str:
    """Erase somebody, or everybody again who was."""
    gone = erasing.erase_all() if asked.erased else stewards.purge(asked.email)
    if gone.waiting:
        raise Unavailable(f"{gone.waiting} could not be erased whole; the log says why. It is tried again by itself.")
    whom = "Whoever was to be erased is" if asked.erased else f"{asked.email} is"
    return f"{whom} erased: {gone.rows} rows, {gone.objects} objects."
