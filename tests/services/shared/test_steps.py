"""What services do has one of two shapes: a verb works in its caller's transaction, a step is outside of any."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_app.database import system_transaction
from practice_app.nesting import Nested
from practice_app.services.shared import storage
from practice_app.services.shared.steps import Step, step
from tests.stack import ROOT

SERVICES = ROOT / "practice_app" / "services"
OPENS = {"transaction", "system_transaction", "link_transaction"}
TALKS = {
    "storage": {name for name, kind in vars(storage).items() if isinstance(kind, Step)},
    "queue": {"ask"},
}
SHAPES = {"step", "contextmanager", "lru_cache"}
WHOM = {"who", "user_id", "user"}
"""Who asks; or whose things these are, in what verbs are made of."""


def modules() -> list[Path]:
    return [path for path in sorted(SERVICES.rglob("*.py")) if path.name != "__init__.py"]


def functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def called(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """What is called, and of which module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            yield node.func.value.id, node.func.attr


def needs_outside(name: str, known: dict[str, ast.FunctionDef], met: frozenset[str] = frozenset()) -> bool:
    """Whether a function opens a transaction or talks to others, itself or through a private one beside it."""
    for module, one in called(known[name]):
        if one in OPENS or one in TALKS.get(module, ()):
            return True
        if (
            not module
            and one in known
            and one.startswith("_")
            and one not in met
            and needs_outside(one, known, met | {name})
        ):
            return True
    return False


def marks(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in function.decorator_list if isinstance(node, ast.Name)}


def first_two(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args[:2]]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SERVICES)))
def test_what_opens_a_transaction_or_talks_to_others_is_a_step_and_takes_no_transaction(path):
    known = functions(path)
    public = {name: one for name, one in known.items() if not name.startswith("_")}
    unmarked = [name for name, one in public.items() if needs_outside(name, known) and not marks(one) & SHAPES]
    both = [name for name, one in public.items() if "step" in marks(one) and "db" in first_two(one)]
    assert (unmarked, both) == ([], [])


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SERVICES)))
def test_a_verb_takes_the_transaction_first_and_then_who_asks(path):
    late = [
        name
        for name, one in functions(path).items()
        if "db" in (taken := [argument.arg for argument in one.args.args])
        and (taken[0] != "db" or (WHOM.intersection(taken) and taken[1] not in WHOM))
    ]
    assert late == []


def test_a_step_in_a_transaction_is_refused_by_its_name(clean_database):
    @step
    def write_to_everybody() -> None:
        """Send mail."""

    write_to_everybody()
    assert write_to_everybody.__doc__ == "Send mail."
    with pytest.raises(Nested, match="write_to_everybody"), system_transaction():
        write_to_everybody()


def test_s3_is_not_asked_in_a_transaction_and_signing_asks_nobody(clean_database, s3_bucket):
    with pytest.raises(Nested, match="put"), system_transaction():
        storage.put("x", b"", "text/plain")
    with system_transaction():
        assert storage.play_url("x", "http://woodshed.example")
