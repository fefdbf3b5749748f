"""Style that only a running page knows (how high a bar is): everything else is a class."""

from typing import Any


def properties(**css: Any) -> dict[str, Any]:
    """Give `custom_attrs` by which React sets these properties one by one, as the policy of our pages lets it.

    Reflex's own `style=` would write a style sheet into the page, which is refused; so is a `style` attribute in what
    is drawn when the pages are built, and the build says so.
    """
    return {"style": css}
