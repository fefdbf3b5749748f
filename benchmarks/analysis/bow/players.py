"""Who is filmed: a line that strokes, violinists and cellists; and people who do not bow."""

import numpy as np
from scipy.ndimage import gaussian_filter, gaussian_filter1d

from benchmarks.analysis.bow.films import Camera, Floats, Scene, limb, room
from benchmarks.analysis.bow.strokes import FINE_HZ, Strokes, sway, value


def line(rng: np.random.Generator, camera: Camera, moved: Strokes, seconds: float, angle_deg: float) -> Scene:
    """Nothing but a line that moves along itself, before grain that stands still."""
    w, h = camera.width, camera.height
    still = np.full((h, w), rng.uniform(70, 180))
    still += gaussian_filter(rng.standard_normal((h, w)), rng.uniform(0.8, 3)) * rng.uniform(5, 40)
    centre, length = np.array([w, h]) * rng.uniform(0.45, 0.55, 2), rng.uniform(0.35, 0.5) * w
    grey, thick = float(rng.choice([20.0, 235.0])), float(rng.uniform(1.0, 2.5) * h / 480)

    def draw(picture: Floats, t: float) -> None:
        place, tilt = moved.at(t)
        u = _way(angle_deg + tilt)
        limb(picture, centre - u * place * length, centre + u * (1 - place) * length, (thick, thick), grey)

    return Scene(still.astype(np.float32), draw, seconds)


def _by(x: float, y: float) -> Floats:
    return np.array([x, y])


def _way(angle_deg: float) -> Floats:
    return np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])


class Player:
    """A violinist or a cellist, with the bow at an angle in the picture."""

    def __init__(self, rng: np.random.Generator, camera: Camera, moved: Strokes, angle_deg: float) -> None:
        w, h = camera.width, camera.height
        self.moved, self.angle_deg = moved, angle_deg
        self.scale = scale = min(w, h) / 480 * rng.uniform(0.8, 1.2)
        self.contact = np.array([w * rng.uniform(0.42, 0.58), h * rng.uniform(0.42, 0.62)])
        self.length = length = rng.uniform(170, 280) * scale * (1.0 if rng.random() < 0.6 else rng.uniform(0.6, 1.0))
        self.thick = max(0.5, rng.uniform(0.8, 1.6) * scale)
        self.torso, self.skin, self.wood = rng.uniform(20, 230), rng.uniform(110, 210), rng.uniform(60, 140)
        self.sleeve = float(np.clip(self.torso + rng.uniform(-25, 25), 5, 250))
        self.bow = rng.uniform(15, 50) if rng.random() < 0.6 else rng.uniform(190, 240)
        if abs(self.bow - self.torso) < 60:
            self.torso = self.sleeve = 200.0 if self.bow < 128 else 50.0
        self.hair = (3.5 * scale, float(rng.uniform(170, 235))) if rng.random() < 0.4 else None
        self.side = float(rng.choice([-1, 1]))
        self.shoulder = self.contact + np.array([-self.side * 0.45, -0.5 * rng.uniform(0.2, 0.6)]) * length
        self.cello = rng.random() < 0.5

    def draw(self, picture: Floats, off: Floats, t: float) -> None:
        """Draw a moment, the body swayed by `off`."""
        self._body(picture, off)
        side, scale, length = self.side, self.scale, self.length
        c, shoulder = self.contact + off, self.shoulder + off
        place, tilt = self.moved.at(t)
        u = _way(self.angle_deg + tilt) * np.array([side, 1.0])
        frog, tip = c - u * place * length, c + u * (1 - place) * length
        elbow = (frog + shoulder) / 2 + np.array([-side * 0.18, 0.3]) * length * 0.6
        limb(picture, shoulder, elbow, (15 * scale, 12 * scale), self.sleeve)
        limb(picture, elbow, frog, (11 * scale, 7 * scale), self.sleeve)
        if self.hair:
            apart = np.array([-u[1], u[0]]) * self.hair[0]
            limb(picture, frog + apart, tip, (0.5 * self.thick, 0.5 * self.thick), self.hair[1])
        limb(picture, frog, tip, (self.thick, self.thick * 0.8), self.bow)
        limb(picture, frog - u * 4 * scale, frog + u * 8 * scale, (8 * scale, 6 * scale), self.skin)

    def _body(self, picture: Floats, off: Floats) -> None:
        """Torso, head, instrument with its neck."""
        side, scale, length, c = self.side, self.scale, self.length, self.contact + off
        middle = self.contact + off * 0.8 + np.array([-side * 0.3, 0.35]) * length
        limb(picture, middle, middle + _by(0, 0.6 * length), (42 * scale, 55 * scale), self.torso)
        head = middle + _by(0, -0.75 * length)
        limb(picture, head, head + _by(0, 18 * scale), (20 * scale, 18 * scale), self.skin)
        end = c + (np.array([0, 1.3]) if self.cello else np.array([-side * 0.6, 0.15])) * length * 0.35
        limb(picture, c, end, (14 * scale, 26 * scale), self.wood)
        limb(picture, c, c - (end - c) * 1.6, (3 * scale, 2.5 * scale), 25.0)


def player(rng: np.random.Generator, camera: Camera, moved: Strokes, seconds: float, angle_deg: float) -> Scene:
    """Somebody who bows in a room, and sways."""
    still, one = room(rng, camera.width, camera.height), Player(rng, camera, moved, angle_deg)
    body = sway(rng, seconds, float(rng.uniform(1, 6)) * one.scale)

    def draw(picture: Floats, t: float) -> None:
        one.draw(picture, np.array([value(body[:, 0], t), value(body[:, 1], t)]), t)

    return Scene(still, draw, seconds, one.side)


BYSTANDERS = (
    "pianist",
    "talker",
    "empty",
    "guitarist",
    "pizzicato",
    "conductor",
    "flautist",
    "walker",
    "page",
    "bow away",
)


def bystander(rng: np.random.Generator, camera: Camera, kind: str, seconds: float) -> Scene:
    """Nobody bows: a room, or somebody with both hands at something else."""
    still = room(rng, camera.width, camera.height)
    one = _Bystander(rng, camera, kind, seconds)
    if kind == "pianist":
        for key in range(-12, 12):
            x, y = one.middle + np.array([key * 16, 40]) * one.scale
            limb(still, np.array([x, y]), np.array([x, y + 50 * one.scale]), (6 * one.scale, 6 * one.scale), 225)
    return Scene(still, one.draw if kind != "empty" else lambda _, __: None, seconds)


class _Bystander:
    def __init__(self, rng: np.random.Generator, camera: Camera, kind: str, seconds: float) -> None:
        w, h = camera.width, camera.height
        self.kind, self.seconds, self.width = kind, seconds, w
        self.scale = scale = min(w, h) / 480 * rng.uniform(0.8, 1.3)
        self.middle = np.array([w * rng.uniform(0.4, 0.6), h * rng.uniform(0.45, 0.6)])
        self.body, self.hands = sway(rng, seconds, 5 * scale), [sway(rng, seconds, 22 * scale) for _ in range(2)]
        fast = gaussian_filter1d(rng.standard_normal(len(self.body)), 0.06 * FINE_HZ)
        self.fast = fast * 14 * scale / fast.std()
        self.greys, self.beat_hz, self.tilt = rng.uniform(20, 230, 3), rng.uniform(0.8, 3.0), rng.uniform(-40, 40)

    def draw(self, picture: Floats, t: float) -> None:
        """Draw a moment."""
        scale = self.scale
        m = self.middle + np.array([value(self.body[:, 0], t), value(self.body[:, 1], t)])
        if self.kind == "walker":
            m = m + np.array([(t / self.seconds - 0.5) * self.width, 0])
        limb(picture, m + _by(0, -10 * scale), m + _by(0, 140 * scale), (45 * scale, 55 * scale), self.greys[0])
        limb(picture, m + _by(0, -95 * scale), m + _by(0, -75 * scale), (20 * scale, 18 * scale), self.greys[1])
        for way, hand in ((-1, self.hands[0]), (1, self.hands[1])):
            goal = self._hand(m, way, hand, t)
            elbow = (m + np.array([way * 42, -10]) * scale + goal) / 2 + np.array([way * 25, 30]) * scale
            limb(picture, m + np.array([way * 42, -10]) * scale, elbow, (14 * scale, 11 * scale), self.greys[2])
            limb(picture, elbow, goal, (10 * scale, 7 * scale), self.greys[2])
            if way == 1:
                self._held(picture, m, goal, t)
            limb(picture, goal, goal + _by(3, 3), (9 * scale, 9 * scale), self.greys[1])

    def _hand(self, m: Floats, way: int, hand: Floats, t: float) -> Floats:
        """Where a hand is."""
        down = 1 if self.kind == "pianist" else 2
        swung, scale = np.array([value(hand[:, 0], t), down * value(hand[:, 1], t)]), self.scale
        goal = m + np.array([way * 50, 60]) * scale + swung
        if self.kind == "walker":
            goal = m + np.array([way * 45 + 25 * way * np.sin(2 * np.pi * self.beat_hz / 2 * t), 80]) * scale
        if self.kind == "guitarist":
            strummed = np.array([0, 2 * value(self.fast, t)]) if way == 1 else 0
            return m + np.array([way * 60, 40 - way * 30]) * scale + strummed
        if self.kind in ("pizzicato", "flautist", "bow away"):
            return m + np.array([way * 50, 0]) * scale + 0.1 * swung
        if self.kind == "conductor":
            swing = np.array([np.sin(np.pi * self.beat_hz * t), np.cos(2 * np.pi * self.beat_hz * t)])
            return goal + 30 * scale * swing
        return goal

    def _held(self, picture: Floats, m: Floats, goal: Floats, t: float) -> None:
        """What is held: a baton, a bow that is not used, a flute, a guitar's neck, a page that is turned."""
        scale, u = self.scale, _way(self.tilt + 0.15 * value(self.fast, t))
        held = {
            "conductor": (goal, goal + u * 110 * scale, 1.4, 235.0),
            "pizzicato": (goal - u * 20 * scale, goal + u * 200 * scale, 1.3, 25.0),
            "bow away": (goal, goal + _way(70 + 0.3 * value(self.fast, t)) * 230 * scale, 1.3, 25.0),
            "flautist": (m + _by(-20, -60), m + _by(-20, -60) + u * 190 * scale, 2.5, 225.0),
            "guitarist": (m + _by(0, 40 * scale), m + _by(-190 * scale, -10 * scale), 3.5, 30.0),
            "page": (goal, goal + _way(-60 + 3 * value(self.fast, t)) * 80 * scale, 12.0, 240.0),
        }.get(self.kind)
        if held:
            limb(picture, held[0], held[1], (held[2] * scale, held[2] * scale), held[3])
