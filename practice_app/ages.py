"""From what age on somebody may agree themselves to an account of theirs, by country; and who surely is that old.

We ask for a year of birth and no birthday. In a year in which somebody turns 14 they may be 13 or 14, so the age that
counts is the *lower possible* one: whoever is asked to wait for a parent some months too long loses little; a child
who is let in alone too early can't be taken back to before.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files

ADULT = 18
"""Who looks for people to practise with, strangers among them, is that old, or has a guardian who allows it."""
DEFAULT = 16
"""GDPR art. 8(1), where a country says nothing else; also for countries that are not in the list."""
CONSENT = {
    # GDPR art. 8(1) lets each member state say 13 to 16. Those that say 16, or nothing, are the default:
    # DE, HR, HU, IE, LI, LU, NL, PL, RO, SK.
    "AT": 14,  # DSG § 4(4)
    "BE": 13,  # Loi du 30 juillet 2018, art. 7
    "BG": 14,  # ZZLD art. 25c
    "CY": 14,  # Law 125(I)/2018, s. 8
    "CZ": 15,  # Act 110/2019, § 7
    "DK": 15,  # Databeskyttelsesloven § 6(2), since 2024
    "EE": 13,  # Isikuandmete kaitse seadus § 8
    "ES": 14,  # LO 3/2018, art. 7
    "FI": 13,  # Tietosuojalaki § 5
    "FR": 15,  # Loi Informatique et Libertés, art. 45
    "GR": 15,  # Law 4624/2019, art. 21
    "IS": 13,  # Act 90/2018, art. 10
    "IT": 14,  # Codice privacy, art. 2-quinquies
    "LT": 14,  # ADTAĮ art. 6
    "LV": 13,  # Fizisko personu datu apstrādes likums, art. 33
    "MT": 13,  # S.L. 586.11
    "NO": 13,  # Personopplysningsloven § 5
    "PT": 13,  # Lei 58/2019, art. 16
    "SE": 13,  # Lag 2018:218, 2 kap. 4 §
    "SI": 15,  # ZVOP-2, art. 8
    "GB": 13,  # Data Protection Act 2018, s. 9
    "US": 13,  # COPPA, 16 CFR 312
    "KR": 14,  # 개인정보 보호법 제22조의2
    "CN": 14,  # PIPL art. 31
    "IN": 18,  # DPDP Act 2023, s. 2(f) and 9
}
EARLIEST_YEAR = 1900


def consent_age(country: str | None) -> int:
    """Tell from what age on somebody there may consent themselves."""
    return CONSENT.get(country or "", DEFAULT)


def this_year() -> int:
    """Tell which year it is where it is the earliest on earth."""
    return (datetime.now(UTC) - timedelta(hours=12)).year


def surely(birth_year: int) -> int:
    """Tell how old somebody born in this year is at least, today."""
    return this_year() - birth_year - 1


def under_age(birth_year: int | None, country: str | None) -> bool:
    """Tell whether somebody may be too young to consent themselves; of whom nothing is known, it isn't said."""
    return birth_year is not None and surely(birth_year) < consent_age(country)


def of_age_in(birth_year: int, country: str | None) -> int:
    """Tell the year from whose beginning on they surely may."""
    return birth_year + consent_age(country) + 1


@lru_cache
def _countries() -> dict[str, str]:
    """The country of each time zone that lies in one, as IANA lists them."""
    lines = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


def country_of(timezone: str) -> str | None:
    """Tell which country a time zone lies in; ``None`` for one that lies in none (``UTC``) or goes by an old name."""
    return _countries().get(timezone)


_AT_LEAST = "extract(year FROM now() AT TIME ZONE 'UTC' - interval '12 hours')::int - {0}.birth_year - 1"


def grown_sql(alias: str) -> str:
    """Whether somebody surely is grown, or nothing is known of their age, in PostgreSQL's words."""
    return f"({alias}.birth_year IS NULL OR {_AT_LEAST.format(alias)} >= {ADULT})"


def of_age_sql(alias: str) -> str:
    """The same as ``not under_age`` for a row of ``users``, in PostgreSQL's words."""
    listed = " ".join(f"WHEN '{country}' THEN {age}" for country, age in CONSENT.items())
    age = f"CASE {alias}.country {listed} ELSE {DEFAULT} END"
    return f"({alias}.birth_year IS NULL OR {_AT_LEAST.format(alias)} >= {age})"
