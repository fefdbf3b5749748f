"""What administrators look at and do: people, what waits, what is stored, how this Woodshed is set."""

from practice_app.services.admin.house import HouseRow, JobsRow, SettingRow, StoredRow, house
from practice_app.services.admin.people import DEEDS, DeedName, PersonRow, Which, change, people

__all__ = [
    "DEEDS",
    "DeedName",
    "HouseRow",
    "JobsRow",
    "PersonRow",
    "SettingRow",
    "StoredRow",
    "Which",
    "change",
    "house",
    "people",
]
