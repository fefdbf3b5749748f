"""A believable year of practice: a student, her teacher and a class of six, for trying and for pictures.

`python -m practice_app.demo` fills the configured database; doing it again adds only the days that are new.
"""

from practice_app.demo.seed import ANN, PASSWORD, TEACHER, seed_demo

__all__ = ["ANN", "PASSWORD", "TEACHER", "seed_demo"]
