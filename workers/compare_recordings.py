"""Two recordings are compared: fetched, laid side by side in a process of their own, and what was found is stored."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from practice_app.services import comparisons
from practice_app.services.shared import storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.running import INTERNAL, Pulse

GONE = "gone"


def compare(claim: Claim, pulse: Pulse) -> None:
    """Do the job: compare and end the claim, or raise to have it tried again."""
    comparing = comparisons.begin(claim)
    if comparing is None:
        raise isolated.Unwanted
    folder = Path(tempfile.mkdtemp(prefix="woodshed-comparison-"))
    try:
        _work(comparing, folder, pulse)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often; whose it is may ask again."""
    comparisons.fail(claim, INTERNAL)


def _work(comparing: comparisons.Comparing, folder: Path, pulse: Pulse) -> None:
    ask: dict[str, Any] = {"heard": comparing.heard, "bars": comparing.bars}
    with isolated.comparer() as comparer:
        try:
            for key, name in zip(comparing.keys, ("a", "b"), strict=True):
                storage.download(key, folder / name)
        except UploadGone:
            comparisons.fail(comparing.claim, GONE)
            return
        answer = comparer(folder, ask, pulse.ours)
    if "failure" in answer:
        comparisons.fail(comparing.claim, answer["failure"])
    else:
        comparisons.finish(comparing.claim, answer["comparison"])
