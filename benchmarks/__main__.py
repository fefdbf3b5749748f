"""All measurements in turn: `python -m benchmarks [NAME …]`; results are printed, for docs/performance.md."""

import subprocess
import sys

NAMES = ("listening", "rest", "sockets", "analysis", "lighthouse", "stand", "repertoire")


def main(names: list[str]) -> int:
    """Run these measurements, or all; 1 when one could not be made."""
    failed = []
    for name in names or NAMES:
        print(f"\n=== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nCould not be measured: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
