"""Helena's class: a pupil is data, and another one is one more of these."""

from practice_app.demo.people.player import Passage, Player, Work


def _serenade(part: str, target_bpm: float, since: int) -> Work:
    """What the class plays together, since it was handed out."""
    title = f"Serenade for Strings: {part}"
    return Work(title, "Antonín Dvořák", target_bpm, catalogue="Dvořák Serenade for Strings", days=(since, 0))


CLASS = (
    Player(
        "minjun",
        "김민준",
        "cello",
        (
            Work(
                "무반주 첼로 모음곡 1번 G장조, BWV 1007: 프렐류드",
                "J. S. 바흐",
                66,
                (Passage("페달 톤", 31, 42, 60, 66),),
                catalogue="BWV 1007",
            ),
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
            Work("平均律第一冊：C 小調前奏曲與賦格，BWV 847", "巴赫", 96, (Passage("賦格呈示部", 1, 8, 60, 72),)),
            Work("夜曲，作品 9 第 2 號", "蕭邦", 54, catalogue="Nocturne Op. 9 No. 2"),
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
        (
            Work("Syrinx", "Claude Debussy", catalogue="Syrinx"),
            Work("17 Big Daily Exercises", "Taffanel & Gaubert", 96),
        ),
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
            _serenade("third violin", 88, since=30),
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
        (
            Work("Clarinet Concerto in A, K. 622: II. Adagio", "W. A. Mozart", 52, catalogue="K. 622"),
            Work("32 Etudes", "Cyrille Rose", 76),
        ),
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
    Player(
        "amelie",
        "Amélie Lefèvre",
        "violin",
        (
            Work(
                "Concerto in A minor, RV 356: I. Allegro",
                "Antonio Vivaldi",
                104,
                (Passage("Sequences", 9, 20, 84, 104),),
            ),
            Work("42 Studies: No. 2", "Rodolphe Kreutzer", 96),
            _serenade("first violin", 108, since=40),
            Work("The Four Seasons: Winter", "Antonio Vivaldi", 76, catalogue="Vivaldi Winter", days=(40, 0)),
        ),
        timezone="Europe/Paris",
        per_week=4,
        minutes=30,
        hour=17.5,
        focus=("détaché", "intonation", "shifts"),
    ),
    Player(
        "jonas",
        "Jonas Lindqvist",
        "viola",
        (
            Work("Viola Concerto in G major, TWV 51:G9: II. Allegro", "G. P. Telemann", 112),
            Work("Elegy", "Alexander Glazunov", 58),
        ),
        timezone="Europe/Stockholm",
        per_week=3.5,
        minutes=40,
        hour=18.5,
        focus=("tone", "bow distribution", "vibrato"),
    ),
    Player(
        "ines",
        "Inês Carvalho",
        "violin",
        (
            Work("Méditation from Thaïs", "Jules Massenet", 52, catalogue="Massenet Méditation"),
            Work("24 Études: No. 9", "Jacques Dont", 72),
            _serenade("second violin", 100, since=36),
            Work("The Four Seasons: Winter", "Antonio Vivaldi", 72, catalogue="Vivaldi Winter", days=(40, 0)),
        ),
        timezone="Europe/Lisbon",
        per_week=5,
        minutes=42,
        hour=19,
        focus=("tone", "phrasing", "double stops"),
    ),
    Player(
        "haruto",
        "佐藤 陽翔",
        "violin",
        (
            Work("Concertino in D, op. 15: I", "Ferdinand Küchler", 96),
            Work("60 Studies: No. 14", "Franz Wohlfahrt", 100),
        ),
        timezone="Asia/Tokyo",
        per_week=6,
        minutes=22,
        hour=16.5,
        focus=("posture", "rhythm", "bow"),
    ),
    Player(
        "nora",
        "Nora Whitfield-Abernathy",
        "violin",
        (
            Work("Rumanian Folk Dances: I. Stick Dance", "Béla Bartók", 100),
            Work("Scales in three octaves", "Carl Flesch", 66),
        ),
        timezone="Europe/London",
        per_week=1.2,
        minutes=25,
        hour=20,
        focus=("rhythm", "memory"),
    ),
)
