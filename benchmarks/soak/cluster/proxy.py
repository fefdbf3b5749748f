"""HAProxy in front of the web processes: it asks who is serving, and whoever is draining gets nothing new."""

import shutil
import socket
from pathlib import Path

_CONFIGURATION = """\
global
  stats socket {socket} mode 600 level admin
  maxconn 8000
defaults
  mode http
  option redispatch
  retries 3
  retry-on conn-failure
  option forwardfor
  timeout connect 3s
  timeout client 75s
  timeout server 75s
  timeout tunnel 1h
  timeout http-keep-alive 60s
frontend people
  bind 127.0.0.1:{port}
  default_backend web
backend web
  balance leastconn
  option httpchk GET /health/serving
  http-check send hdr Host localhost
  default-server check inter 1s fall 2 rise 1 init-addr none
{servers}
"""


class Missing(RuntimeError):
    """There is no proxy on this machine."""


def command(port: int, configuration: Path) -> tuple[str, ...]:
    """How it is started."""
    return (program(), "-W", "-db", "-f", str(configuration)) if port else ()


def program() -> str:
    """Find it; Debian keeps it out of a person's path."""
    found = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin")
    if not found:
        raise Missing("A rehearsal needs a proxy in front: apt-get install haproxy")
    return found


class Proxy:
    """What is told to it while it runs, and would be again if it began anew."""

    def __init__(self, folder: Path, port: int, web: dict[str, int]) -> None:
        self.port, self._web, self._socket = port, web, folder / "proxy.sock"
        self.configuration = folder / "haproxy.cfg"
        self._there: set[str] = set()
        self._write()

    @property
    def address(self) -> str:
        """Where people come."""
        return f"http://localhost:{self.port}"

    def ready(self, name: str) -> None:
        """Let this one have requests as soon as it says that it serves."""
        self._there.add(name)
        self._tell(f"set server web/{name} state ready")

    def drain(self, name: str) -> None:
        """Let this one have nothing new."""
        self._there.discard(name)
        self._tell(f"set server web/{name} state drain")

    def out(self, name: str) -> None:
        """Forget this one."""
        self._tell(f"set server web/{name} state maint")

    def _write(self) -> None:
        servers = "\n".join(
            f"  server {name} 127.0.0.1:{at}" + ("" if name in self._there else " disabled")
            for name, at in self._web.items()
        )
        written = _CONFIGURATION.format(socket=self._socket, port=self.port, servers=servers)
        self.configuration.write_text(written, encoding="ascii")

    def _tell(self, words: str) -> None:
        self._write()
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(self._socket))
            line.sendall(f"{words}\n".encode())
            if said := line.recv(4096).decode().strip():
                raise RuntimeError(f"{words}: {said}")
