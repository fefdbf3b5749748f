"""What was told, put into words: in the language and by the clock of whoever reads it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from practice_app.locales import moment, translate
from practice_app.services.notifications.inbox import OURS, Told


def says(told: Told, language: str, zone: ZoneInfo) -> str:
    """Say it in one sentence."""
    values = {name: translate(language, value) if name in OURS else value for name, value in told.values.items()}
    if "at" in values:
        values["at"] = moment(language, datetime.fromisoformat(values["at"]).astimezone(zone))
    return translate(language, told.sentence, **values)
