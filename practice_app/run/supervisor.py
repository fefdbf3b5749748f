"""supervisord, as we use it: started by the launcher, asked over a socket, gone when the launcher is gone."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, cast
from xmlrpc.client import Fault, ServerProxy

from practice_app.embedded.home import ROOT
from practice_app.embedded.program import Program, wait_until

SERVICES, APPLICATION = "services", "application"
_GONE = (OSError, Fault)

_MAIN = """\
[supervisord]
nodaemon=true
silent=true
{user}
logfile=%(ENV_WOODSHED_LOGS)s/supervisor.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile=%(here)s/pid
nocleanup=true
[unix_http_server]
file=%(here)s/socket
chmod=0700
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
# When the launcher is gone, however it went, nothing may stay behind: this ends its parent, supervisord.
_GUARD = """\
[program:guard]
command=/bin/sh -c 'while kill -0 "$WOODSHED_LAUNCHER" && kill -0 "$PPID"; do sleep 1; done; kill -TERM "$PPID"'
startsecs=0
priority=1
stdout_logfile=NONE
redirect_stderr=true
"""
# Commands and paths come through the environment, where no character means anything to supervisord.
_PROGRAM = """\
[program:{name}]
command=%(ENV_WOODSHED_RUN_{name})s
directory={directory}
{user}
autostart=false
autorestart=true
startsecs=1
startretries=3
stopsignal={signal}
stopasgroup={group}
killasgroup=true
stopwaitsecs={seconds}
redirect_stderr=true
stdout_logfile=%(ENV_WOODSHED_LOGS)s/{name}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=3
"""


@dataclass(frozen=True)
class State:
    """What supervisord knows of one program."""

    name: str
    group: str
    state: str
    pid: int
    end: str

    @property
    def full_name(self) -> str:
        """As supervisord addresses it."""
        return f"{self.group}:{self.name}"


class Supervisor:
    """A running supervisord; leaving the `with` stops it and all that it runs."""

    def __init__(
        self,
        groups: Mapping[str, Iterable[Program]],
        environ: Mapping[str, str],
        logs: Path,
    ) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="woodshed-", dir="/tmp"))
        programs = [program for group in groups.values() for program in group]
        config = self._folder / "supervisord.conf"
        config.write_text(_configuration(groups))
        self._environ = {
            **environ,
            **{f"WOODSHED_RUN_{program.name}": shlex.join(program.command) for program in programs},
            "WOODSHED_LAUNCHER": str(os.getpid()),
            "WOODSHED_ROOT": str(ROOT),
            "WOODSHED_LOGS": str(logs),
        }
        self._command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(config)]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Supervisor":
        with (Path(self._environ["WOODSHED_LOGS"]) / "supervisor.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environ,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the launcher, which stops things in order
            )
        wait_until(self.states, "supervisord", 20)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process and self.alive():
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for left in self._folder.glob("*"):
            left.unlink()
        self._folder.rmdir()

    @property
    def pid(self) -> int:
        """Its own process."""
        assert self._process
        return self._process.pid

    def alive(self) -> bool:
        """Whether it is still there to be asked."""
        return self._process is not None and self._process.poll() is None

    def states(self) -> list[State]:
        """All programs, as they are now."""
        found = cast("list[dict[str, Any]]", self._call_service().getAllProcessInfo())
        return [
            State(one["name"], one["group"], one["statename"], one["pid"], one["spawnerr"] or _end(one))
            for one in found
            if one["name"] != "guard"
        ]

    def start(self, group: str) -> None:
        """Start all programs of a group, without waiting for them."""
        self._call_service().startProcessGroup(group, False)

    def stop(self, group: str) -> None:
        """Stop all programs of a group, and wait for it."""
        self._call_service().stopProcessGroup(group, True)

    def start_again(self, state: State) -> None:
        """Start a program that supervisord has given up."""
        try:
            self._call_service().startProcess(state.full_name, False)
        except _GONE:
            time.sleep(0.1)

    def _call_service(self) -> Any:
        from supervisor.xmlrpc import SupervisorTransport

        transport = SupervisorTransport("", "", f"unix://{self._folder}/socket")
        return ServerProxy("http://127.0.0.1", transport=transport).supervisor


def _end(one: dict[str, Any]) -> str:
    return f"exit status {one['exitstatus']}" if one["exitstatus"] >= 0 else "killed"


def _configuration(groups: Mapping[str, Iterable[Program]]) -> str:
    """All of it; nothing in here is secret or depends on where we are."""
    parts = [_MAIN.format(user="user=root" if os.geteuid() == 0 else ""), _GUARD]
    for number, (group, programs) in enumerate(groups.items(), start=2):
        known = list(programs)
        if known:
            names = ",".join(program.name for program in known)
            parts += [f"[group:{group}]\nprograms={names}\npriority={number}\n", *map(_section, known)]
    return "\n".join(parts)


def _section(program: Program) -> str:
    return _PROGRAM.format(
        name=program.name,
        # Another user may not even get as far as our own folder.
        directory="/" if program.user else "%(ENV_WOODSHED_ROOT)s",
        user=f"user={program.user}" if program.user else "",
        signal=program.stop_signal.name.removeprefix("SIG"),
        group=str(program.stop_whole_group).lower(),
        seconds=program.stop_seconds,
    )
