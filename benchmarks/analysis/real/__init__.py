"""How well is heard on real sound: practice put together from public recordings of people playing, with their truth.

`python -m benchmarks.analysis.real FOLDER [--split …] [--unnamed] [--each]`. FOLDER (or
`WOODSHED_REAL`) holds what `sources` names, each as `owner/name` like its repository, fetched by whoever runs this;
none is committed. What is not there is left out and said. Sources, never clips, are split: thresholds were set with
*tuned* in sight, *kept* is measured alone. Real notes and phrases are placed with rests, in rooms and noise, with real
talk and real sounds of a home in the rests; the truth is measured on each phrase alone, before anything is added
(`truth`).

`--rows onsets,click,tempo,pitch,repeats [--split measured|learned]` plays scores on real single notes in real rooms
(`tones`, `player`, `rooms`, `phrases`), whose beginnings and pitches are known, and reads performances that are
annotated (`trios`, `solos`).
"""
