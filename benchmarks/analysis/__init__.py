"""How well is heard: generated recordings with known truth, and the table of what it makes of them.

`python -m benchmarks.analysis [--rows playing,tempo,pitch,…] [--quick] [--seed N]`. Nothing is recorded: scores are
drawn by seed, played by additive instruments whose pitch is known exactly and by soundfonts that no threshold was set
on, put into rooms with noise, talk, clicks and other music, and sent through a phone's band and a browser's codec.
Needs fluidsynth, espeak-ng and the soundfonts named in `soundfont`; without them the rows that use them are left out.
"""
