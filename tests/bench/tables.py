"""The tables of `run`: what each command costs, where the time goes, and the goals. Pure but for the machine's name."""

import os
import platform

from report import middle, pipes

NAMES = {
    "bare": "bare pipeline",
    "bare until parse": "bare pipeline, read and parse only",
    "bare until link": "bare pipeline, read, parse and link only",
    "build": "featsite build, cold",
    "unchanged": "featsite build, nothing changed",
    "changed": "featsite build, one document changed",
    "check": "featsite check",
}
FIGURES = ["n", "CPU s", "wall s", "peak MB", "output MB", "files", "CPU ×", "wall ×"]


def figure(value):
    """A number with as many places as tell something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def costs(one):
    """What each command costs over one folder; ratios are those to the bare pipeline."""
    rows = []
    known = [what for what in NAMES if what in one.costs]
    for what in known + [what for what in one.costs if what not in NAMES]:
        count, size = one.sizes.get(what, (None, None))
        ratios = ["", ""]
        if "bare" in one.costs:
            same = len(one.costs[what]) == len(one.costs["bare"])
            whole = lambda of: one.median(what, of) / one.median("bare", of)
            ratios = [figure(one.ratio(what, "bare", of) if same else whole(of)) for of in ("cpu", "wall")]
        cells = [NAMES.get(what, what), len(one.costs[what]), figure(one.median(what, "cpu")), figure(one.median(what, "wall"))]
        # What reads and keeps nothing stays below what can be seen.
        peak = "" if what.startswith("bare until") else f"{one.median(what, 'peak') / 1e6:.0f}"
        cells += [peak, f"{size / 1e6:.1f}" if size else "", count or "", *ratios]
        rows.append(dict(zip([f"{one.name}, {one.size / 1e6:.1f} MB", *FIGURES], cells)))
    return pipes(rows, FIGURES)


def stages(one):
    """Where the time of each command goes, as far as it tells."""
    rows = []
    for what in ("bare", "build", "check"):
        rows += [{"stages": NAMES[what], "stage": name, "ms": f"{ms:.1f}"} for name, ms in one.stages(what)]
    return pipes(rows, ["ms"]) if rows else ""


def server(folders):
    """What the live server's saves took."""
    rows = []
    for one in folders:
        if "first page" in one.values:
            rows.append({"serve": f"start to first page, {one.name}", "median ms": f"{1000 * one.values['first page']:.0f}", "worst ms": ""})
        if took := [took for took in one.values.get("saves", []) if took is not None]:
            cells = [f"{1000 * value:.1f}" for value in (middle(took), max(took))]
            rows.append({"serve": f"save to new text, {one.name}, {len(took)} saves", "median ms": cells[0], "worst ms": cells[1]})
    return pipes(rows, ["median ms", "worst ms"]) if rows else ""


def corpus(folders):
    """One row for each folder of real documents."""
    rows = []
    for one in folders:
        cells = [one.name, one.documents, f"{one.size / 1e6:.1f}"]
        cells += [figure(one.median(what, of)) for of in ("cpu", "wall") for what in ("bare", "build")]
        cells += [figure(one.ratio("build", "bare", of)) for of in ("cpu", "wall")] + [f"{one.median('build', 'peak') / 1e6:.0f}"]
        columns = ["folder", "documents", "MB", "bare CPU s", "build CPU s", "bare wall s", "build wall s", "CPU ×", "wall ×", "peak MB"]
        rows.append(dict(zip(columns, cells)))
    return pipes(rows, columns[1:])


def machine(version):
    """What was measured, and where."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    load = os.getloadavg()[0]
    return {"version": version, "cores": os.cpu_count(), "memory": f"{memory:.0f} GB", "system": platform.system(), "load": round(load, 1)}
