"""The table of what was measured, as text and as data."""

import json
import math
import sys
import time

BEGUN = time.perf_counter()


def say(text):
    """Tells how far it is."""
    print(f"[{time.perf_counter() - BEGUN:6.1f} s] {text}", file=sys.stderr, flush=True)


def middle(values):
    """The median."""
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


class Table:
    """Rows of figures."""

    COLUMNS = ["what", "program", "documents", "n", "median", "95th", "worst", "unit", "note"]

    def __init__(self):
        self.rows = []

    def times(self, what, program, seconds, note="", unit="ms"):
        """Times in seconds; one that is `None` is of something that never came."""
        there = sorted(1000 * one for one in seconds if one is not None)
        if missed := len(seconds) - len(there):
            note = f"{missed} NEVER CAME; {note}".rstrip("; ")
        if not there:
            self.add(what, program, len(seconds), unit=unit, note=note or "not measured")
            return
        high = there[math.ceil(0.95 * len(there)) - 1]
        self.add(what, program, len(seconds), middle(there), high, there[-1], unit, note, there)

    def value(self, what, program, value, unit, note=""):
        """One figure."""
        self.add(what, program, 1, value, unit=unit, note=note)

    def add(self, what, program, n, median=None, high=None, worst=None, unit="", note="", values=()):
        """A row."""
        documents = len(program.documents)
        figures = [what, program.name, documents, n, median, high, worst, unit, note]
        row = dict(zip(self.COLUMNS, figures))
        say(" ".join(shown(one) for one in figures if one not in (None, "")))
        self.rows.append((row, list(values)))

    def text(self):
        """As text, in columns."""
        lines = [self.COLUMNS] + [[shown(row[column]) for column in self.COLUMNS] for row, _ in self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.COLUMNS))]
        right = {"documents", "n", "median", "95th", "worst"}
        out = []
        for line in lines:
            cells = [
                cell.rjust(width) if column in right else cell.ljust(width)
                for cell, width, column in zip(line, widths, self.COLUMNS)
            ]
            out.append("  ".join(cells).rstrip())
        return "\n".join(out)

    def save(self, file, about):
        """As data, every single time included."""
        rows = [{**row, "values": [round(value, 3) for value in values]} for row, values in self.rows]
        with open(file, "w") as out:
            json.dump({**about, "rows": rows}, out, indent=1, ensure_ascii=False)
            out.write("\n")


def shown(value):
    """A cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}" if abs(value) < 1000 else f"{value:.0f}"
    return str(value)


def pipes(rows, right=()):
    """Rows as a table of Markdown that is a table in a terminal too."""
    columns = list(rows[0])
    lines = [columns] + [[shown(row[column]) for column in columns] for row in rows]
    widths = [max(3, *(len(line[at]) for line in lines)) for at in range(len(columns))]
    ends = [column in right for column in columns]
    lines.insert(1, ["-" * (width - end) + ":" * end for width, end in zip(widths, ends)])
    just = lambda cell, width, end: cell.rjust(width) if end else cell.ljust(width)
    return "\n".join("| " + " | ".join(map(just, line, widths, ends)) + " |" for line in lines)
