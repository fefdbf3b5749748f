"""Take the schemas that the tests of `deploy/` and `.github/` use out of what publishes them: once in a while, by hand.

    python tools/schemas.py KUBERNETES CRDS CHECKS

`KUBERNETES`: `kubernetes_validate/kubernetes-json-schema` of the wheel kubernetes-validate; `CRDS`: a checkout of
datreeio/CRDs-catalog; `CHECKS`: `check_jsonschema/builtin_schemas/vendor` of the wheel check-jsonschema. Of each only
what is used is kept, without descriptions: 110 MB become some hundred kB.
"""

import json
import sys
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[1] / "tests" / "deploy" / "schemas"
RELEASE = "v1.34.0-local-strict"
KINDS = {
    **dict.fromkeys(("ConfigMap", "Namespace", "Secret", "Service", "ServiceAccount"), ("", "v1")),
    "Deployment": ("apps", "v1"),
    "HorizontalPodAutoscaler": ("autoscaling", "v2"),
    "Job": ("batch", "v1"),
    "NetworkPolicy": ("networking", "v1"),
    "PodDisruptionBudget": ("policy", "v1"),
}
CRDS = (
    "keda.sh/scaledobject_v1alpha1",
    "keda.sh/triggerauthentication_v1alpha1",
    "argoproj.io/rollout_v1alpha1",
    "argoproj.io/application_v1alpha1",
    "gateway.networking.k8s.io/httproute_v1",
    "monitoring.coreos.com/podmonitor_v1",
    "postgresql.cnpg.io/cluster_v1",
    "postgresql.cnpg.io/scheduledbackup_v1",
    "barmancloud.cnpg.io/objectstore_v1",
)
CHECKS = {"github-workflows": "workflows", "dependabot": "dependabot", "compose-spec": "compose"}


def main(kubernetes: Path, crds: Path, checks: Path) -> None:
    """Write all of them."""
    write("kubernetes", of_kubernetes(kubernetes / RELEASE))
    write("crds", {name: read(crds / f"{name}.json") for name in CRDS})
    for name, ours in CHECKS.items():
        write(ours, read(checks / f"{name}.json"))


def of_kubernetes(folder: Path) -> dict[str, Any]:
    """The definitions that our kinds lead to, as one schema with a name for each kind."""
    text = (folder / "_definitions.json").read_text(encoding="utf-8")
    known = json.loads(text.replace("/api/_definitions.json#", "#").replace("_definitions.json#", "#"))
    known = known.get("$defs") or known["definitions"]
    roots, needed = {}, {}
    for kind, (group, version) in KINDS.items():
        (roots[kind],) = (name for name in known if _is(name, kind, group, version))
        waiting = [roots[kind]]
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed[name] = known[name]
                waiting += [ref.rpartition("/")[2] for ref in _refs(known[name])]
    return {"$defs": needed, "kinds": roots}


def _is(name: str, kind: str, group: str, version: str) -> bool:
    return name.endswith(f".{group or 'core'}.{version}.{kind}")


def _refs(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [ref for part in schema for ref in _refs(part)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [ref for part in schema.values() for ref in _refs(part)]


def bare(schema: Any, *, named: bool = False) -> Any:
    """Without what only people read; ``named``: these keys are names of fields, not words of the schema."""
    if isinstance(schema, list):
        return [bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    words = {"description", "title", "examples", "default", "$comment", "markdownDescription"}
    inner = {"properties", "patternProperties", "$defs", "definitions"}
    return {
        key: bare(part, named=key in inner and not named)
        for key, part in schema.items()
        if named or (key not in words and not key.startswith("x-kubernetes"))
    }


def read(file: Path) -> Any:
    """A schema."""
    return json.loads(file.read_text(encoding="utf-8"))


def write(name: str, schema: Any) -> None:
    """Keep it in one line."""
    text = json.dumps(bare(schema), separators=(",", ":"), sort_keys=True)
    (PLACE / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    print(f"{name}.json: {len(text) // 1000} kB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
