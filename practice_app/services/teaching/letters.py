"""What the mail says by which a teacher asks a student in."""

from practice_app.locales import msg
from practice_app.services.shared.mail import Letter


def invitation(teacher: str, url: str, code: str) -> Letter:
    """Asks whoever has the address whether this is their teacher."""
    return Letter(
        msg("{teacher} would like to hear how you practise"),
        (
            msg(
                "{teacher} teaches with Woodshed, a practice journal, and asks you to connect your journal with theirs."
            ),
            msg("You see first what they would be shown, and can end it at any time."),
        ),
        url,
        msg("See the invitation"),
        (
            msg("The code, should the link not work: {code}"),
            msg("It is good for two weeks, and once."),
            msg("If you don't know {teacher}, you need do nothing."),
        ),
        {"teacher": teacher, "code": code},
    )
