"""`woodshed`: what whoever runs this Woodshed can ask for, each a thin word over what the house does anyway."""

from practice_app.commands.words import main

__all__ = ["main"]
