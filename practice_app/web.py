"""What the web server loads: the app, made once and then left alone by the search for garbage.

Of half a million objects none ever becomes garbage. Looking for it among them took a quarter of a start, and later
0.27 s at a time, while which nobody is answered.
"""

import gc
from importlib import import_module
from typing import Any

from practice_app.server import elsewhere


def create() -> Any:
    """The ASGI application (granian's ``--factory``); what was loaded for it is looked through no more."""
    gc.disable()
    try:
        elsewhere.install("web")
        return import_module("practice_app.practice_app").app()
    finally:
        gc.freeze()
        gc.enable()
