"""What a command costs: processor time, wall time and peak memory of it and all it starts; and what an output folder holds."""

import hashlib
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

from programs import RUNNING, launch


class Cost:
    """One run of one command."""

    def __init__(self, cpu, wall, peak, stages=None):
        # Seconds, seconds, bytes; the stages as the program tells them, where it does.
        self.cpu, self.wall, self.peak, self.stages = cpu, wall, peak, stages

    def data(self):
        """As data."""
        return {"cpu": round(self.cpu, 4), "wall": round(self.wall, 4), "peak": self.peak, "stages": self.stages}


class Failed(SystemExit):
    """A command that did not do what was asked of it."""


def run(command, allowed=(0,)):
    """Runs a command to its end. It must end with one of the codes that are allowed. A peak below what this program itself takes (about
    30 MB) is not seen: a child begins with that much."""
    # What was written before is on the disk by then, and is not this command's matter.
    os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        child = launch(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        RUNNING.remove(child)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if child.returncode not in allowed:
        raise Failed(f"{' '.join(map(str, command))} ends with {child.returncode}:\n{text[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, stages(text))


def stages(text):
    """The object that a program prints of its stages, as pairs of name and milliseconds; none where it prints none."""
    lines = [line for line in text.splitlines() if line.startswith("{")]
    if not lines:
        return None
    said = json.loads(lines[-1])
    # What threads do at the same time stands behind all stages.
    whole = [(stage["stage"], stage["ms"]) for stage in said["stages"]]
    return whole + [(f"of all threads: {part['part']}", part["ms"]) for part in said["parts"]]


def files(folder):
    """The files below a folder."""
    return [Path(below) / name for below, _, names in os.walk(folder) for name in names]


def size(folder):
    """How many files a folder has, how many bytes, and how many of the disk."""
    all_of = [file.lstat() for file in files(folder)]
    return len(all_of), sum(of.st_size for of in all_of), sum(of.st_blocks * 512 for of in all_of)


def state(folder):
    """Each file with what tells that it was written again, and with what tells its text."""
    found = {}
    for file in files(folder):
        of = file.lstat()
        text = os.readlink(file).encode() if file.is_symlink() else file.read_bytes()
        found[file.relative_to(folder).as_posix()] = ((of.st_ino, of.st_mtime_ns), hashlib.blake2b(text).digest())
    return found


def rewritten(before, after):
    """The files that were written again though their text is the same, and how many files have another text."""
    both = sorted(before.keys() & after.keys())
    needless = [path for path in both if before[path][0] != after[path][0] and before[path][1] == after[path][1]]
    other = sum(before[path][1] != after[path][1] for path in both)
    return needless, other + len(before.keys() ^ after.keys())


def demand_room(folder, size, count, what):
    """Ends where a disk has no room for so many bytes and files."""
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize
    # File systems without a table of files say zero.
    enough = disk.f_favail == 0 or disk.f_favail > count
    if free < size * 1.1 + (1 << 30) or not enough:
        raise SystemExit(
            f"{what} needs about {size / 1e9:.1f} GB and {count} files in {folder}, where {free / 1e9:.1f} GB and "
            f"{disk.f_favail} files are free: give --work DIR, or fewer --runs or --documents"
        )
