"""Finds in a migration what web processes and workers of the release before could not live beside.

Both work on the same tables while one release takes the other's place, so a migration only adds (it *expands*); what
nobody uses any more goes a release later, in one that says `CONTRACTS = "why nothing uses it now"`. And it holds no
table for as long as its rows are many. `python tools/expanding.py alembic/versions/….py` prints what is wrong.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TAKES_AWAY = {"drop_column", "drop_table", "rename_table", "drop_constraint"}
CONSTRAINTS = {"create_check_constraint", "create_foreign_key"}
_TAKES = re.compile(
    r"\b(?:DROP\s+(?:TABLE|COLUMN)|RENAME\s+(?:TO|COLUMN)|SET\s+NOT\s+NULL|ALTER\s+COLUMN\s+\w+\s+(?:SET\s+DATA\s+)?TYPE)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)", re.IGNORECASE)
_CONSTRAINT = re.compile(r"\bADD\s+CONSTRAINT\b(?!.*\bNOT\s+VALID\b)", re.IGNORECASE | re.DOTALL)


def faults(source: str) -> list[str]:
    """Say what is wrong, a sentence each."""
    tree = ast.parse(source)
    contracts = any(isinstance(node, ast.Assign) and _name(node.targets[0]) == "CONTRACTS" for node in tree.body)
    upgrade = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "downgrade")]
    calls = [call for part in upgrade for call in ast.walk(part) if isinstance(call, ast.Call)]
    fresh = {table for call in calls if _name(call.func) == "create_table" if (table := _text(call.args[0]))}
    found = [said for call in calls for said in _of_call(call, fresh)]
    found += [said for part in upgrade for text in _texts(part) for said in _of_sql(text)]
    return [said for said in found if not (contracts and said.startswith("takes away"))]


def _of_call(call: ast.Call, fresh: set[str]) -> Iterator[str]:
    name, given = _name(call.func), {word.arg: word.value for word in call.keywords}
    table = (
        _text(call.args[1 if name in {"create_index", *CONSTRAINTS, "create_unique_constraint"} else 0])
        if call.args
        else None
    )
    if name in TAKES_AWAY:
        yield f"takes away: {name} {table or ''}".rstrip()
    if name == "alter_column" and {"new_column_name", "type_"} & given.keys() | _is(given.get("nullable"), False):
        yield f"takes away: alter_column of {table}: another name or type, or NOT NULL"
    if table in fresh:
        return
    if name == "create_index" and not _is(given.get("postgresql_concurrently"), True):
        yield f"holds {table}: an index is made with postgresql_concurrently=True in an autocommit_block"
    if name in CONSTRAINTS and not _is(given.get("postgresql_not_valid"), True):
        yield f"holds {table}: a constraint begins as postgresql_not_valid=True and is validated by itself"
    if name == "create_unique_constraint":
        yield f"holds {table}: a unique constraint is made of an index that was made concurrently"
    if name == "add_column" and len(call.args) > 1 and isinstance(call.args[1], ast.Call):
        column = {word.arg: word.value for word in call.args[1].keywords}
        if _is(column.get("nullable"), False) and "server_default" not in column:
            yield f"takes away: NOT NULL in {table} without a server_default, which older processes don't fill"


def _of_sql(text: str) -> Iterator[str]:
    if said := _TAKES.search(text):
        yield f"takes away: {said.group()}"
    if _INDEX.search(text):
        yield "holds a table: CREATE INDEX without CONCURRENTLY"
    if _CONSTRAINT.search(text):
        yield "holds a table: ADD CONSTRAINT without NOT VALID"


def _is(node: ast.expr | None, value: bool) -> set[str]:
    return {"it is"} if isinstance(node, ast.Constant) and node.value is value else set()


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _texts(part: ast.stmt) -> Iterator[str]:
    """Every text in it that may be SQL; a docstring is none."""
    docstring = part.value if isinstance(part, ast.Expr) else None
    for node in ast.walk(part):
        if node is not docstring and (text := _text(node)) if isinstance(node, ast.expr) else None:
            yield text


if __name__ == "__main__":
    told = [f"{name}: {said}" for name in sys.argv[1:] for said in faults(Path(name).read_text(encoding="utf-8"))]
    print("\n".join(told) or "Nothing that an older release could not live beside.")
    sys.exit(bool(told))
