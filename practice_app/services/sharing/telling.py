"""What a link shows, in words of one language: for its page, for those who unfold it, for its picture."""

from datetime import date, datetime, time
from typing import Any

from practice_app import locales
from practice_app.locales import msg, msg_n
from practice_app.metrics import METRICS, Band, Written, band_of
from practice_app.models import ShareKind
from practice_app.services import journal
from practice_app.services.groups import NamedMember, PublishedGroup
from practice_app.services.journal import Music
from practice_app.services.progress import TrendRow
from practice_app.services.sharing import opening, weeks
from practice_app.services.sharing.opening import DashboardShown, DayShown, Opened, SessionShown, TakeShown
from practice_app.services.sharing.told import Figure, Time, Told, Trend
from practice_app.services.sharing.weeks import Square, Week
from practice_app.words import FOCUS, INSTRUMENTS

KINDS = {
    ShareKind.PROFILE: msg("Profile"),
    ShareKind.SESSION: msg("A practice session"),
    ShareKind.RECORDING: msg("A recording"),
    ShareKind.DASHBOARD: msg("Twelve weeks of practice"),
    ShareKind.GROUP: msg("Twelve weeks of a group"),
}
MEMBERS = msg("Members: {n}")
OF_SOMEBODY = msg("How {name} practises")
ON_DAYS = msg_n("on {n} day", "on {n} days")
SAYS = {
    "rising": msg("rises"),
    "falling": msg("falls"),
    "steady": msg("stays as it is"),
    "unknown": msg("not enough to see a trend yet"),
}
MOST_TRENDS = 4
PRACTICE = msg("Practice")
PLAYED, CLOCK, CORRECTED = msg("played"), msg("by the clock"), msg("as the player corrected it")
PRACTISED = msg("practised")
MODES = {"slow": msg("slowly"), "performance": msg("like a performance")}
BY = msg("by {name}")
BPM = msg("{n} bpm")
FACTS = {
    "instrument": msg("Instrument"),
    "focus": msg("Focus"),
    "mode": msg("Practised"),
    "works": msg("Pieces"),
    "target": msg("Target tempo"),
}


def told(link: Opened, locale: str) -> Told:
    """Put what a link shows into words."""
    if isinstance(link.shown, SessionShown):
        return _session(link, link.shown, locale)
    if isinstance(link.shown, TakeShown):
        return _take(link, link.shown, locale)
    kind = _say(locale, KINDS[link.kind])
    if isinstance(link.shown, DashboardShown):
        return _dashboard(link, link.shown, kind, locale)
    if isinstance(link.shown, PublishedGroup):
        return _group(link.shown, kind, locale)
    return Told(kind=kind, title=link.display_name, who=link.display_name, day="", summary=kind)


def _session(link: Opened, shown: SessionShown, locale: str) -> Told:
    session = shown.told
    works = opening.titles(session.items)
    facts = {
        "instrument": _word(locale, INSTRUMENTS, session.instrument),
        "focus": ", ".join(_word(locale, FOCUS, one) for one in session.focus),
        "mode": _word(locale, MODES, session.mode if session.mode in MODES else ""),
        "works": " · ".join(works) if len(works) > 1 else "",
        "target": _bpm(locale, session.target_bpm),
    }
    times = _times(locale, shown.played_s, session.clock_s, session.corrected_s, shown.band_s)
    return _played(link, locale, _title(locale, works, facts["instrument"]), facts, times, shown.music, session.clock_s)


def _take(link: Opened, shown: TakeShown, locale: str) -> Told:
    take = shown.told
    instrument = _word(locale, INSTRUMENTS, take.instrument)
    facts = {"instrument": instrument, "target": _bpm(locale, take.target_bpm)}
    times = _times(locale, shown.played_s, shown.clock_s, None, shown.band_s)
    return _played(link, locale, _title(locale, take.titles, instrument), facts, times, shown.music, shown.clock_s)


def _played(
    link: Opened, locale: str, title: str, facts: dict[str, str], times: list[Time], music: Music, clock_s: float
) -> Told:
    day = _day(locale, opening.day_of(link.shown))
    said = [f"{time.value} {time.label}" for time in times]
    return Told(
        kind=_say(locale, KINDS[link.kind]),
        title=title,
        who=link.display_name,
        day=day,
        summary=" · ".join([day, *said, _say(locale, BY, name=link.display_name)]),
        times=times,
        facts=[(_say(locale, FACTS[name]), value) for name, value in facts.items() if value],
        figures=_figures(locale, music, "told"),
        guesses=_figures(locale, music, "faint"),
        stave=journal.stave(music.spans, clock_s, music.levels or None),
    )


def _dashboard(link: Opened, shown: DashboardShown, kind: str, locale: str) -> Told:
    counted_s, clock_s = weeks.counted(shown.days)
    counted = locales.length(locale, counted_s, band_of(counted_s, shown.days))
    times = [Time(_say(locale, PRACTISED), counted), _by_clock(locale, clock_s)]
    on_days = locales.translate_n(locale, ON_DAYS, len(shown.days))
    return Told(
        kind=kind,
        title=_say(locale, OF_SOMEBODY, name=link.display_name),
        who=link.display_name,
        day=on_days,
        summary=" · ".join([kind, *(f"{time.value} {time.label}" for time in times), on_days]),
        times=times,
        squares=[(one, _square(locale, one)) for one in weeks.squares(shown)],
        weeks=[(one, _week(locale, one)) for one in weeks.weeks(shown.days, shown.since, shown.until)],
        trends=[_trend(locale, one, shown) for one in _told_trends(shown.trends)],
    )


def _group(shown: PublishedGroup, kind: str, locale: str) -> Told:
    """A group stands for itself: who made the link is named only as every other member is."""
    parts = [DayShown(one.first, one.seconds, one.played_s, one.clock_s, one.less_s, one.more_s) for one in shown.weeks]
    played_s, clock_s = weeks.practised(parts)
    times = _times(locale, played_s, clock_s, None, band_of(played_s or 0, parts))
    members = _say(locale, MEMBERS, n=locales.number(locale, shown.members))
    on_days = locales.translate_n(locale, ON_DAYS, sum(one.days for one in shown.weeks))
    return Told(
        kind=kind,
        title=shown.name,
        who=shown.name,
        day=f"{members} · {on_days}",
        summary=" · ".join([kind, members, *(f"{time.value} {time.label}" for time in times), on_days]),
        times=times,
        weeks=[(one, _week(locale, one)) for one in weeks.weeks(parts, shown.since, shown.until)],
        about=shown.description,
        people=[(one.called, _practised(locale, one)) for one in shown.named],
    )


def _practised(locale: str, one: NamedMember) -> str:
    if not one.shares:
        return ""
    times = _times(locale, one.played_s, one.clock_s, None, band_of(one.played_s or 0, [one]))
    said = [f"{time.value} {time.label}" for time in times]
    return " · ".join([*said, locales.translate_n(locale, ON_DAYS, one.days)])


def _square(locale: str, one: Square) -> str:
    length = locales.length(locale, one.counted_s, one.band) if one.counted_s else "–"
    return f"{locales.date(locale, datetime.combine(one.day, time()), 'MMMd')}: {length}"


def _week(locale: str, one: Week) -> list[str]:
    monday = locales.date(locale, datetime.combine(one.monday, time()), "MMMd")
    return [monday, locales.length(locale, one.counted_s, one.band), locales.duration(locale, one.clock_s)]


def _told_trends(trends: list[TrendRow]) -> list[TrendRow]:
    """Those that tell most, of which there is something to draw."""
    drawn = [one for one in trends if len(one.points) > 1 and METRICS[one.key].written]
    return sorted(drawn, key=lambda one: not METRICS[one.key].tells_progress)[:MOST_TRENDS]


def _trend(locale: str, one: TrendRow, shown: DashboardShown) -> Trend:
    kind = METRICS[one.key]
    last = written(locale, kind.written, one.points[-1].value)
    return Trend(_say(locale, kind.name), _say(locale, SAYS[one.says]), last, weeks.line(one, shown.since, shown.until))


def _title(locale: str, works: list[str], instrument: str) -> str:
    return " · ".join(works) or instrument or _say(locale, PRACTICE)


def _times(
    locale: str,
    played_s: float | None,
    clock_s: float,
    corrected_s: float | None,
    band_s: Band | None = None,
) -> list[Time]:
    """Played and by the clock, each by its name; what the player corrected stands beside, and replaces nothing."""
    out = []
    if played_s is not None:
        out.append(Time(_say(locale, PLAYED), locales.length(locale, played_s, band_s)))
    if corrected_s is not None:
        out.append(Time(_say(locale, CORRECTED), locales.duration(locale, corrected_s)))
    return [*out, _by_clock(locale, clock_s)]


def _by_clock(locale: str, clock_s: float) -> Time:
    return Time(_say(locale, CLOCK), locales.duration(locale, clock_s), by_clock=True)


def _figures(locale: str, music: Music, group: str) -> list[Figure]:
    return [
        Figure(
            name=_say(locale, METRICS[one["key"]].name),
            value=written(locale, METRICS[one["key"]].written, one["value"]),
            sure=_say(locale, one["under"]),
            meaning=_say(locale, METRICS[one["key"]].meaning),
        )
        for one in music.metrics
        if one["group"] == group
    ]


def written(locale: str, how: Written | None, value: float) -> str:
    """Write a figure as pages do: digits, sign, unit."""
    if how is None:
        return ""
    if how.percent:
        return f"{locales.number(locale, round(100 * value))}%"
    rounded = round(value, how.digits)
    sign = "\u2212" if rounded < 0 else "+" if how.signed and rounded > 0 else "\u00b1" if how.both_ways else ""
    unit = _say(locale, how.unit) if how.in_words else how.unit
    return f"{sign}{locales.number(locale, abs(rounded))} {unit}".strip()


def _bpm(locale: str, target: float | None) -> str:
    return _say(locale, BPM, n=locales.number(locale, round(target, 1))) if target else ""


def _word(locale: str, known: dict[str, str], key: str) -> str:
    return _say(locale, known.get(key, key)) if key else ""


def _day(locale: str, day: date | None) -> str:
    return locales.date(locale, datetime.combine(day, time()), "yMMMMEEEEd") if day else ""


def _say(locale: str, text: str, **values: Any) -> str:
    return locales.translate(locale, text, **values)
