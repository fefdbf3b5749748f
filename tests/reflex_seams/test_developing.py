"""What `make dev` leans on: how Reflex loads the web process anew, and what its configuration of Vite holds."""

import inspect

from reflex.reflex import cli
from reflex.utils import build, exec  # noqa: A004 - so it is called there
from reflex_base.compiler.templates import vite_config_template

from practice_app.reflex_seams import developing


def test_reflex_still_serves_a_backend_that_loads_anew():
    inspect.signature(exec.run_backend).bind("127.0.0.1", 1, "warning", frontend_present=False)
    assert "HOTRELOAD_IGNORE_PATTERNS" in inspect.getsource(exec.run_granian_backend)
    assert "nocompile.unlink" in inspect.getsource(exec.run_backend)


def test_reflex_still_compiles_without_serving():
    assert "compile" in cli.commands
    assert "set_env_json" in inspect.getsource(build.setup_frontend)


def test_the_configuration_of_vite_still_holds_what_ours_adds_to():
    written = vite_config_template("/", hmr=True, force_full_reload=False, experimental_hmr=False, sourcemap=False)
    assert "export default defineConfig((config) => ({" in written
    assert all(part in written for part in ("plugins: [", "watch: {", "ignored: ["))


def test_what_stays_loaded_is_nothing_of_ours():
    kept = developing._packages()
    assert "reflex" in kept
    assert [name for name in kept if name.startswith(("practice_app", "workers", "tests"))] == []
