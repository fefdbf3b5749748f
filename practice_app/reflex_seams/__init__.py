"""Every place that leans on Reflex's insides: one file each, with the version it was seen on.

`tests/reflex_seams` fails when what a seam leans on has changed; then the file says what to look at. What changes the
finished build (`same_origin`, `first_paint`, `plain`) looks for itself, and fails the build.
"""

SEEN_ON = "0.10.1"
"""The version of Reflex whose source all of them were read in."""
