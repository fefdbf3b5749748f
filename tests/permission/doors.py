"""Of the matrix what is about doors that ask nobody, children's accounts and links."""

MADE = {
    "id": "AA",
    "rawId": "AA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
}
"""A passkey that nobody was asked for."""

OPEN = {
    "POST /auth/register": "makes an account",
    "POST /auth/login": "proves who one is",
    "POST /auth/passkeys/login/options": "asks which passkey somebody has, of nobody in particular",
    "POST /auth/passkeys/login": "proves who one is, by a passkey",
    "POST /auth/refresh": "proves who one is, by a token of one's own",
    "POST /auth/email/verify": "proves by a mail's token that an address is one's own",
    "POST /auth/password/forgot": "sends a mail to whom the address belongs, and tells nothing",
    "POST /auth/password/reset": "proves who one is, by a mail's token",
    "GET /auth/providers": "says with what one may sign in here",
    "GET /auth/{provider}/login": "leads to where somebody proves who they are",
    "GET /auth/{provider}/callback": "takes that proof",
    "GET /auth/arrival": "shows what a provider told of whoever has this cookie",
    "POST /auth/arrival/join": "makes an account",
    "POST /auth/arrival/connect": "proves who one is",
    "POST /auth/hand-over": "proves who one is, by a mail's token",
    "POST /page-reports": "notes what broke in a page, and nobody's name",
    "GET /push/key": "says by which key pushes from here are known, which every browser is told",
    "GET /family": "shows who shares a tablet, to the tablet",
    "GET /moderation/log": "shows what moderators did, and nobody's name",
    "GET /calendar/{secret}.ics": "shows a calendar to who has its address, and nobody's name but a teacher's",
    "GET /invites/{code}": "shows whoever was given a code which teacher asks them",
    "GET /groups/join/{code}": "shows whoever was given a code which group it opens",
    "POST /family/switch": "proves who one is, on a tablet of one's guardian's",
}
"""Endpoints that ask nobody who they are, and why."""

ANYBODY = {"GET /users/{person_id}"}
"""Endpoints of ``NAMED`` that ask nobody to sign in first: who is nobody meets what is there for everyone, else 404."""

WORDS = {"role": "parent", "provider": "google", "code": "2222-2222-2222", "instrument": "violin"}
"""What stands in their paths."""

CHILDREN = {
    "PATCH /children/{person_id}": {"allows": {"open_groups": True}},
    "DELETE /children/{person_id}": None,
    "POST /children/{person_id}/restore": None,
    "POST /children/{person_id}/password": {"new_password": "the owl plays at night"},
    "POST /children/{person_id}/pin": {"pin": "4071"},
    "DELETE /children/{person_id}/pin": None,
    "POST /children/{person_id}/consent": None,
    "DELETE /children/{person_id}/consent": None,
    "POST /children/{person_id}/guardians/invites": None,
    "POST /children/{person_id}/hand-over": {"email": "grown@example.org"},
}
"""Endpoints about the account of a child: by its guardians, and by nobody else, the child itself least of all."""

LINKS = {
    "session": {
        "practice_sessions": {"session_id"},
        "session_items": {"session_id"},
        "pieces": {"piece_id"},
        "sections": {"section_id"},
        "recordings": {"recording_id", "unshared_recording_id"},
        "analyses": {"recording_id", "unshared_recording_id"},
    },
    "recording": {"recordings": {"unshared_recording_id"}, "analyses": {"unshared_recording_id"}},
    "profile": {},
    "dashboard": {"practice_days": {"person_id"}},
    "group": {},  # sums and chosen names alone, by functions
}
"""Which of Ann's rows a link of each kind shows, by a table's rows: hers of the names that they have in a path."""
