"""What the ear learned, and how: `python -m benchmarks.training` makes the takes, fits the model and writes it.

The takes are made otherwise than those of `benchmarks.analysis` (another soundfont, other voices and languages, other
rooms, noises, songs), so that the figures there are those of material the model never met.
"""
