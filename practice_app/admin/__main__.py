"""Say what is done in a sentence, and end with what a script can read: 0 done, 1 it can't be done, 2 misspelt."""

import sys

from practice_app.admin.command import main

sys.exit(main(sys.argv[1:]))
