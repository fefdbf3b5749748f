"""What people of the demo write in Chinese."""

from practice_app.demo.board.said import Posted, Said

CHINESE = (
    Posted(
        "fugue-zh",
        "yichun",
        "question",
        "賦格背譜，你們怎麼練？",
        "平均律 **C 小調賦格（BWV 847）**，分手都沒問題，合起來走到第 20 小節就斷。\n\n"
        "| 試過 | 結果 |\n|---|---|\n| 從後往前背 | 好一點 |\n| 離琴默寫主題 | 還在試 |\n\n有人有別的辦法嗎？",
        ("memorising",),
        3,
        ("helena",),
        (
            Said(
                "helena", "唱一個聲部、彈另外兩個，每天換一個聲部唱。唱得出來的，手就不會忘。", up=("yichun", "sofia")
            ),
            Said("sofia", "In flute duets I do the same: one voice sung, one played."),
        ),
    ),
    Posted(
        "pedal-zh",
        "yichun",
        "tip",
        "夜曲的踏瓣：先不踩，再踩一半",
        "蕭邦 **Op. 9 No. 2** 我練了三個月，最後有用的是這個順序：\n\n"
        "1. 完全不踩，左手自己要連得起來\n2. 每小節只踩一次，踩在低音*之後*\n"
        "3. 最後才換成半踏瓣\n\n沒有踏瓣也好聽的時候，加上去才會乾淨。",
        ("pedalling",),
        64,
        ("helena", "sofia", "ann"),
        (
            Said("helena", "第二步最多人跳過。踩早了，和聲就糊在一起。", up=("yichun", "ann")),
            Said("ann", "I play a little piano on the side, and step one alone was worth the week."),
        ),
        work="Op. 9 No. 2",
    ),
    Posted(
        "sight-zh",
        "yichun",
        "question",
        "視奏每天五分鐘真的夠嗎？",
        "老師說每天五分鐘就好，可是我總是停下來改錯音。你們會規定自己**不准停**嗎？用什麼樂譜？",
        ("sight-reading",),
        43,
        ("nora", "minjun"),
        (
            Said(
                "helena",
                "夠，但是要選比程度低兩級的譜，節拍器開著，錯了也不停。停下來就是在練「停」。",
                right=True,
                up=("yichun", "nora", "minjun"),
                answers=(Said("yichun", "「練停」這句話我貼在琴上了，謝謝！"),),
            ),
            Said("nora", "I do hymns, hands together, four bars ahead with the eyes."),
        ),
    ),
    Posted(
        "neighbours-zh",
        "yichun",
        "free",
        "樓下鄰居寫了紙條：「今天的蕭邦很好聽」",
        "搬來兩年，第一次收到不是抱怨的紙條。今天多練了半小時，慢慢彈，窗戶開著。",
        (),
        28,
        ("ann", "tom", "sofia", "minjun", "helena", "nora"),
        (
            Said("tom", "Had to translate it, and it was worth it. Frame that note!", up=("yichun",)),
            Said("minjun", "부럽습니다! 저는 아직 9시 전에만 켜요."),
        ),
    ),
    Posted(
        "left-zh",
        "yichun",
        "question",
        "徹爾尼 849：左手音階老是不均勻",
        "右手 108 沒問題，左手在*拇指穿過去*的地方總是重一下。附點節奏練過了，還有別的辦法嗎？",
        ("scales", "rhythm"),
        9,
        ("helena",),
        (Said("sofia", "Play it pianissimo for a week: a heavy thumb can't hide there.", up=("yichun",)),),
    ),
)
