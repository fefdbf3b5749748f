"""Ann: a student with a year behind her, a recital in sight, and something of everything that Woodshed knows."""

from practice_app.demo.people.player import HOLIDAYS, Aim, Habit, Passage, Player, Routine, Wishes, Work

WHOLE = "From the first bar to the last"
"""What is played when it is recorded."""

SCALES = Work(
    "Scale System: G major, three octaves",
    "Carl Flesch",
    72,
    instrument="violin",
    difficulty=6,
    minutes=10,
    catalogue="Flesch Scale System",
    often=0,
    habit=Habit(bpm=63, sway_pct=3.9, spread_cents=23),
    notes="Slurred in fours, then in eights. Thirds only when the single line is clean.",
)
KREUTZER = Work(
    "Etude No. 2",
    "Rodolphe Kreutzer",
    96,
    (
        Passage("Détaché", 1, 12, 84, 96),
        Passage("String crossings", 13, 25, 79, 96, Habit(bpm=79, sway_pct=3.9), apart=True),
    ),
    instrument="violin",
    difficulty=6,
    minutes=3,
    catalogue="Kreutzer Études",
    notes="A new bowing every week: 3 + 1, 2 + 2, dotted, then as written.",
)
PARTITA = Work(
    "Partita No. 2 in D minor, BWV 1004: Allemanda",
    "J. S. Bach",
    60,
    (
        Passage("First half", 1, 16, 56, 60, Habit(bpm=56, sway_pct=2.4), apart=True),
        Passage("Second half", 17, 32, 52, 60),
        Passage("Bars 21–24, chords", 21, 24, 52, 60, Habit(bpm=52, sway_pct=3.6, swayed=(13, 8.1)), apart=True),
    ),
    status="polishing",
    instrument="violin",
    difficulty=8,
    minutes=5,
    catalogue="BWV 1004",
    often=1.4,
    notes="No vibrato on the running notes. Bars 21–24: break the chords upwards, let the top note ring.",
)
BRUCH = Work(
    "Violin Concerto No. 1 in G minor: I. Vorspiel",
    "Max Bruch",
    84,
    (
        Passage("Opening cadenza", 1, 10, 60, 66),
        Passage("Double stops", 51, 62, 62, 84, Habit(bpm=62, sway_pct=7.6), apart=True),
        Passage("Last page", 120, 142, 60, 84, apart=True),
    ),
    instrument="violin",
    difficulty=9,
    minutes=8.5,
    catalogue="Bruch Violin Concerto",
    days=(190, 0),
    often=1.6,
    notes="Recital in the spring. Orchestra parts at the library; ask Helena about the fingering in bar 57.",
)
SEVCIK = Work(
    "School of Bowing Technique, op. 2",
    "Otakar Ševčík",
    80,
    instrument="violin",
    difficulty=5,
    catalogue="Ševčík Bowing",
    days=(365, 52),
)
MEDITATION = Work(
    "Méditation from Thaïs",
    "Jules Massenet",
    48,
    (Passage("Poco a poco appassionato", 22, 38, 50, 54),),
    status="performing",
    instrument="violin",
    difficulty=7,
    minutes=5.5,
    catalogue="Massenet Méditation",
    days=(230, 0),
    often=0.7,
    notes="For the Advent concert, with organ. Breathe before the last harmonic.",
)
DOUBLE = Work(
    "Concerto for Two Violins in D minor: II. Largo",
    "J. S. Bach",
    40,
    status="resting",
    instrument="violin",
    difficulty=6,
    minutes=7,
    catalogue="BWV 1043",
    days=(365, 50),
    notes="Played in October with Mira. To be woken up for the summer course.",
)
STUDY = Work(
    "Evening Study in D",
    "Helena Brandt",
    66,
    (
        Passage(WHOLE, 1, 16, 58, 66, apart=True),
        Passage("The theme", 1, 8, 60, 66),
        Passage("Middle part", 9, 12, 56, 66),
    ),
    status="polishing",
    instrument="violin",
    difficulty=3,
    minutes=1,
    days=(100, 0),
    often=0.6,
    drawn=True,
    notes="Helena wrote it for me. Record it now and then, and listen to both.",
)
INVENTION = Work(
    "Two-Part Invention No. 1 in C major, BWV 772",
    "J. S. Bach",
    66,
    (Passage("Hands apart", 1, 7, 60, 66),),
    instrument="piano",
    difficulty=5,
    minutes=1.5,
    catalogue="Bach Inventions",
    often=0,
    notes="To hear two voices at once: it helps with the Partita.",
)

ANN = Player(
    "ann",
    "Ann Keller",
    "violin",
    (STUDY, MEDITATION, BRUCH, PARTITA, KREUTZER, INVENTION, SCALES, SEVCIK, DOUBLE),
    days=365,
    per_week=5.6,
    minutes=42,
    rest_days=(6,),
    away=(*HOLIDAYS, ((2, 14), (2, 21)), ((10, 6), (10, 10))),
    plans=0.3,
    tags=(("concert", "#b4532a"), ("lesson", "#2f6b4f"), ("warm-up", "#c79a3b")),
    routines=(
        Routine(BRUCH, (0, 3), 13, 7.2, "Double stops", days=80),
        Routine(PARTITA, (1, 4), 12, 7.2, "First half", days=150),
        Routine(KREUTZER, (2, 5), 12, 8.4, "String crossings", rounds=(6, 11), days=110),
        Routine(PARTITA, (0, 3, 4), 9, 20.3, "Bars 21–24, chords", rounds=(1, 1), days=60),
        Routine(SCALES, (1, 3, 5), 11, 14.3),
        Routine(INVENTION, (2, 5), 24, 20.2, likely=0.65),
    ),
    wishes=Wishes(
        goals=(("violin", 360), ("piano", 45)),
        titles=("streak-30", "slow-50", "hours-250", "hours-100", "streak-14", "sessions-1"),
        aims=(
            Aim("Bruch, before the recital", "minutes", 600, since=24, ahead=18, work=BRUCH),
            Aim("Double stops, forty rounds", "repetitions", 40, since=60, ahead=-21, work=BRUCH),
        ),
    ),
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
    reflections=(
        "The plan kept me from playing only what I can already do. What was due went better than on Tuesday.",
        "Four steps of five. The new page is slow work, but bar by bar it begins to sound like music.",
        "Going back to it after three days was worth more than another hour at once. Shoulders looser, too.",
        "Play-through at the end, without stopping: two slips, and for the first time I liked the sound of it.",
    ),
)
