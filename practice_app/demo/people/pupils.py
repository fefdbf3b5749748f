"""Helena's class: a pupil is data, and another one is one more of these."""

from practice_app.demo.people.player import Passage, Player, Work

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
)
