"""A form that came in as it went out is no report."""

from tests.rounds.desk import Desk, codes, ledger
from tests.rounds.tables import WATER, WATER_FILE

UNITS = ["市水利局", "市财政局"]


def _blank(table: str) -> str:
    """Its headings alone."""
    return next(line for line in table.splitlines() if "进展" in line)


def test_its_unit_has_not_reported(issued: Desk) -> None:
    issued.send(WATER_FILE, _blank(WATER))
    result = issued.roll(expected=UNITS)
    assert [(row.unit, row.status, row.file) for row in result.ledger] == [(unit, "missing", None) for unit in UNITS]
    assert (result.rates.actual, result.rates.reporting_rate) == (0, 0)
    assert codes(result) == ["empty-form", "missing-submission", "missing-submission"]
    assert {unit: row["报送情况"] for unit, row in ledger(issued.master).items()} == dict.fromkeys(UNITS, "未报")


def test_it_takes_the_place_of_no_report(issued: Desk) -> None:
    issued.send(WATER_FILE, WATER, "2026-07-03T09:00")
    issued.roll(expected=UNITS)
    before = issued.texts()
    issued.send(f"更正{WATER_FILE}", _blank(WATER), "2026-07-05T09:00")
    result = issued.roll(expected=UNITS)
    assert issued.texts() == before
    assert [(row.unit, row.versions) for row in result.ledger] == [("市水利局", 1), ("市财政局", 0)]
    assert codes(result) == ["empty-form", "missing-submission"]


def test_again_with_the_same_files_changes_nothing(issued: Desk) -> None:
    issued.send(WATER_FILE, _blank(WATER))
    issued.roll(expected=UNITS)
    before = issued.master.read_bytes()
    issued.roll(expected=UNITS)
    assert issued.master.read_bytes() == before
