"""The words of `woodshed`. Nothing heavy is loaded until one is said: `--help` is there at once."""

import os
from pathlib import Path
from typing import Annotated

import typer

from practice_app.commands import handing_on, houses

ABOUT = """Run and look after a Woodshed.

Without further settings everything lives in one folder of this machine; --home says which. Where the
environment names servers of your own (docs/operations.md), the same words work on those.

Each word ends with 0 when it is done, with 1 and a sentence when it can't be, with 2 when it can't be read."""
ONWARD = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""What follows is another command's to read, `--help` too."""

app = typer.Typer(
    name="woodshed",
    help=ABOUT,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Do what was typed."""
    app(prog_name="woodshed")


@app.callback()
def settle(
    home: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The data folder (WOODSHED_HOME in the environment).")
    ] = None,
) -> None:
    """Say where the data are, for whatever is done next."""
    if home:
        os.environ["WOODSHED_HOME"] = str(home.expanduser().absolute())


@app.command(short_help="Start everything and watch it until Ctrl-C.")
def run(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Where it listens (8000).")] = None,
    dev: Annotated[bool, typer.Option("--dev", help="Show what you change a moment later.")] = False,
) -> None:
    """Start everything and watch it until Ctrl-C or SIGTERM; the first time builds the pages."""
    from practice_app.run import development, programs
    from practice_app.run.launcher import main as launch

    if port:
        os.environ["PORT"] = str(port)
    raise typer.Exit(launch(development.application if dev else programs.finished))


@app.command(short_help="Bring the tables to what this release needs.")
def migrate() -> None:
    """Bring the tables to what this release needs; twice does nothing."""
    raise typer.Exit(handing_on.migrate())


@app.command(short_help="Say what is well and what is not.")
def check() -> None:
    """Tell in sentences whether settings are right and servers answer; changes nothing. 1 when something is wrong."""
    raise typer.Exit(handing_on.check())


@app.command(
    context_settings=ONWARD, add_help_option=False, short_help="Look after accounts; `admin --help` names what."
)
def admin(words: typer.Context) -> None:
    """Look after accounts: create, grant, suspend, reset and so on; `woodshed admin --help` names them all."""
    asks = set(words.args) & {"-h", "--help"} or not words.args
    go = handing_on.in_this_environment if asks else handing_on.to_module
    raise typer.Exit(go("practice_app.admin", words.args))


@app.command(short_help="Erase an account, at once and for good.")
def purge(
    email: Annotated[str, typer.Argument(metavar="[EMAIL]", help="Of the account, or its id.")] = "",
    erased: Annotated[
        bool, typer.Option("--erased", help="Everybody who was erased before and is there again.")
    ] = False,
) -> None:
    """Erase an account with all that is in it, at once and for good."""
    if bool(email) == erased:
        raise typer.BadParameter("say whose account, or --erased")
    raise typer.Exit(handing_on.to_module("practice_app.admin", ["purge", "--erased" if erased else email]))


@app.command(short_help="Have kept recordings heard again.")
def reanalyse(
    since: Annotated[str, typer.Option(metavar="VERSION", help="The oldest ear that may stay, as in 1.5.0.")],
) -> None:
    """Have kept recordings heard again that an older ear heard; Woodshed has to be running to work them off."""
    raise typer.Exit(handing_on.to_module("workers.analysis", ["reanalyse", "--since", since]))


PlaceOption = Annotated[
    str, typer.Option(metavar="PLACE", help="A folder, or s3://bucket/beginning (BACKUP_TO in the environment).")
]
CopyOption = Annotated[str, typer.Option("--copy", metavar="NAME", help="Which one; the newest when not said.")]
COPIES = "practice_app.backup"


@app.command(short_help="Make a safety copy of everything.")
def backup(to: PlaceOption = "") -> None:
    """Make a safety copy of everything, encrypted, while people go on; what lies there already isn't copied again."""
    raise typer.Exit(handing_on.to_module(COPIES, ["make", to], migrated=False))


@app.command(short_help="List the safety copies.")
def backups(place: Annotated[str, typer.Argument(metavar="[PLACE]", help="BACKUP_TO when not said.")] = "") -> None:
    """List the safety copies that lie in a place."""
    raise typer.Exit(handing_on.on_copies(["list", place]))


@app.command("backup-key", short_help="Make the key that locks safety copies.")
def backup_key(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Make the key that locks safety copies and write it into a file. Keep another elsewhere: nothing opens without."""
    raise typer.Exit(handing_on.on_copies(["key", str(file)]))


@app.command("backup-secrets", short_help="Write down the keys that a copy was made with.")
def backup_secrets(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    place: Annotated[str, typer.Option("--from", metavar="PLACE", help="BACKUP_TO when not said.")] = "",
    copy: CopyOption = "",
) -> None:
    """Write down SECRET_KEY and the other keys of a copy, to be set before it is restored to servers of your own."""
    raise typer.Exit(handing_on.on_copies(["secrets", str(file), place, copy]))


@app.command(short_help="Put a safety copy back into an empty place.")
def restore(
    place: Annotated[str, typer.Option("--from", metavar="PLACE", help="BACKUP_TO when not said.")] = "",
    copy: CopyOption = "",
    replace: Annotated[bool, typer.Option("--replace", help="Lose what is here now; without it nothing is.")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="Read every object once more afterwards.")] = False,
) -> None:
    """Put a safety copy back: into an empty data folder, or empty servers of your own, while nothing else runs."""
    flags = [*(["--replace"] if replace else []), *(["--compare"] if compare else [])]
    raise typer.Exit(handing_on.to_module(COPIES, ["restore", place, copy, *flags], migrated=False, alone=True))


@app.command("restore-drill", short_help="Try whether the newest copy can be put back.")
def restore_drill(
    place: Annotated[str, typer.Option("--from", metavar="PLACE", help="BACKUP_TO when not said.")] = "",
    copy: CopyOption = "",
) -> None:
    """Put a safety copy back into a house of its own, compare all of it, and let that go; nothing here changes."""
    raise typer.Exit(houses.drill(place, copy))


@app.command(short_help="Bring everything to another data folder, or to servers of your own, or back.")
def move(
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="A data folder, or a file with the settings of the other place.")
    ],
    by: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where there is room for a copy meanwhile (/tmp).")
    ] = None,
) -> None:
    """Bring everything that is here to another place that is empty, and compare each row and object there.

    Nothing here changes; Woodshed has to be stopped in both places.
    """
    raise typer.Exit(houses.move(target, by))
