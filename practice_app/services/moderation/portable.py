"""Reports as they leave: what one reported, what was done about something of one's own, and what one said to that."""

from practice_app.services.shared.portable import held

_MINE = "t.person_id = :user_id"
HELD = (
    held("reports.json", "reports_made", mine="t.reporter_id = :user_id", key="report_id"),
    held("measures.json", "measures", mine=_MINE),
    held("appeals.json", "appeals", mine=_MINE),
    held("silences.json", "silences", mine=_MINE, key="measure_id"),
)
LEFT_OUT = {
    "machine_looks": "what on the board a machine is yet to look at, for minutes",
    "reports": "cases about somebody, which name who else reported them; what was done stands in `measures.json`",
}
