"""The command behind `make run`."""

import sys

from practice_app.run.launcher import main

sys.exit(main())
