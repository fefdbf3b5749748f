"""What people of the demo have found out, and what else they tell, in English."""

from practice_app.demo.board.said import Posted, Said

TIPS = (
    Posted(
        "breath",
        "sofia",
        "tip",
        "Four counts in, eight counts out, before the first note",
        "Before every practice I breathe four counts in and eight out, five times, *with* the metronome at 60.\n\n"
        "It costs one minute, and the long tones begin where they used to be after ten.",
        ("breathing",),
        0.4,
        ("ann", "minjun"),
    ),
    Posted(
        "concert",
        "tom",
        "free",
        "First time on stage in nine years",
        "Last Saturday, a church, forty people, the slow movement of the Bach Double. My hands were cold and it was"
        " still the best evening of my year. If you are waiting until you are ready: you won't be, and it's fine.",
        ("performance nerves",),
        0.8,
        ("ann", "helena", "sofia", "yichun"),
        (Said("helena", "This is what it is for. Congratulations.", up=("tom",)),),
    ),
    Posted(
        "kreutzer-bowings",
        "amelie",
        "tip",
        "Kreutzer 2: a new bowing every Monday",
        "One page, a whole autumn. Mine so far, as a pattern for the first beat:\n\n"
        "```abc\nX:1\nT:3 + 1\nM:4/4\nL:1/16\nK:C\n(CEG)c (ege)c (GEG)c (ece)c |]\n```\n\n"
        "1. as written\n2. 3 + 1 (above)\n3. 2 + 2\n4. dotted, then the other way round\n\n"
        "By week five the left hand had stopped being the problem.",
        ("bowing", "détaché"),
        88,
        ("ann", "haruto", "helena", "nora"),
        (
            Said(
                "ann",
                "Stealing this. Do you keep the tempo from week to week?",
                answers=(Said("amelie", "No: ten lower each Monday, and back by Sunday.", up=("ann",)),),
            ),
            Said("helena", "Add *martelé* at the tip for week six.", up=("amelie", "ann")),
        ),
        work="Kreutzer Études",
    ),
    Posted(
        "record",
        "ines",
        "tip",
        "Record the first minute, not the best one",
        "I used to record when it was going well. Now I press the button as I open the case. The first minute is what"
        " an audience would hear, and after a month of those I warm up quite differently.",
        ("performance nerves",),
        67,
        ("ann", "jonas", "sofia", "tom", "lukas"),
        (Said("jonas", "Did this today. Ouch, and thank you.", up=("ines",)),),
    ),
    Posted(
        "drone",
        "jonas",
        "tip",
        "Thirds with a drone: tune the top note last",
        "Set the drone to the tonic. Play the *lower* note until the drone disappears into it, then lay the upper one"
        " on top. If you tune the upper first, you'll bend everything to it.",
        ("intonation", "scales"),
        52,
        ("ann", "amelie", "ines"),
        (Said("ann", "Flesch in G, second line: the first time that it rang."),),
    ),
    Posted(
        "grey-days",
        "helena",
        "tip",
        'For pupils who say "I only had ten minutes"',
        "Ten minutes are a practice. I ask for three things in them:\n\n"
        "- one note that you *like*\n- two bars that were wrong yesterday\n- the end of a piece, because nobody ever"
        " practises ends\n\nMore than that is luxury.",
        ("slow practice",),
        40,
        ("nora", "tom", "haruto", "ann", "sofia"),
        (
            Said("nora", "Number three! My ends are all sight-reading.", up=("helena", "tom")),
            Said("lukas", "Ten minutes on Tuesday, and ten on Wednesday because Tuesday was nice."),
        ),
    ),
    Posted(
        "memory-rooms",
        "lukas",
        "free",
        "I forgot the second half of Lágrima in front of my grandmother",
        "She is 91 and said: *play the first half again then, it's the better one.* Posting it here for whoever needs"
        " to hear that today.",
        ("memorising", "performance nerves"),
        25,
        ("ann", "sofia", "yichun", "tom", "nora", "helena"),
        (Said("tom", "Your grandmother should teach.", up=("lukas", "sofia", "nora")),),
    ),
    Posted(
        "old-strings",
        "tom",
        "free",
        "New strings after two years. I thought that I had got worse.",
        "It was the E string. It was always the E string. How often do you all change them?",
        (),
        15,
        ("haruto",),
        (
            Said("ines", "Every four months, and the E every two.", up=("tom",)),
            Said("helena", "When a pupil's intonation goes on all strings but one. You were the one.", up=("tom",)),
        ),
    ),
)
