"""The commands behind the Makefile: run everything; or run something else beside it, on the same data."""

import os
import sys

from practice_app.run import development
from practice_app.run.borrowing import run_with_services
from practice_app.run.environment import Wish
from practice_app.run.launcher import in_sentences, main

USAGE = "usage: python -m practice_app.run [dev | migrate | with COMMAND …]"


def command(arguments: list[str]) -> int:
    """Do what the arguments say."""
    match arguments:
        case []:
            return main()
        case ["dev"]:
            return main(development.application)
        case ["migrate"]:
            return in_sentences(lambda: run_with_services(Wish.read(os.environ), ["true"]))
        case ["with", *words] if words:
            return in_sentences(lambda: run_with_services(Wish.read(os.environ), words))
        case _:
            print(USAGE, file=sys.stderr)
            return 2


sys.exit(command(sys.argv[1:]))
