"""Passages that are played again and again."""

from workers.analysis.repeats.chroma import ChromaReader
from workers.analysis.repeats.drills import find

__all__ = ["ChromaReader", "find"]
