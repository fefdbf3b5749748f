"""How much the matrices hold, for the table at the end of `docs/security.md`: `python -m tests.permission.figures`."""

from practice_app.database import DbRole
from tests.permission import matrix
from tests.permission.cast import PEOPLE


def figures() -> dict[str, int]:
    """What is counted, and how many there are."""
    asking = [*matrix.OWN, *matrix.NAMED, *matrix.CHILDREN]
    return {
        "people, by how they stand to the owner": len(PEOPLE),
        "endpoints": len(matrix.OPEN) + len(asking),
        "endpoints that ask who somebody is": len(asking),
        "handlers": sum(len(handlers) for handlers in matrix.HANDLERS.values()),
        "tables": len(matrix.READ_ONLY),
        "roles of PostgreSQL": len(DbRole),
        "permissions": len(matrix.PERMISSIONS),
        "things that they give": sum(len(things) for things in matrix.PERMISSIONS.values()),
    }


if __name__ == "__main__":
    for what, count in figures().items():
        print(f"{count:5} {what}")
