"""`python -m practice_app` is `woodshed`: one command for all that somebody who runs a Woodshed does with it."""

from practice_app.commands import main

main()
