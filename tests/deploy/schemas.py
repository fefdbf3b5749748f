"""The schemas of Kubernetes and others, as `tools/schemas.py` took them out of what publishes them."""

import json
from functools import cache
from pathlib import Path

import jsonschema_rs

PLACE = Path(__file__).parent / "schemas"


@cache
def _read(name):
    return json.loads((PLACE / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _validator(name, kind):
    schema = _read(name)
    if name == "kubernetes":
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{schema['kinds'][kind]}"}
    return jsonschema_rs.validator_for(schema[kind] if name == "crds" else schema)


def wrong(name, thing, kind=""):
    """What is wrong with it, each with its place."""
    return [f"{list(e.instance_path)}: {e.message[:300]}" for e in _validator(name, kind).iter_errors(thing)]


def wrong_manifest(thing):
    """The same for something that Kubernetes is given."""
    group, _, version = thing["apiVersion"].rpartition("/")
    if ("." in group and not group.endswith(".k8s.io")) or group.startswith("gateway."):
        return wrong("crds", thing, f"{group}/{thing['kind'].lower()}_{version}")
    return wrong("kubernetes", thing, thing["kind"])
