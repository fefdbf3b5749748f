"""Tempo and tuning: what a music stand needs beside the clock, loaded with the first tap on it."""

from pathlib import Path

from practice_app.published import published

for module in sorted(Path(__file__).parent.glob("*.js*")):
    if ".test." not in module.name:
        published(module.name)
