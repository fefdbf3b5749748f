"""The part of a page by which what it shows is shared."""

from typing import Any

import reflex as rx
from reflex.vars import VarData

from practice_app.components.sharing.share import Deeds, maker, share
from practice_app.components.sharing.teachers import shared_takes
from practice_app.i18n import _, clock_var
from practice_app.state.journal.session import SessionState
from practice_app.state.sharing import LinkRow, SharingState

LINKS: Any = SharingState.links
SHOWN: Any = SessionState.shown


def _of(condition: str, *named: Any) -> Any:
    """Those links that show something of this page."""
    code = f"({LINKS!s} ?? []).filter((link) => link.opens && ({condition}))"
    data = VarData.merge(*(var._get_all_var_data() for var in (LINKS, *named)))
    return rx.Var(code, _var_data=data).to(list[LinkRow])


def _deeds(kind: Any, about: Any) -> Deeds:
    return Deeds(SharingState.make(kind, about), SharingState.revoke, SharingState.last)


def share_session() -> rx.Component:
    """A link to a session, or to a recording of it that was kept."""
    recorded = SharingState.chosen != ""
    kind = rx.cond(recorded, "recording", "session")
    about = rx.cond(recorded, SharingState.chosen, SHOWN.id)
    own = f'link.about === {SHOWN!s}?.["id"] || ({SHOWN!s}?.["takes"] ?? []).some((take) => take.id === link.about)'
    shows = rx.cond(
        recorded,
        _("Whoever has the link can play this recording. They see its day, pieces and figures."),
        _("Whoever has the link sees day, pieces, lengths and figures. No hour, no note, no recording."),
    )
    return rx.el.section(
        rx.el.h2(_("Share by a link"), class_name="text-lg"),
        share(_of(own, SHOWN), SharingState.span, _deeds(kind, about), shows=shows, what=_what()),
        class_name="share-part",
    )


def share_takes() -> rx.Component:
    """What teachers see of the recordings that were kept of a session; nothing where none was."""
    part = shared_takes(
        SHOWN.takes,
        on_share=SessionState.share_take,
        on_trim=SessionState.trim_take,
        on_whole=SessionState.show_whole_take,
    )
    return rx.cond(SHOWN.playable, part, rx.fragment())


def _what() -> rx.Component:
    """The session, or one of its recordings; nothing to choose where none was kept."""
    chosen = rx.el.label(
        rx.el.span(_("What it shows"), class_name="field-label"),
        rx.el.select(
            rx.el.option(_("This session"), value=""),
            rx.foreach(SHOWN.takes, _take),
            value=SharingState.chosen,
            on_change=SharingState.pick,
            class_name="field-control",
            data_testid="share-what",
        ),
        class_name="field",
    )
    return rx.cond(SHOWN.playable, chosen, rx.fragment())


def _take(take: Any) -> rx.Component:
    begun = clock_var(take.offset_s)
    said = rx.cond(
        take.kind == "video", _("The film from {time} on", time=begun), _("The recording from {time} on", time=begun)
    )
    return rx.cond(take.playable, rx.el.option(said, value=take.id, key=take.id), rx.fragment())


def share_weeks() -> rx.Component:
    """A link to one's last weeks, with those there are."""
    return rx.el.section(
        rx.el.h2(_("Share your last twelve weeks")),
        share(_of('link.kind === "dashboard"'), SharingState.span, _deeds("dashboard", ""), shows=_weeks_shown()),
        class_name="share-part",
    )


def share_dashboard() -> rx.Component:
    """A link to one's last weeks, on a page that lists the links itself."""
    return maker(SharingState.span, _deeds("dashboard", ""), shows=_weeks_shown())


def share_group(group: Any) -> rx.Component:
    """A link to a group, with those of one's own."""
    shows = _("Whoever has the link sees the last twelve weeks: sums of those who share, and members as they chose.")
    own = _of(f'link.kind === "group" && link.about === {group!s}', group)
    return share(own, SharingState.span, _deeds("group", group), shows=shows)


def _weeks_shown() -> Any:
    return _("Whoever has the link sees days, sums and how the figures went. No pieces, no hours, no notes.")


def share_profile() -> rx.Component:
    """A link to one's profile."""
    return share(
        _of('link.kind === "profile"'),
        SharingState.span,
        _deeds("profile", ""),
        shows=_("The link shows your name, and whatever you show to everyone."),
    )
