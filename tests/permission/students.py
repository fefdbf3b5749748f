"""What of the matrix is about students, and about who teaches whom."""

STUDENTS = {
    "GET /students/{student_id}": None,
    "PATCH /students/{student_id}": {"note": "hers"},
    "GET /students/{student_id}/sessions": None,
    "GET /students/{student_id}/analytics/dash": None,
    "GET /students/{student_id}/pieces": None,
}
"""Endpoints about a student: by her teachers of now, and by nobody else, the student herself least of all."""

PARTIES_ALONE = {
    "DELETE /students/{student_id}": None,
    "DELETE /teachers/{teacher_id}": None,
    "PATCH /teachers/{teacher_id}": {"history": True},
}
"""Endpoints about who teaches whom: for the two of them, and for nobody else."""
