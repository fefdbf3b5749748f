"""Both themes can be read: every pair of ink and ground in use, by WCAG's formula, from the CSS itself."""

import math
import re
from pathlib import Path

import pytest

from practice_app.floor import linear

CSS = (Path(__file__).parents[2] / "assets" / "styles" / "themes.css").read_text()
GROUNDS = ("base-100", "base-200")
FILLED = ("primary", "secondary", "accent", "neutral", "info", "success", "warning", "error")
INKS = ("base-content", "quiet", "primary", "accent", "info", "success", "error")
DRAWN = ("stave-bar", "stave-rest")
Rgb = tuple[float, float, float]


def theme(name: str) -> dict[str, str]:
    block = re.search(rf'\[data-theme="{name}"\] {{(.*?)}}', CSS, re.S)
    assert block
    return dict(re.findall(r"--(?:color-)?([\w-]+): ([^;]+);", block[1]))


def colour(values: dict[str, str], name: str) -> Rgb:
    value = values[name]
    if alias := re.fullmatch(r"var\(--color-([\w-]+)\)", value):
        return colour(values, alias[1])
    lightness, chroma, hue = re.fullmatch(r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)", value).groups()
    return srgb(float(lightness) / 100, float(chroma), math.radians(float(hue)))


def srgb(lightness: float, chroma: float, hue: float) -> Rgb:
    """Oklch to linear sRGB, cut to what a screen can show."""
    return tuple(min(1.0, max(0.0, part)) for part in linear(lightness, chroma, hue))


def luminance(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(ink: Rgb, ground: Rgb, share: float) -> Rgb:
    """A see-through ink on a ground, mixed as screens do: in gamma-encoded values."""
    mixed = (share * a ** (1 / 2.2) + (1 - share) * b ** (1 / 2.2) for a, b in zip(ink, ground, strict=True))
    return tuple(part**2.2 for part in mixed)


@pytest.fixture(params=["daylight", "evening"])
def values(request: pytest.FixtureRequest) -> dict[str, str]:
    return theme(request.param)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(values, ink, ground):
    assert contrast(colour(values, ink), colour(values, ground)) >= 4.5


@pytest.mark.parametrize("name", FILLED)
def test_text_can_be_read_on_every_filled_thing(values, name):
    assert contrast(colour(values, f"{name}-content"), colour(values, name)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sign", DRAWN)
def test_what_is_drawn_on_the_stave_can_be_seen(values, sign, ground):
    assert contrast(colour(values, sign), colour(values, ground)) >= 3


TAGS = Path(__file__).parents[2] / "practice_app" / "components" / "teaching" / "tag_colors.js"


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_colours_of_tags_can_be_seen(values, ground):
    colours = re.findall(r'color: "#(..)(..)(..)"', TAGS.read_text(encoding="utf-8"))
    assert len(colours) == 10
    for parts in colours:
        encoded = (int(part, 16) / 255 for part in parts)
        shown = tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in encoded)
        assert contrast(shown, colour(values, ground)) >= 3


def test_the_edge_of_a_field_can_be_seen(values):
    ground = colour(values, "base-100")
    edge = over(colour(values, "base-content"), ground, 0.55)
    assert contrast(edge, ground) >= 3


def test_only_the_toast_stands_on_a_dark_slip_and_its_deed_has_the_slips_ink():
    parts = (Path(__file__).parents[2] / "practice_app").rglob("*.jsx")
    slips = [
        part.read_text() for part in parts if "external" not in part.parts and 'className="slip"' in part.read_text()
    ]
    assert len(slips) == 1
    assert re.findall(r'<button[^>]*className="([^"]*)"', slips[0]) == ["slip-action"]
    sheet = (Path(__file__).parents[2] / "assets" / "styles" / "overlays.css").read_text()
    assert re.search(r"\.slip-action \{[^}]*color: inherit;", sheet)


def test_the_formula_knows_black_on_white():
    assert contrast(srgb(0, 0, 0), srgb(1, 0, 0)) == pytest.approx(21, abs=0.01)
