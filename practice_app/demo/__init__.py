"""A believable year of practice: a student, her teacher and a class of six, for trying and for pictures.

`python -m practice_app.demo` fills the configured database; doing it again adds only the days that are new, and leaves
alone what was changed or taken away. `people/` is data: whoever is to be in it is one more `Player` there. What they
practised and how it sounded is made up in `practised/`, their pieces in `stand/`, takes with real sound in `takes/`,
what they want of themselves in `wishes.py`; `seed.py` goes through them.
"""

from practice_app.demo.seed import ANN, PASSWORD, TEACHER, seed_demo

__all__ = ["ANN", "PASSWORD", "TEACHER", "seed_demo"]
