"""The goals, and whether they are met. Pure: from what was measured to rows of a table."""

import math

from report import middle

# Factors of the goals; memory and binary in bytes, times in seconds.
COLD, PEERS, GROWTH, UNCHANGED, CHANGED, CHECK = 2.0, 15.0, 11.0, 0.5, 0.6, 1.2
MEMORY, MEMORY_MORE = 2.5, 40e6
FIRST_PAGE_MORE = 0.1
SAVES = {1000: (0.015, 0.040), 10000: (0.060, 0.150)}
BINARY, BUILD_TIME = 15e6, 240.0

# What reads and parses a folder, and what links it, by the names of the program's own stages.
READ = ("walk", "read", "git", "parse")
LINK = (*READ, "link")


class Measured:
    """What was measured of one folder."""

    def __init__(self, name, documents, size):
        self.name, self.documents, self.size = name, documents, size
        # The costs of each command by round; what outputs hold; single figures.
        self.costs, self.sizes, self.values = {}, {}, {}

    def add(self, what, cost):
        """Notes a run."""
        self.costs.setdefault(what, []).append(cost)

    def median(self, what, of):
        """The median of `cpu`, `wall` or `peak` of a command."""
        return middle([getattr(cost, of) for cost in self.costs[what]])

    def ratio(self, what, base, of):
        """The median of the ratios of each round: what disturbs a round disturbs both of it."""
        pairs = list(zip(self.costs[what], self.costs[base]))
        return middle([getattr(one, of) / getattr(other, of) for one, other in pairs])

    def told(self, what, names):
        """The median of how long some stages took together in seconds; none where the program does not tell."""
        known = [cost.stages for cost in self.costs.get(what, []) if cost.stages]
        if not known:
            return None
        return middle([sum(ms for name, ms in stages if name in names) / 1000 for stages in known])

    def stages(self, what):
        """The medians of the stages of a command in milliseconds."""
        known = [dict(cost.stages) for cost in self.costs.get(what, []) if cost.stages]
        return [(name, middle([stages.get(name, 0) for stages in known])) for name in known[0]] if known else []

    def data(self):
        """As data."""
        costs = {what: [cost.data() for cost in costs] for what, costs in self.costs.items()}
        about = {"name": self.name, "documents": self.documents, "bytes": self.size}
        return {**about, "costs": costs, "sizes": self.sizes, "values": self.values}


def row(what, goal, measured, met):
    """A row of the table of goals."""
    return {"what": what, "goal": goal, "measured": measured, "so": "met" if met else "missed"}


def both(what, goal, limit, cpu, wall):
    """A row of a ratio that holds for processor and wall time."""
    return row(what, goal, f"{cpu:.2f} × CPU, {wall:.2f} × wall", max(cpu, wall) <= limit)


def of_folder(one, peers=()):
    """The rows that one folder gives."""
    name, costs, values = one.name, one.costs, one.values
    rows = []
    if "build" in costs:
        ratios = [one.ratio("build", "bare", of) for of in ("cpu", "wall")]
        rows.append(both(f"cold build, {name}", f"at most {COLD:g} × the bare pipeline", COLD, *ratios))
        limit, peak = MEMORY * one.size + MEMORY_MORE, one.median("build", "peak")
        goal = f"at most {MEMORY:g} × {one.size / 1e6:.1f} MB + {MEMORY_MORE / 1e6:g} MB = {limit / 1e6:.0f} MB"
        rows.append(row(f"peak memory of a build, {name}", goal, f"{peak / 1e6:.0f} MB", peak <= limit))
    for what, limit in (("unchanged", UNCHANGED), ("changed", CHANGED)):
        if what in costs:
            told = {"unchanged": "nothing changed", "changed": "one document changed"}[what]
            ratios = [one.ratio(what, "build", of) for of in ("cpu", "wall")]
            rows.append(both(f"second build, {told}, {name}", f"at most {limit:g} × cold", limit, *ratios))
            needless, other = values[f"rewritten {what}"]
            which = f" ({needless[0]}{' …' * (len(needless) > 1)})" if needless else ""
            measured = f"{len(needless)} rewritten{which}, {other} with another text"
            rows.append(row(f"files of equal text written again, {told}, {name}", "none", measured, not needless))
    for peer in peers:
        if peer in costs and "build" in costs:
            cpu, wall = (one.median(peer, of) / one.median("build", of) for of in ("cpu", "wall"))
            goal = f"at least {PEERS:g} × less"
            rows.append(row(f"cold build against {peer}, {name}", goal, f"{cpu:.1f} × CPU, {wall:.1f} × wall", min(cpu, wall) >= PEERS))
    if "check" in costs:
        base, whose = one.told("check", LINK), "its own stages"
        if base is None:
            base, whose = one.median("bare until link", "wall"), "the bare pipeline's"
        ratio = one.median("check", "wall") / base
        rows.append(row(f"check, {name}", f"at most {CHECK:g} × read, parse and link", f"{ratio:.2f} × of {whose}", ratio <= CHECK))
    return rows + of_server(one)


def of_server(one):
    """The rows that the live server gives."""
    rows, values = [], one.values
    if "first page" in values:
        base, whose = one.told("check", READ), ""
        if base is None and "bare until parse" in one.costs:
            base, whose = one.median("bare until parse", "wall"), " of the bare pipeline"
        if base is not None:
            limit, took = base + FIRST_PAGE_MORE, values["first page"]
            goal = f"read and parse{whose} + {1000 * FIRST_PAGE_MORE:g} ms = {1000 * limit:.0f} ms"
            rows.append(row(f"serve, start to first page, {one.name}", goal, f"{1000 * took:.0f} ms", took <= limit))
    if "saves" in values and one.documents in SAVES:
        limits, saves = SAVES[one.documents], [took for took in values["saves"] if took is not None]
        missed = len(values["saves"]) - len(saves)
        goal = f"{1000 * limits[0]:.0f} / {1000 * limits[1]:.0f} ms, median / worst"
        met = not missed and saves and middle(saves) <= limits[0] and max(saves) <= limits[1]
        measured = f"{1000 * middle(saves):.1f} / {1000 * max(saves):.1f} ms of {len(saves)}" if saves else "none"
        measured += f", {missed} never came" if missed else ""
        rows.append(row(f"serve, save to new text, {one.name}", goal, measured, met))
    return rows


def of_growth(smaller, larger):
    """The rows of two sizes: how much more ten times as much costs."""
    steps = math.log10(larger.documents / smaller.documents)
    rows = []
    for what, told in (("build", "cold build"), ("check", "check")):
        if steps > 0 and what in smaller.costs and what in larger.costs:
            cpu, wall = ((larger.median(what, of) / smaller.median(what, of)) ** (1 / steps) for of in ("cpu", "wall"))
            name = f"growth of {told}, {smaller.documents:,} to {larger.documents:,}"
            rows.append(both(name, f"at most {GROWTH:g} × per factor of ten", GROWTH, cpu, wall))
    return rows


def of_corpus(folders):
    """The rows of many folders together."""
    cpu, wall = (sum(one.median("build", of) for one in folders) / sum(one.median("bare", of) for one in folders) for of in ("cpu", "wall"))
    rows = [both(f"cold build, {len(folders)} folders together", f"at most {COLD:g} × the bare pipeline", COLD, cpu, wall)]
    worst = max(folders, key=lambda one: one.median("build", "peak") / (MEMORY * one.size + MEMORY_MORE))
    peak, limit = worst.median("build", "peak"), MEMORY * worst.size + MEMORY_MORE
    rows.append(row("peak memory, the folder nearest to its limit", f"at most {limit / 1e6:.0f} MB", f"{peak / 1e6:.0f} MB ({worst.name})", peak <= limit))
    return rows


def of_program(size, built):
    """The rows of the program itself: its size in bytes, and how long its build took, where it was measured."""
    rows = [row("binary, release, stripped", f"at most {BINARY / 1e6:g} MB", f"{size / 1e6:.1f} MB", size <= BINARY)]
    if built is not None:
        rows.append(row("cargo build --release from scratch", f"under {BUILD_TIME:.0f} s", f"{built:.0f} s", built < BUILD_TIME))
    return rows
