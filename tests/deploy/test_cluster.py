"""The cluster's manifests: each is what its schema says, and none asks for more than it needs."""

import configparser
import json
import os
import shutil
import subprocess

import boto3
import pytest
import yaml
from botocore.validate import ParamValidator

from practice_app.embedded.home import ROOT
from practice_app.services.shared.jobs import KINDS
from practice_app.settings import Settings
from tests.deploy.schemas import wrong_manifest

FOLDER = ROOT / "deploy" / "kubernetes"
FILES = [*FOLDER.rglob("*.yaml"), *(ROOT / "deploy" / "argocd").glob("*.yaml")]
OVERLAYS = ("small", "large")
NOTHING = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}


def read(text):
    return [thing for thing in yaml.safe_load_all(text) if thing]


MANIFESTS = [
    (file.relative_to(ROOT).as_posix(), thing)
    for file in sorted(FILES)
    for thing in read(file.read_text(encoding="utf-8"))
    if not thing["apiVersion"].startswith("kustomize.")
]
PODS = {thing["metadata"]["name"]: thing for _, thing in MANIFESTS if thing["kind"] in {"Deployment", "Job"}}
OURS = {name: thing for name, thing in PODS.items() if name != "pgbouncer"}


def pod(thing):
    return thing["spec"]["template"]["spec"]


@pytest.mark.parametrize(
    ("file", "thing"), MANIFESTS, ids=[f"{file}:{one['kind']}-{one['metadata']['name']}" for file, one in MANIFESTS]
)
def test_each_is_what_its_schema_says(file, thing):
    assert wrong_manifest(thing) == []


def test_a_mistake_would_be_noticed():
    good = PODS["web"]
    assert wrong_manifest(good | {"spec": good["spec"] | {"replica": 2}})
    keda = next(thing for _, thing in MANIFESTS if thing["kind"] == "ScaledObject")
    assert wrong_manifest(keda | {"spec": {"triggers": []}})


@pytest.mark.parametrize("name", PODS)
def test_no_pod_may_do_more_than_it_needs(name):
    told = pod(PODS[name])
    assert told["securityContext"]["runAsNonRoot"] is True
    assert told["securityContext"]["runAsUser"] > 10000
    assert told["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert told["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(told)
    for container in told["containers"]:
        assert container["securityContext"] == NOTHING
        assert "hostPath" not in str(told.get("volumes"))


@pytest.mark.parametrize("name", PODS)
def test_every_pod_says_what_it_takes_and_how_one_sees_that_it_is_well(name):
    for container in pod(PODS[name])["containers"]:
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        assert {"cpu", "memory"} <= set(container["resources"]["limits"])
        if PODS[name]["kind"] == "Deployment":
            assert "livenessProbe" in container
    volumes = {volume["name"]: volume for volume in pod(PODS[name]).get("volumes", [])}
    assert all("sizeLimit" in one["emptyDir"] for one in volumes.values() if "emptyDir" in one)


def test_a_web_pod_goes_after_nobody_is_sent_there_and_before_it_is_killed():
    told = pod(PODS["web"])
    (container,) = told["containers"]
    waits = container["lifecycle"]["preStop"]["sleep"]["seconds"]
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    patience = int(dockerfile.split('"--workers-kill-timeout", "')[1].split('"')[0])
    assert waits + patience < told["terminationGracePeriodSeconds"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/health/serving"
    assert container["livenessProbe"]["httpGet"]["path"] == "/health/live"
    assert PODS["web"]["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def test_a_worker_puts_back_what_it_has_not_done_before_it_is_killed():
    (settings,) = (thing for _, thing in MANIFESTS if thing["metadata"]["name"] == "settings")
    workers = [told for told in map(pod, OURS.values()) if "--queues" in str(told)]
    assert len(workers) == 3
    for told in workers:
        assert int(settings["data"]["WORKER_GRACE_S"]) < told["terminationGracePeriodSeconds"]


def test_every_queue_is_served_by_one_kind_of_worker():
    served = []
    for told in map(pod, OURS.values()):
        for argument in told["containers"][0].get("args", []):
            served += argument.removeprefix("--queues=").split(",") if argument.startswith("--queues=") else []
    assert sorted(served) == sorted({"default", *(kind.queue for kind in KINDS.values())})
    assert OURS["housekeeping"]["spec"]["replicas"] == 1
    assert OURS["beat"]["spec"]["strategy"] == {"type": "Recreate"}


def test_every_setting_is_one_of_ours():
    known = {
        name
        for f in Settings.model_fields.values()
        for name in getattr(f.validation_alias, "choices", [f.validation_alias])
    }
    (settings,) = (thing for _, thing in MANIFESTS if thing["metadata"]["name"] == "settings")
    assert set(settings["data"]) <= known


def test_only_the_migration_gets_the_owners_password():
    assert [name for name, thing in OURS.items() if "woodshed-owner" in str(thing)] == ["migrate"]


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="this machine has no kubectl to put overlays together")
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_comes_together(overlay):
    done = subprocess.run(
        ["kubectl", "kustomize", FOLDER / "overlays" / overlay], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    things = read(done.stdout)
    assert [(thing["metadata"]["name"], found) for thing in things if (found := wrong_manifest(thing))] == []
    names = {thing["metadata"]["name"] for thing in things if thing["kind"] == "Deployment"}
    assert set(OURS) - names == {"migrate"}
    images = {
        c["image"] for thing in things if thing["kind"] in {"Deployment", "Job"} for c in pod(thing)["containers"]
    }
    assert all(":" in image and not image.endswith(":latest") for image in images)
    scaled = {t["spec"]["scaleTargetRef"]["name"] for t in things if t["kind"] == "ScaledObject"}
    for thing in things:
        if thing["kind"] == "Deployment" and thing["metadata"]["name"] in scaled:
            assert "replicas" not in thing["spec"]


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="this machine has no kubectl to put overlays together")
def test_a_database_of_the_clusters_own_and_a_pooler_go_with_any_overlay(tmp_path):
    parts = [FOLDER / "overlays" / "large", *(FOLDER / "components" / name for name in ("cnpg", "pgbouncer"))]
    overlay, *components = (os.path.relpath(part, tmp_path) for part in parts)
    told = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [overlay],
        "components": components,
    }
    (tmp_path / "kustomization.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    done = subprocess.run(["kubectl", "kustomize", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    things = read(done.stdout)
    assert [(thing["metadata"]["name"], found) for thing in things if (found := wrong_manifest(thing))] == []
    by_name = {(thing["kind"], thing["metadata"]["name"]): thing for thing in things}
    assert by_name["ConfigMap", "settings"]["data"]["DATABASE_POOLER"] == "transaction"
    assert {("Deployment", "pgbouncer"), ("Cluster", "postgres"), ("ScheduledBackup", "postgres")} <= set(by_name)


def test_the_pooler_gives_connections_as_our_settings_say_and_fewer_than_the_database_has():
    named = {(thing["kind"], thing["metadata"]["name"]): thing for _, thing in MANIFESTS}
    ini = configparser.ConfigParser(inline_comment_prefixes=None)
    ini.read_string(named["ConfigMap", "pgbouncer"]["data"]["pgbouncer.ini"])
    told = ini["pgbouncer"]
    assert told["pool_mode"] == Settings.model_fields["database_pooler"].annotation.__args__[1]
    assert float(told["query_wait_timeout"]) < 5, "what a process of ours waits for a connection"
    most = int(told["default_pool_size"]) + int(told["reserve_pool_size"])
    database = named["Cluster", "postgres"]["spec"]
    allowed = int(database["postgresql"]["parameters"]["max_connections"])
    assert named["Deployment", "pgbouncer"]["spec"]["replicas"] * most < allowed
    assert ini["databases"]["woodshed"].startswith("host=postgres-rw ")


def test_each_change_of_the_database_lies_in_a_bucket_and_every_night_all_of_it():
    named = {thing["kind"]: thing for _, thing in MANIFESTS if "cnpg.io" in thing["apiVersion"]}
    (plugin,) = named["Cluster"]["spec"]["plugins"]
    assert plugin["isWALArchiver"]
    assert plugin["parameters"]["barmanObjectName"] == named["ObjectStore"]["metadata"]["name"]
    assert named["ScheduledBackup"]["spec"]["pluginConfiguration"]["name"] == plugin["name"]
    assert named["ScheduledBackup"]["spec"]["cluster"]["name"] == named["Cluster"]["metadata"]["name"]
    roles = {role["name"]: role for role in named["Cluster"]["spec"]["managed"]["roles"]}
    assert roles["woodshed_owner"]["createrole"]
    assert not any(roles["woodshed_app"].get(right) for right in ("createrole", "superuser", "bypassrls", "inherit"))
    assert not any(role.get("superuser") or role.get("bypassrls") for role in roles.values())


@pytest.mark.parametrize(
    ("name", "call"), [("lifecycle", "PutBucketLifecycleConfiguration"), ("cors", "PutBucketCors")]
)
def test_what_s3_is_told_is_what_it_takes(name, call):
    told = json.loads((ROOT / "deploy" / "s3" / f"{name}.json").read_text(encoding="utf-8"))
    model = boto3.client("s3", region_name="us-east-1").meta.service_model.operation_model(call)
    field = "LifecycleConfiguration" if name == "lifecycle" else "CORSConfiguration"
    report = ParamValidator().validate({"Bucket": "woodshed", field: told}, model.input_shape)
    assert not report.has_errors(), report.generate_report()


def test_unfinished_uploads_stay_as_long_as_a_device_may_go_on_with_them():
    rules = json.loads((ROOT / "deploy" / "s3" / "lifecycle.json").read_text(encoding="utf-8"))["Rules"]
    (days,) = (rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] for rule in rules if "AbortI" in str(rule))
    assert days > 60
