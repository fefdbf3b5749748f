"""`make dev`: the same house while somebody works on it; what is changed is there a moment later, on the same port.

Vite serves the pages and passes on what is not a page (`tools/vite.dev.config.js`). The web process behind it and the
worker load anew when their Python changes.
"""

import shlex
import shutil
from collections.abc import Mapping

from practice_app.embedded.home import ROOT
from practice_app.embedded.program import Program, free_port
from practice_app.reflex_seams.serving import IS_BEING_WORKED_ON
from practice_app.run import frontend
from practice_app.run.programs import Application, python, scheduler, worker
from practice_app.run.step import run_step

WEB = ROOT / ".web"
VITE = WEB / "node_modules" / "@react-router" / "dev" / "bin.cjs"
LOG = ROOT / "build" / "development.log"
_SEAM = "practice_app.reflex_seams.developing"
_WORKER_IS_MADE_OF = ("workers", "practice_app/services", "practice_app/models")


def application(port: int, schedule: str) -> Application:
    """What `make dev` starts: Vite in front, and behind it what loads anew."""
    behind = free_port()
    programs = [
        Program("web", python(_SEAM, "serve", str(behind)), stop_seconds=5),
        Program("pages", _vite(port), stop_seconds=5),
        _restarted(worker(), _WORKER_IS_MADE_OF),
        scheduler(schedule),
    ]
    addresses = {"REFLEX_API_URL": f"http://localhost:{port}", "WOODSHED_BEHIND": f"http://127.0.0.1:{behind}"}
    return Application(
        programs, IS_BEING_WORKED_ON | addresses, lambda: False, lambda env: _compile({**env, **addresses})
    )


def _vite(port: int) -> tuple[str, ...]:
    node = (str(ROOT / "build" / "bin" / "node"), "--conditions=development")
    where = ("--config", str(WEB / "vite.dev.config.js"), "--port", str(port), "--strictPort", "--host")
    return (*node, str(VITE), "dev", str(WEB), *where)


def _restarted(program: Program, folders: tuple[str, ...]) -> Program:
    """The same program, started again whenever Python in one of these folders changes."""
    command = python("watchfiles", "--filter", "python", shlex.join(program.command), *folders)
    return Program(program.name, command, stop_seconds=program.stop_seconds)


def _compile(environ: Mapping[str, str]) -> None:
    """Make the pages once, before Vite looks for them."""
    if run_step(python(_SEAM, "compile"), {**frontend.environment(environ), **IS_BEING_WORKED_ON}, LOG):
        raise frontend.BuildError(f"The pages could not be made. The end of {LOG}:\n{frontend.end_of(LOG)}")
    shutil.copyfile(ROOT / "tools" / "vite.dev.config.js", WEB / "vite.dev.config.js")
