"""What a container may use, as the kernel writes it down for version 2 and 1 of its groups."""

import pytest

from practice_app import machine
from practice_app.machine import Share

UNLIMITED = "9223372036854771712"


@pytest.fixture
def share(tmp_path):
    """Tell what we may use where these files say so, on a machine of eight processors."""

    def told(ours, files):
        for name, content in files.items():
            file = tmp_path / "cgroup" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{content}\n")
        (tmp_path / "ours").write_text(ours)
        return machine.share(tmp_path / "cgroup", tmp_path / "ours", processors=8)

    return told


def test_without_limits_it_is_the_whole_machine(share):
    assert share("0::/\n", {"cpu.max": "max 100000", "memory.max": "max"}) == Share(8.0)
    assert share("", {}) == Share(8.0)


def test_a_container_of_version_two_says_its_own(share):
    assert share("0::/\n", {"cpu.max": "50000 100000", "memory.max": str(768 * 2**20)}) == Share(0.5, 768.0)


def test_the_narrowest_of_the_groups_above_counts(share):
    files = {
        "kubepods/cpu.max": "400000 100000",
        "kubepods/pod/cpu.max": "max 100000",
        "kubepods/memory.max": str(2**30),
        "kubepods/pod/memory.max": str(2**31),
    }
    assert share("0::/kubepods/pod\n", files) == Share(4.0, 1024.0)


def test_version_one_says_it_in_two_files_and_none_by_a_number_beyond_reach(share):
    files = {
        "cpu,cpuacct/cpu.cfs_quota_us": "150000",
        "cpu,cpuacct/cpu.cfs_period_us": "100000",
        "memory/memory.limit_in_bytes": UNLIMITED,
    }
    ours = "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n"
    assert share(ours, files) == Share(1.5), "the path is the host's; here the root is our group"
    files |= {"memory/docker/abc/memory.limit_in_bytes": str(512 * 2**20), "cpu,cpuacct/cpu.cfs_quota_us": "-1"}
    assert share(ours, files) == Share(8.0, 512.0)


def test_junk_limits_nothing(share):
    assert share("nonsense\n::\n0::/\n", {"cpu.max": "lots", "memory.max": ""}) == Share(8.0)


@pytest.mark.parametrize(
    ("allowed", "wanted", "processes"),
    [
        (Share(8.0), {"most": 4}, 4),
        (Share(1.5), {}, 2),
        (Share(0.5), {}, 1),
        (Share(0.5), {"least": 2}, 2),
        (Share(8.0, 1000.0), {"least": 2}, 3),
        (Share(8.0, 100.0), {"least": 2}, 1),
    ],
)
def test_so_many_processes_of_three_hundred_megabytes_fit(allowed, wanted, processes):
    assert allowed.processes(300, **wanted) == processes
