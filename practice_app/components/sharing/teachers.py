"""What teachers and family see of the recordings that were kept of a session."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, clock_var
from practice_app.reflex_seams.published import published


class _Trim(Island):
    library = published("late.jsx")
    tag = "Trim"
    take: rx.Var[Any]
    on_trim: rx.EventHandler[passthrough_event_spec(str, float, float)]  # type: ignore[type-arg, valid-type]
    on_whole: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def shared_takes(takes: Any, *, on_share: Any, on_trim: Any, on_whole: Any) -> rx.Component:
    """Each recording that was kept: whether teachers see it (``on_share(id, yes)``), and from where to where."""

    def one(take: Any) -> rx.Component:
        return rx.cond(take.playable, _take(take, on_share, on_trim, on_whole), rx.fragment())

    return rx.el.section(
        sheet("sharing/trim.css"),
        rx.el.h2(_("For my teachers"), class_name="text-lg"),
        rx.el.ul(rx.foreach(takes, one), class_name="shared-takes"),
        class_name="share-part",
        aria_label=_("For my teachers"),
    )


def _take(take: Any, on_share: Any, on_trim: Any, on_whole: Any) -> rx.Component:
    begun = clock_var(take.offset_s)
    said = rx.cond(
        take.kind == "video", _("The film from {time} on", time=begun), _("The recording from {time} on", time=begun)
    )
    box = rx.el.input(
        type="checkbox",
        checked=take.shared,
        on_change=on_share(take.id, ~take.shared),
        class_name="toggle toggle-primary shrink-0",
        data_testid="take-share",
    )
    part = _("Others see: {first}–{last}", first=clock_var(take.trim_start_s), last=clock_var(take.trim_end_s))
    return rx.el.li(
        rx.el.p(said, class_name="row-title"),
        rx.el.label(rx.el.span(_("Share with my teachers")), box, class_name="shared-take"),
        rx.el.details(
            rx.el.summary(
                icon("eye"),
                rx.cond(take.trimmed, part, _("Others see: all of it")),
                data_testid="take-trim",
            ),
            _Trim.create(take=take, on_trim=on_trim, on_whole=on_whole),
            class_name="shared-trim",
        ),
        key=take.id,
    )
