"""The picture of what is no link of somebody's, where its address is unfolded: drawn like theirs, kept nowhere."""

from practice_app.services.shared.steps import step
from practice_app.services.sharing import drawing, pictures
from practice_app.services.sharing.told import Told


@step
def unfolded(kind: str, title: str, who: str, day: str) -> bytes:
    """Give a PNG that says what it is, what it is called, by whom and from when; raise ``Busy``."""
    told = Told(kind=kind, title=title, who=who, day=day, summary="")
    return pictures.rendered(drawing.svg(told), drawing.png)
