"""One server: the compose file, its secrets, Caddy's file and the systemd unit."""

import re
import subprocess

import pytest
import yaml

from practice_app.embedded.home import ROOT
from practice_app.settings import Settings
from tests.deploy.schemas import wrong

FOLDER = ROOT / "deploy" / "compose"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
UNIT = (ROOT / "deploy" / "systemd" / "woodshed.service").read_text(encoding="utf-8")


def known_settings():
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        yield from getattr(alias, "choices", [alias])


def test_the_compose_file_is_one():
    assert wrong("compose", COMPOSE) == []


def test_a_mistake_in_it_would_be_noticed():
    assert wrong("compose", COMPOSE | {"services": {"web": {"imag": "x"}}})


@pytest.mark.parametrize("name", OURS)
def test_what_is_ours_may_do_nothing_to_the_machine(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"]
    assert "ports" not in service


def test_nothing_but_caddy_listens_outside_and_data_reach_nobody():
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["caddy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "valkey", "garage"):
        assert SERVICES[name]["networks"] == ["inside"]


def test_each_waits_for_what_it_needs_to_be_well():
    waits = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    assert waits["migrate"]["postgres"]["condition"] == "service_healthy"
    for name in ("web", "worker", "beat"):
        assert waits[name]["migrate"]["condition"] == "service_completed_successfully"
    for needed in waits.values():
        for name, how in needed.items():
            if how["condition"] == "service_healthy":  # ours have it from their image
                assert "healthcheck" in SERVICES[name] or name == "web"


def test_the_worker_puts_back_what_it_has_not_done_before_it_is_killed():
    worker = SERVICES["worker"]
    assert int(worker["environment"]["WORKER_GRACE_S"]) < int(worker["stop_grace_period"].removesuffix("s"))


def test_only_the_migration_may_sign_in_as_the_owner():
    assert [name for name in OURS if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]] == ["migrate"]


def test_every_setting_is_one_of_ours_and_every_image_says_its_version():
    told = {name for service in OURS for name in SERVICES[service]["environment"]}
    told |= set(re.findall(r"^#?(\w+)=", (FOLDER / "settings.env.example").read_text(), re.MULTILINE))
    told |= set(re.findall(r"^#?(\w+)=", (ROOT / "deploy/systemd/woodshed.env.example").read_text(), re.MULTILINE))
    assert told - set(known_settings()) == set()
    for service in SERVICES.values():
        assert re.search(r":[\w.${}?-]+$", service["image"])
        assert not service["image"].endswith(":latest")
        assert "minio" not in service["image"]


def test_secrets_are_made_once_and_never_over_others(tmp_path):
    script = tmp_path / "make-env"
    script.write_text((FOLDER / "make-env").read_text(encoding="utf-8"))
    first = subprocess.run(["sh", script, "practice.example", "7"], capture_output=True, text=True, check=True)
    written = (tmp_path / ".env").read_text()
    assert str(tmp_path / ".env") in first.stdout
    assert ((tmp_path / ".env").stat().st_mode & 0o777) == 0o600
    asked = set(re.findall(r"\$\{(\w+):\?", (FOLDER / "compose.yaml").read_text(encoding="utf-8")))
    made = dict(re.findall(r"^(\w+)=(.+)$", written, re.MULTILINE))
    assert asked - set(made) == set()
    assert (made["DOMAIN"], made["RELEASE"]) == ("practice.example", "7")
    secrets = [value for name, value in made.items() if name not in {"DOMAIN", "RELEASE"}]
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 26
    again = subprocess.run(["sh", script, "other.example"], capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert (tmp_path / ".env").read_text() == written


def test_the_shell_scripts_can_be_read():
    for script in (FOLDER / "make-env", FOLDER / "postgres" / "10-roles.sh"):
        subprocess.run(["sh", "-n", script], check=True)


def test_the_unit_locks_itself_in():
    lines = dict(line.split("=", 1) for line in UNIT.splitlines() if re.match(r"\w+=", line))
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"):
        assert lines[name] == "yes"
    assert lines["ProtectSystem"] == "strict"
    assert lines["CapabilityBoundingSet"] == ""
    assert lines["User"] == "woodshed"
    assert lines["KillMode"] == "mixed"
    assert "practice_app.run" in lines["ExecStart"]
    assert lines["StateDirectory"] == "woodshed"


def test_the_command_of_who_is_root_works_as_the_service_does():
    file = ROOT / "deploy" / "systemd" / "woodshed-command"
    text = file.read_text(encoding="utf-8")
    told = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line and not line.startswith("#"))
    assert f"runuser -u {told['User']} " in text
    assert f"cd {told['WorkingDirectory']} " in text
    assert f". {told['EnvironmentFile']};" in text
    assert all(setting in text for setting in told["Environment"].split() if not setting.startswith("PORT="))
    assert file.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", file], check=False).returncode == 0


def test_settings_of_the_service_are_read_alike_by_systemd_and_by_a_shell(tmp_path):
    example = (ROOT / "deploy" / "systemd" / "woodshed.env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^#?([A-Z_]+=.*)$", example, re.MULTILINE)
    (tmp_path / "env").write_text("\n".join(lines), encoding="utf-8")
    read = subprocess.run(
        ["sh", "-c", f"set -a; . {tmp_path / 'env'}; env"], capture_output=True, text=True, check=True, env={}
    ).stdout
    for line in lines:
        name, _, value = line.partition("=")
        assert name in known_settings()
        assert f"{name}={value.strip(chr(34))}\n" in read
