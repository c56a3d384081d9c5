"""What the bench makes of what it measured: `python3 -m unittest discover tests/bench`."""

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

import goals  # noqa: E402
import measure  # noqa: E402
import report  # noqa: E402
import tables  # noqa: E402


def folder(documents=1000, size=8_000_000, **costs):
    """A folder that was measured: each command with its rounds of processor time, wall time and peak in MB."""
    one = goals.Measured(f"{documents:,} documents", documents, size)
    for what, rounds in costs.items():
        for cpu, wall, peak in rounds:
            one.add(what, measure.Cost(cpu, wall, peak * 1e6))
    return one


def found(rows, start):
    """The row of a goal."""
    (one,) = [row for row in rows if row["what"].startswith(start)]
    return one


class Goals(unittest.TestCase):
    def test_a_ratio_is_that_of_the_rounds_and_not_of_the_medians(self):
        one = folder(bare=[(1, 1, 50), (10, 10, 50), (2, 2, 50)], build=[(2, 1, 50), (20, 10, 50), (6, 2, 50)])
        self.assertEqual(one.ratio("build", "bare", "cpu"), 2)
        self.assertEqual(found(goals.of_folder(one), "cold build")["so"], "met")

    def test_wall_time_misses_a_goal_that_processor_time_meets(self):
        one = folder(bare=[(1, 1, 50)], build=[(1, 2.1, 50)])
        row = found(goals.of_folder(one), "cold build")
        self.assertEqual((row["measured"], row["so"]), ("1.00 × CPU, 2.10 × wall", "missed"))

    def test_memory_is_held_against_the_sources(self):
        for peak, so in ((60, "met"), (61, "missed")):
            one = folder(bare=[(1, 1, 1)], build=[(1, 1, peak)])
            row = found(goals.of_folder(one), "peak memory")
            self.assertEqual((row["goal"], row["so"]), ("at most 2.5 × 8.0 MB + 40 MB = 60 MB", so))

    def test_a_file_that_is_written_again_for_nothing_is_told(self):
        one = folder(bare=[(1, 1, 1)], build=[(1, 1, 1)], unchanged=[(0.4, 0.4, 1)])
        one.values["rewritten unchanged"] = (["a.html", "b.html"], 0)
        rows = goals.of_folder(one)
        self.assertEqual(found(rows, "second build, nothing changed")["so"], "met")
        row = found(rows, "files of equal text")
        self.assertEqual((row["measured"], row["so"]), ("2 rewritten (a.html …), 0 with another text", "missed"))

    def test_check_is_held_against_its_own_stages_where_it_tells_them(self):
        one = folder(check=[(1, 1.2, 1)])
        one.add("bare until link", measure.Cost(0.1, 0.1, 1))
        self.assertEqual(found(goals.of_folder(one), "check")["measured"], "12.00 × of the bare pipeline's")
        one.costs["check"][0].stages = [("walk", 100), ("parse", 500), ("link", 400), ("checks", 200)]
        row = found(goals.of_folder(one), "check")
        self.assertEqual((row["measured"], row["so"]), ("1.20 × of its own stages", "met"))

    def test_the_first_page_may_take_as_long_as_reading_and_a_little(self):
        for took, so in ((0.7, "met"), (0.71, "missed")):
            one = folder()
            one.add("check", measure.Cost(1, 1, 1, [("read", 100), ("parse", 500), ("link", 300)]))
            one.values["first page"] = took
            self.assertEqual(goals.of_server(one)[0]["so"], so)

    def test_the_worst_save_counts_and_one_that_never_came(self):
        for saves, so in (([0.01, 0.014, 0.03], "met"), ([0.01, 0.01, 0.05], "missed"), ([0.01, None], "missed")):
            one = folder()
            one.values["saves"] = saves
            self.assertEqual(goals.of_server(one)[0]["so"], so)

    def test_growth_is_that_of_a_factor_of_ten(self):
        smaller, larger = (folder(count, build=[(seconds, seconds, 1)]) for count, seconds in ((10, 1), (1000, 144)))
        row = found(goals.of_growth(smaller, larger), "growth of cold build")
        self.assertEqual((row["measured"], row["so"]), ("12.00 × CPU, 12.00 × wall", "missed"))


class Figures(unittest.TestCase):
    def test_stages_are_found_among_messages(self):
        self.assertIsNone(measure.stages("warning: nothing\n"))
        said = 'warning: one\n{"stages": [{"stage": "read", "ms": 3}], "parts": [{"part": "pages", "ms": 9}]}\n'
        self.assertEqual(measure.stages(said), [("read", 3), ("of all threads: pages", 9)])

    def test_needless_writes_are_told_from_others(self):
        before = {"same": ((1, 1), b"a"), "again": ((2, 1), b"b"), "other": ((3, 1), b"c"), "gone": ((4, 1), b"d")}
        after = {"same": ((1, 1), b"a"), "again": ((9, 2), b"b"), "other": ((8, 2), b"x"), "new": ((7, 2), b"e")}
        self.assertEqual(measure.rewritten(before, after), (["again"], 3))

    def test_a_table_is_markdown(self):
        self.assertEqual(report.pipes([{"what": "a", "s": "1"}], ["s"]), "| what |   s |\n| ---- | --: |\n| a    |   1 |")

    def test_costs_show_what_is_known(self):
        one = folder(bare=[(1, 1, 10)], build=[(2, 3, 20)])
        one.sizes["build"] = (5, 2_000_000)
        cells = [cell.strip() for cell in tables.costs(one).splitlines()[-1].strip("|").split("|")]
        self.assertEqual(cells, ["featsite build, cold", "1", "2.00", "3.00", "20", "2.0", "5", "2.00", "3.00"])


if __name__ == "__main__":
    unittest.main()
