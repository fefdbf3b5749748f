"""The pitch of one voice: its notes, how well they are in tune, and their vibrato."""

from workers.analysis.pitch.intonation import PitchAnalyser, Sung
from workers.analysis.pitch.notes import Note

__all__ = ["Note", "PitchAnalyser", "Sung"]
