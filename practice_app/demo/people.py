"""Who is in the demo, and what they practise."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Work:
    """A piece on the stand; sections are (name, first bar, last bar, tempo now, tempo wanted)."""

    title: str
    composer: str
    target_bpm: float | None = None
    sections: tuple[tuple[str, int, int, float, float], ...] = ()


@dataclass(frozen=True)
class Player:
    """Somebody who practises: how long ago they began, how often and how long, and how well it sounds."""

    key: str
    name: str
    instrument: str
    works: tuple[Work, ...]
    role: str = "student"
    timezone: str = "Europe/Berlin"
    locale: str = "en"
    days: int = 120
    per_week: float = 4.0
    minutes: float = 35
    hour: float = 17.0
    focus: tuple[str, ...] = ("intonation", "tone", "rhythm", "technique", "sight-reading")
    notes: tuple[str, ...] = field(default=())

    @property
    def email(self) -> str:
        """Where the demo's mail would go; nowhere."""
        return f"{self.key}@woodshed.example"


SCALES = Work("Scale System: G major, three octaves", "Carl Flesch", 72)
KREUTZER = Work(
    "Etude No. 2", "Rodolphe Kreutzer", 96, (("Détaché", 1, 12, 84, 96), ("String crossings", 13, 25, 72, 96))
)
PARTITA = Work(
    "Partita No. 2 in D minor, BWV 1004: Allemanda",
    "J. S. Bach",
    60,
    (("First half", 1, 16, 54, 60), ("Second half", 17, 32, 50, 60), ("Bars 21–24, chords", 21, 24, 44, 60)),
)
BRUCH = Work(
    "Violin Concerto No. 1 in G minor: I. Vorspiel",
    "Max Bruch",
    84,
    (("Opening cadenza", 1, 10, 60, 66), ("Double stops", 51, 62, 66, 84), ("Last page", 120, 142, 70, 84)),
)
SEVCIK = Work("School of Bowing Technique, op. 2", "Otakar Ševčík", 80)

ANN = Player(
    "ann",
    "Ann Keller",
    "violin",
    (PARTITA, KREUTZER, SCALES, BRUCH, SEVCIK),
    days=365,
    per_week=5.2,
    minutes=44,
    notes=(
        "The chords in bar 23 speak when the elbow leads.",
        "Slow practice with a drone: the thirds are finally in tune.",
        "Bow distribution! Less at the frog, more air in the middle.",
        "Tired today. Scales and the first half, no more.",
        "Ran it through twice without stopping. Tempo sags on the second page.",
        "Left thumb relaxed = shifts land.",
        "Helena says: sing it first. She is right.",
        "Metronome on two and four. Humbling.",
    ),
)
TEACHER = Player(
    "helena",
    "Helena Brandt",
    "violin",
    (
        Work("Sonata for Solo Violin No. 3, “Ballade”", "Eugène Ysaÿe", 88),
        Work("Poème", "Ernest Chausson"),
        Work("Scale System: A flat major", "Carl Flesch", 80),
    ),
    role="teacher",
    days=90,
    per_week=3,
    minutes=50,
    hour=8.5,
)
CLASS = (
    Player(
        "minjun",
        "김민준",
        "cello",
        (
            Work("무반주 첼로 모음곡 1번 G장조, BWV 1007: 프렐류드", "J. S. 바흐", 66, (("페달 톤", 31, 42, 60, 66),)),
            Work("아리랑", "한국 민요", 72),
            Work("40 Easy Etudes, op. 70", "Sebastian Lee", 84),
        ),
        timezone="Asia/Seoul",
        locale="ko",
        focus=("음정", "활 쓰기", "비브라토", "리듬"),
        notes=("활을 천천히, 소리를 길게.", "4포지션 음정이 훨씬 좋아졌다."),
        per_week=5,
        hour=19,
    ),
    Player(
        "yichun",
        "陳怡君",
        "piano",
        (
            Work("平均律第一冊：C 小調前奏曲與賦格，BWV 847", "巴赫", 96, (("賦格呈示部", 1, 8, 60, 72),)),
            Work("夜曲，作品 9 第 2 號", "蕭邦", 54),
            Work("30 首技巧練習曲，作品 849", "徹爾尼", 108),
        ),
        timezone="Asia/Taipei",
        locale="zh-Hant",
        focus=("節奏", "音色", "踏瓣", "視奏"),
        notes=("左手單獨練習，慢速。", "賦格主題要唱出來。"),
        minutes=48,
        hour=20,
    ),
    Player(
        "sofia",
        "Sofia Rossi",
        "flute",
        (Work("Syrinx", "Claude Debussy"), Work("17 Big Daily Exercises", "Taffanel & Gaubert", 96)),
        timezone="Europe/Rome",
        focus=("tone", "breathing", "articulation"),
        per_week=3.5,
    ),
    Player(
        "tom",
        "Tom Okafor",
        "violin",
        (
            Work("Suzuki Violin School 1: Minuet 3", "J. S. Bach", 100),
            Work("Suzuki Violin School 1: Gavotte", "François-Joseph Gossec", 92),
        ),
        timezone="Europe/London",
        per_week=2.5,
        minutes=18,
        hour=16,
        focus=("posture", "rhythm", "intonation"),
    ),
    Player(
        "yuna",
        "박유나",
        "clarinet",
        (Work("Clarinet Concerto in A, K. 622: II. Adagio", "W. A. Mozart", 52), Work("32 Etudes", "Cyrille Rose", 76)),
        timezone="Asia/Seoul",
        locale="ko",
        per_week=4.5,
        focus=("호흡", "음색", "텅잉"),
    ),
    Player(
        "lukas",
        "Lukas Meyer",
        "guitar",
        (Work("Recuerdos de la Alhambra", "Francisco Tárrega", 120), Work("Lágrima", "Francisco Tárrega", 80)),
        per_week=3,
        minutes=28,
        hour=21,
        focus=("tremolo", "tone", "memory"),
    ),
)
EVERYONE = (ANN, TEACHER, *CLASS)
