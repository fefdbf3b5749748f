"""What people of the demo write in Korean."""

from practice_app.demo.board.said import Posted, Said

KOREAN = (
    Posted(
        "bow-ko",
        "minjun",
        "tip",
        "긴 활이 흔들릴 때: 거울보다 **소리**부터",
        "활이 지판 쪽으로 미끄러질 때 거울만 봤는데, 저는 *소리*를 먼저 듣는 쪽이 빨랐어요.\n\n"
        "1. 개방현을 8박으로 길게\n2. 소리가 얇아지는 순간에 멈추기\n"
        "3. 그 자리에서 **팔꿈치(오른쪽)**를 보기\n\n일주일이면 달라져요.",
        ("bowing",),
        1,
        ("ann", "yichun", "helena"),
        (Said("ann", "2번이 정말 도움이 됐어요. 저는 늘 3분의 2 지점이었네요.", up=("minjun",)),),
    ),
    Posted(
        "pedal-ko",
        "minjun",
        "question",
        "바흐 1번 프렐류드, 페달 톤에서 팔이 굳어요",
        "31마디부터 42마디까지 **개방현 A**가 계속 나오는 부분이요. 천천히는 되는데 66으로 가면\n"
        "오른팔이 굳고 소리가 얇아집니다.\n\n- 활을 반만 써 보기\n- 손목만으로 해 보기\n\n"
        "둘 다 해 봤는데 다음 날이면 다시 그대로예요.",
        ("bowing", "string crossing"),
        57,
        ("yuna", "ann", "jonas"),
        (
            Said(
                "yuna",
                "저는 클라리넷이지만, 긴 패턴은 **네 마디마다 일부러 쉬는 자리**를 정해 두면\n덜 굳더라고요.",
                up=("minjun",),
            ),
            Said(
                "ann",
                "두 줄을 오가는 게 손목이 아니라 *팔꿈치 높이*라고 생각해 보세요. 중간 높이에 두고\n"
                "거의 움직이지 않게요.",
                right=True,
                up=("minjun", "yuna", "jonas"),
                answers=(Said("minjun", "팔꿈치를 내렸더니 바로 달라졌어요. 감사합니다!"),),
            ),
        ),
        work="BWV 1007",
    ),
    Posted(
        "breath-ko",
        "yuna",
        "tip",
        "모차르트 아다지오: 숨 쉴 곳을 먼저 적기",
        "악보를 받으면 저는 음보다 **숨표**를 먼저 적어요.\n\n1. 가사가 있다고 생각하고 소리 내어 읽기\n"
        "2. 문장이 끝나는 곳에 크게 숨표\n3. 급할 때만 쓰는 작은 숨표는 괄호로\n\n"
        "그러면 무대에서 숨이 모자라도 어디로 도망갈지 알고 있어요.",
        ("breathing", "phrasing"),
        36,
        ("minjun", "sofia"),
        (
            Said("minjun", "첼로도 활 바꿀 자리를 이렇게 적어 봐야겠네요.", up=("yuna",)),
            Said("sofia", "I ran this through a translator and now my whole Syrinx has brackets. Brilliant."),
        ),
        work="K. 622",
    ),
    Posted(
        "tuner-ko",
        "minjun",
        "free",
        "튜너를 끄고 연습한 지 30일",
        "처음 일주일은 불안했는데, 지금은 옆 줄 울림이 먼저 들려요. 4포지션 음정이 제일 많이 좋아졌습니다.\n"
        "다들 튜너는 언제 쓰세요?",
        ("intonation",),
        21,
        ("yuna", "ann", "ines"),
        (Said("yuna", "저는 시작할 때 한 번, 끝날 때 한 번만요. 중간에는 귀만 믿기로!", up=("minjun",)),),
    ),
    Posted(
        "tongue-ko",
        "yuna",
        "question",
        "텅잉이 손가락보다 늦어요",
        "로즈 에튀드에서 76까지는 괜찮은데 84부터 혀가 늦습니다. 혀 연습만 따로 하시나요,\n"
        "아니면 손가락을 더 늦게 맞추시나요?",
        ("articulation",),
        8,
        ("minjun",),
        (Said("minjun", "한 음으로 리듬만 먼저 해 보고, 그다음에 손가락을 붙이는 건 어때요?"),),
    ),
)
