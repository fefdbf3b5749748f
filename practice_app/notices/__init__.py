"""The privacy page and the terms: templates that whoever runs this Woodshed fills in, read with no script."""

from practice_app.notices.filling import missing
from practice_app.notices.page import written
from practice_app.notices.texts import NOTICES, VERSION

__all__ = ["NOTICES", "VERSION", "missing", "written"]
