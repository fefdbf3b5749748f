"""What the recogniser learned, and how: `python -m benchmarks.training` makes recordings, fits the model, writes it.

They are made otherwise than those of `benchmarks.analysis` (another soundfont, other voices and languages, other rooms,
noises, songs), so that the figures there are those of material the model never met.
"""
