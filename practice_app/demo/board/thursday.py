"""What the class says on the board of its own group."""

from practice_app.demo.board.said import Posted, Said

THURSDAY = (
    Posted(
        "larghetto",
        "helena",
        "tip",
        "Larghetto: bowings for all violins",
        "Please mark them before Thursday:\n\n- bars 1–8: two in a bow, **middle** of the bow\n"
        "- from the mute on: one bow a bar, nobody hurries\n- last chord: all up\n\nIf it feels slow, it is right.",
        (),
        4.5,
        ("ann", "amelie", "tom"),
        (
            Said(
                "amelie",
                "Second violins too, or as printed?",
                answers=(Said("helena", "Two in a bow as well, so that we breathe together.", up=("amelie",)),),
            ),
            Said("haruto", "Marked!"),
        ),
        work="Serenade for Strings",
    ),
    Posted(
        "mutes",
        "tom",
        "question",
        "Has anybody a spare mute?",
        "Mine went into the lining of the case and won't come out.",
        (),
        2.6,
        (),
        (
            Said("ines", "I have two, I'll bring one.", right=True, up=("tom",)),
            Said("jonas", "A clothes peg does it for one evening, I won't tell."),
        ),
    ),
    Posted(
        "tea",
        "ann",
        "free",
        "After Thursday: tea at mine",
        "Ten minutes from the hall, and there is cake. Say if you come, and what you don't eat.",
        (),
        1.2,
        ("tom", "ines", "nora"),
        (Said("nora", "Yes please, no nuts!"), Said("tom", "I bring the appetite.")),
    ),
)
