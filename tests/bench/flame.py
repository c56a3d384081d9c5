"""A flame graph of a build: the program with its symbols, recorded by perf, drawn by inferno."""

import os
import shutil
import subprocess

from report import say


def tools(cache):
    """The programs of inferno, which are installed into the cache of the tests where they are missing."""
    found = [cache / "inferno" / "bin" / name for name in ("inferno-collapse-perf", "inferno-flamegraph")]
    if not all(tool.exists() for tool in found):
        say("inferno is installed, into tests/.cache")
        command = ["cargo", "install", "inferno", "--locked", "--quiet", "--root", str(cache / "inferno")]
        subprocess.run(command, check=True)
    return found


def missing():
    """What has to be there first, in words; nothing where all is."""
    if shutil.which("perf") is None:
        return "--profile needs perf, which comes with the packages linux-perf or linux-tools of most distributions"
    probe = ["perf", "record", "--quiet", "--event", "cpu-clock", "--output", "/dev/null", "true"]
    if subprocess.run(probe, capture_output=True).returncode:
        return "--profile needs the right to use perf: sysctl kernel.perf_event_paranoid=1, or run it as root"
    return ""


def symbols(root):
    """A release with its symbols, in a target folder of its own."""
    target = root / "target" / "bench-profile"
    wanted = {"STRIP": "false", "DEBUG": "line-tables-only"}
    own = {"CARGO_TARGET_DIR": str(target)} | {f"CARGO_PROFILE_RELEASE_{name}": value for name, value in wanted.items()}
    say("a release with symbols is built, into target/bench-profile")
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=root, check=True, env={**os.environ, **own})
    return target / "release" / "featsite"


def graph(binary, cache, text, work, picture):
    """Records a build of a folder and draws it."""
    collapse, draw = tools(cache)
    data, folded = work / "perf.data", work / "folded"
    record = ["perf", "record", "--quiet", "--event", "cpu-clock", "--freq", "499", "--call-graph", "dwarf,16384", "--output", data]
    subprocess.run([*record, binary, "build", text, "--output", work / "profiled", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    say("perf has recorded; its stacks are unwound, which takes a while")
    with subprocess.Popen(["perf", "script", "--no-inline", "--input", data], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as script:
        with open(folded, "wb") as out:
            subprocess.run([collapse], stdin=script.stdout, stdout=out, check=True)
    picture.parent.mkdir(parents=True, exist_ok=True)
    with open(picture, "wb") as out:
        subprocess.run([draw, "--title", "featsite build", folded], stdout=out, check=True)
    data.unlink()
    say(f"the flame graph is {picture}")
