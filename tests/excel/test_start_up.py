"""What a click imports: its seconds are measured in ``tests/benchmarks/bench_click.py``."""

import json
import subprocess
import sys

import pytest

from tests.benchmarks.bench_click import CLICK, XLWINGS

# Libraries that a click can do without; xlwings itself brings pandas and numpy where they are installed.
HEAVY = {"openpyxl", "lxml", "rich", "click", "rapidfuzz", "python_calamine", "tomllib", "urllib", "xml", "logging"}
OURS = {"progress_xl.ooxml.workbook", "progress_xl.rounds", "progress_xl.merging", "progress_xl.targets.closed"}


def loaded(script: str) -> set[str]:
    """The modules that a script has imported at its end."""
    script += "\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def beside_xlwings() -> set[str]:
    return loaded(CLICK) - loaded(XLWINGS)


def test_click_imports_its_checks_and_its_target(beside_xlwings: set[str]) -> None:
    assert {"progress_xl.excel.ribbon", "progress_xl.checks.overdue", "progress_xl.targets.live"} <= beside_xlwings


def test_click_imports_no_heavy_library(beside_xlwings: set[str]) -> None:
    assert {name for name in beside_xlwings if name.split(".")[0] in HEAVY} == set()


def test_click_imports_nothing_of_ours_that_it_does_not_need(beside_xlwings: set[str]) -> None:
    assert beside_xlwings & OURS == set()


def test_without_pandas_a_click_does_not_bring_it() -> None:
    without = "import sys; sys.modules.update(pandas=None, numpy=None)\n"
    assert {name.split(".")[0] for name in loaded(without + CLICK)} & {"openpyxl", "lxml", "rapidfuzz"} == set()


def test_macros_import_ribbon_alone() -> None:
    """The buttons that check nothing wait for no check."""
    assert {"progress_xl.checks", "progress_xl.reading", "progress_xl.forms"} & (
        loaded(f"{XLWINGS}\nfrom progress_xl.excel import ribbon") - loaded(XLWINGS)
    ) == set()
