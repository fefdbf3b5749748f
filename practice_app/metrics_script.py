"""What the catalogue of metrics says of each figure, as one script that pages import, and not a copy for each place."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

from practice_app import metrics

ADDRESS: Final = "$/public/metrics.js"
"""By which a page imports ``METRICS``: what `metrics.for_page` tells, by key."""
_PLACE: Final = Path("public") / "metrics.js"


class MetricsPlugin(Plugin):
    """Writes the script with each build."""

    def get_static_assets(self, **context: Any) -> Sequence[tuple[Path, str | bytes]]:
        """The script as a file of the site."""
        del context
        return [(_PLACE, f"export const METRICS = {json.dumps(metrics.for_page(), ensure_ascii=False)};\n")]
