"""The bow arm, as a phone that is strapped to it felt it: a second witness of the strokes that are heard."""

from workers.analysis.arm.felt import Felt, read
from workers.analysis.arm.figures import Arm, measure

__all__ = ["Arm", "Felt", "measure", "read"]
