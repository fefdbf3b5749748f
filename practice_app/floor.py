"""The oldest browsers Woodshed works in, and what keeps the build within them.

`components/shell/inline/floor.js` says one sentence in browsers below. Whoever raises the floor changes it here, in
`docs/devices.md`, and the list of what is not there yet.
"""

import math
import re
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

from practice_app.locales import LANGUAGES, msg, translate

FLOOR: Final = {"safari": "16.4", "chromium": "109", "firefox": "115"}
SENTENCE: Final = msg(
    "This browser is too old for Woodshed. It needs Safari {safari}, Chrome or Edge {chromium}, Firefox {firefox}, "
    "or something newer."
)

# What came to one of them after the floor (MDN), as it stands in a built script. `x?.y` and `"y" in x` ask first.
LATER: Final = (
    "AbortSignal.any(", "AbortSignal.timeout(", "Promise.withResolvers(", "Promise.try(", "Object.groupBy(",
    "Map.groupBy(",
    "Array.fromAsync(", "URL.canParse(", "URL.parse(", "RegExp.escape(", "Error.isError(", "Iterator.from(",
    "Uint8Array.fromBase64(", ".toBase64(", ".toSorted(", ".toReversed(", ".toSpliced(", ".isWellFormed(",
    ".toWellFormed(",
    ".isSubsetOf(", ".symmetricDifference(", ".checkVisibility(", ".showPopover(", ".togglePopover(",
    ".setHTMLUnsafe(",
    "new URLPattern(", "new Intl.Segmenter(", "new Intl.DurationFormat(", ".transferToFixedLength(", ".requestClose(",
    "with{type:", "(?i:", "(?-i:",
)  # fmt: skip
LATER_STYLE: Final = ("light-dark(", "@scope", "field-sizing", "interpolate-size", "if(", "@function")

_OKLCH: Final = re.compile(r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)(?: ?/ ?([\d.]+)(%?))?\)")

# Tailwind writes the full colour first, then the tint for who knows color-mix(): a full one would hide the words on it.
_TINT: Final = re.compile(
    r"(?P<rule>[^{}]+)\{(?P<plain>[^{}]*)\}"
    r"(?P<newer>@supports \(color: ?color-mix\(in lab, ?red, ?red\)\)\{(?P=rule)\{"
    r"background(?:-color)?:color-mix\(in \w+, [^{}]+ (?:[1-4]?\d)%, transparent\)\}\})"
)
_BACKGROUND: Final = re.compile(r"(?<![\w-])(background(?:-color)?):[^;}]+")


class FloorPlugin(Plugin):
    """Writes colours so that the oldest browsers read them; fails the build when a script asks for what they lack."""

    def post_build(self, **context: Any) -> None:
        """Look through the finished build."""
        static = Path(context["static_dir"])
        for sheet in static.rglob("*.css"):
            style = sheet.read_text(encoding="utf-8")
            sheet.write_text(in_srgb(tinted(style)), encoding="utf-8")
        if found := beyond(static):
            raise RuntimeError("Browsers that Woodshed promises to work in lack this: " + "; ".join(found))


def beyond(static: Path) -> list[str]:
    """What of a finished build the oldest browsers lack, with the file it is in."""
    scripts = [path for kind in ("*.js", "*.html") for path in sorted(static.rglob(kind))]
    sheets = sorted(static.rglob("*.css"))
    return [
        f"{path.relative_to(static)}: {name}"
        for paths, names in ((scripts, LATER), (sheets, LATER_STYLE))
        for path in paths
        for name in _used(path.read_text(encoding="utf-8"), names)
    ]


def _used(text: str, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in text]


def sentences() -> dict[str, str]:
    """What is said below the floor, by language."""
    return {tag: translate(tag, SENTENCE, **FLOOR) for tag in LANGUAGES}


def tinted(style: str) -> str:
    """Give a faint background to what would get a strong one where there is no `color-mix()` (Chromium before 111)."""

    def fainter(m: re.Match[str]) -> str:
        plain = _BACKGROUND.sub(r"\1:var(--color-base-300)", m["plain"])
        return f"{m['rule']}{{{plain}}}{m['newer']}"

    return _TINT.sub(fainter, style)


def in_srgb(style: str) -> str:
    """Write the colours of a style sheet as hexadecimal sRGB: Chromium reads `oklch()` from 111 on."""
    return _OKLCH.sub(lambda m: _hex(float(m[1]) / 100, float(m[2]), float(m[3]), _alpha(m[4], m[5])), style)


def _alpha(value: str | None, percent: str | None) -> float:
    return 1.0 if value is None else float(value) / (100 if percent else 1)


def _hex(lightness: float, chroma: float, hue: float, alpha: float) -> str:
    """Write an Oklch colour as sRGB; ``hue`` in degrees, what lies outside is cut off at each channel."""
    parts = [*map(_encoded, linear(lightness, chroma, math.radians(hue))), *([] if alpha >= 1 else [alpha])]
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in parts)


def linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Oklch, ``hue`` in radians, to linear sRGB, also outside of 0 to 1 (Ottosson 2020, as CSS Color 4 has it)."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
