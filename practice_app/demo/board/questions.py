"""What people of the demo ask in English."""

from practice_app.demo.board.said import MOMENT, Posted, Said

QUESTIONS = (
    Posted(
        "thumb",
        "ann",
        "question",
        "How do I keep my left thumb loose in fast passages?",
        "In the **Kreutzer** study my thumb clamps after eight bars or so, and then every shift is late.\n\n"
        "What I tried:\n\n- slower, at 60\n- a cloth on the shoulder\n- stopping after every bar\n\n"
        "It helps while I think of it. How do you make it last?",
        ("left hand", "shifting"),
        2,
        ("tom", "sofia"),
        (
            Said(
                "helena",
                "Take the thumb **off** the neck for the first bar of each line, then let it come back by its own"
                " weight. Two minutes a day, no more.\n\n> It helps while I think of it\n\nThat is how it begins.",
                right=True,
                up=("ann", "tom", "sofia"),
                answers=(
                    Said("ann", "Three days of that, and bar nine is the first one where I notice it. Thank you!"),
                    Said("tom", "Trying this tonight."),
                ),
            ),
            Said(
                "tom", "I hum the tune while I play. When the humming stops, I know that I hold my breath and squeeze."
            ),
        ),
    ),
    Posted(
        "metronome",
        "tom",
        "question",
        "Does anybody practise with the click on two and four?",
        "I read that it makes one listen instead of follow. With the violin I get lost at once. Worth it?",
        ("rhythm",),
        0.1,
    ),
    Posted(
        "rushing",
        "ann",
        "question",
        "Is this rushing, or do I only hear it that way?",
        f"Twelve seconds of an evening study, first time through:\n\n{MOMENT}\n\n"
        "With the metronome it is fine. Without it, the middle feels as if somebody pushed me. Where does it begin?",
        ("rhythm", "slow practice"),
        74,
        ("jonas", "ines"),
        (
            Said(
                "helena",
                "It begins *before* the quavers: you shorten the long note in front of them. Count that one aloud.",
                right=True,
                up=("ann", "jonas", "amelie"),
                answers=(Said("ann", "Counting it aloud felt silly for a day, and then it was simply right."),),
            ),
            Said("jonas", "I tap the last beat of each long note with a toe. Not elegant, but it keeps me honest."),
        ),
        moment=(8, 20),
    ),
    Posted(
        "chords",
        "ann",
        "question",
        "Allemanda: how do you keep the line going through the chords?",
        "Bars 21–24 of the D minor **Allemanda**. Alone, each chord speaks. In tempo, the melody stops at every one of"
        " them and has to be started again.\n\nHere is what I mean, without the lower notes:\n\n"
        "```abc\nX:1\nM:4/4\nL:1/16\nK:Dm\nd2ef gfed ^c2de fedc | B2cd edcB A4 z4 |]\n```\n\n"
        "Break upwards, or all at once?",
        ("articulation",),
        46,
        ("helena", "ines", "amelie", "tom"),
        (
            Said(
                "ines",
                "Play only the melody for a week, *with the bow distribution of the chords*. When they come back, the"
                " arm knows already how much it may spend.",
                right=True,
                up=("ann", "helena", "jonas"),
            ),
            Said("helena", "And upwards, lightly, in front of the beat. The top note is the beat.", up=("ann", "ines")),
            Said("tom", "Not there yet by years, but I read this twice."),
        ),
        work="BWV 1004",
    ),
    Posted(
        "tremolo",
        "lukas",
        "question",
        "Tremolo: even at 100, a gallop at 120",
        "The *i* finger comes late. I practise **p-a-m-i** on one string with accents moved round:\n\n"
        "| accent on | at 100 | at 120 |\n|---|---|---|\n| a | even | even |\n| m | even | nearly |\n"
        "| i | even | gallop |\n\nFaster bursts, or more of the slow?",
        ("rhythm", "slow practice"),
        61,
        ("sofia", "nora"),
        (
            Said(
                "jonas",
                "Bursts: two beats at 126, then rest for two. A tempo that is over before you tense up teaches more"
                " than ten minutes just below it.",
                up=("lukas", "sofia"),
                right=True,
            ),
            Said("sofia", "Same with double tonguing. And film your hand: mine moved twice as far as I thought."),
        ),
        work="Recuerdos de la Alhambra",
    ),
    Posted(
        "dry-lips",
        "sofia",
        "question",
        "Low B flat in Syrinx that doesn't crack when I'm nervous",
        "In the lesson it's there, at home it's there, in front of three friends it's air. Long tones downwards help"
        " for that day only. What do you do in the last hour before you play?",
        ("embouchure", "performance nerves"),
        33,
        ("yuna", "helena"),
        (
            Said(
                "yuna",
                "Clarinet, but the same: I play the low note *first*, before any warm-up, as softly as it will go."
                " Then the body knows that cold is fine too.",
                up=("sofia", "ann"),
                right=True,
            ),
            Said("tom", "Bananas. I'm told it is the potassium; I think it is having something to do."),
        ),
        work="Syrinx",
    ),
    Posted(
        "viola-vibrato",
        "jonas",
        "question",
        "Vibrato from the arm on the C string: too slow to be of use?",
        "On A and D it's all right. On the C string it's either wide and lazy or it stops. Do you change the *speed* or"
        " the *width* as you go down?",
        ("vibrato",),
        19,
        ("ines", "minjun"),
        (
            Said("minjun", "Cello: slower and wider, but I lean into the string more. Less finger, more weight."),
            Said("ines", "Width follows the string by itself if you keep the speed. Try it with a drone on C."),
        ),
    ),
    Posted(
        "twenty-minutes",
        "nora",
        "question",
        "Twenty minutes, twice a week. What would you leave out?",
        "Two small children and a violin that I won't give up. Scales, a study, or only the piece I love?",
        ("slow practice",),
        12,
        ("tom", "sofia", "ann"),
        (
            Said(
                "helena",
                "Five minutes of one scale as warm-up, fifteen of the piece, and of the piece only the two lines that"
                " don't work yet. Leave out the guilt.",
                right=True,
                up=("nora", "tom", "sofia", "amelie"),
                answers=(Said("nora", "I've written the last sentence on the inside of my case."),),
            ),
            Said("tom", "Same here since the twins. Two lines is exactly it.", up=("nora",)),
        ),
    ),
    Posted(
        "first-shift",
        "haruto",
        "question",
        'My teacher says "third position" and my hand says no',
        "First to third is fine going up. Coming back I always land a bit high. Is there an exercise for going *down*?",
        ("shifting", "intonation"),
        5,
        ("amelie",),
        (
            Said("amelie", "Slide with no pressure at all and listen for the ghost note. It tells you where you are."),
            Said("ann", "Elbow first, then hand. Wohlfahrt 14 in third position, two bars a day.", up=("haruto",)),
        ),
    ),
)
