"""`python -m practice_app.backup`: what `woodshed backup`, `restore` and their like hand on to."""

import sys

from practice_app.backup.command import main

sys.exit(main(sys.argv[1:]))
