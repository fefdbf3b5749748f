"""The rules, the most important first. Each is pure: the picture of the last weeks in, proposals (or nothing) out."""

from practice_app.services.advice.proposals import Rule
from practice_app.services.advice.rules import balance, beat, click, rest, sound, targets

RULES: tuple[Rule, ...] = (
    rest.NO_BREAK,
    rest.HEAVY,
    rest.REST_IS_FINE,
    beat.UNSTEADY,
    beat.NEXT_STEP,
    targets.NO_FASTER,
    click.OFF_CLICK,
    beat.DRIFTING,
    targets.FAR_TARGET,
    sound.INTONATION_SPREAD,
    sound.NARROW_DYNAMICS,
    targets.NEVER_SLOW,
    balance.FROM_THE_BEGINNING,
    balance.UNDIVIDED,
    balance.QUIET_INSTRUMENT,
    balance.CLOCK_GAP,
)
"""The body first, then what gives trouble, what goes well, what the ear hears, and what the time goes into."""
METRICS_ASKED = (
    beat.STABILITY,
    beat.DRIFT,
    targets.TEMPO,
    click.OFFSET,
    sound.DYNAMICS,
    sound.INTONATION,
)
"""The figures that they look at."""
PAUSES_DAYS = rest.WEEK
"""For so many days back somebody asks for the pauses."""
BY_KIND = {rule.kind: rule for rule in RULES}

__all__ = ["BY_KIND", "METRICS_ASKED", "PAUSES_DAYS", "RULES", "Rule"]
