"""The samples in workbooks/ are what their script writes, and hold what they promise."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineError, CalamineWorkbook

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
SAMPLES = WORKBOOKS / "samples"
ROUNDS = ("monthly", "quarterly-target", "quarterly-status")
SENT = sorted(path for path in SAMPLES.glob("*/报送/*") if path.is_file())
DISORDERS = json.loads((SAMPLES / "disorders.json").read_text(encoding="utf-8"))
BROKEN = [SAMPLES / entry["round"] / entry["file"] for entry in DISORDERS if entry["code"] == "unreadable-file"]


def _build(folder: Path) -> None:
    """Build in a process of its own, under another hash seed and time zone, where every warning is an error."""
    command = [sys.executable, "-W", "error", str(WORKBOOKS / "build_samples.py"), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"})


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_committed_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    _build(tmp_path)
    built, committed = _contents(tmp_path), _contents(SAMPLES)
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == []


@pytest.mark.parametrize("path", [path for path in SENT if path not in BROKEN], ids=lambda path: path.name)
def test_every_whole_file_opens(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as book:
        assert len(book.get_sheet_by_index(0).to_python()) > 3


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_broken_file_does_not_open(path: Path) -> None:
    with pytest.raises(CalamineError):
        CalamineWorkbook.from_path(path)


@pytest.mark.parametrize("name", ROUNDS)
def test_each_round_has_its_master_its_units_and_a_receipt_for_every_file(name: str) -> None:
    folder = SAMPLES / name
    header, *receipts = _lines(folder / "receipts.tsv")
    assert (folder / "总表.xlsx").is_file()
    assert header.split("\t") == ["path", "received"]
    assert sorted(line.split("\t")[0] for line in receipts) == sorted(
        path.relative_to(folder).as_posix() for path in SENT if path.is_relative_to(folder)
    )


def test_samples_hold_twelve_units_three_kinds_of_file_and_stay_small() -> None:
    assert len(_lines(SAMPLES / "monthly" / "应报单位.txt")) >= 12
    assert {path.suffix for path in SENT} == {".xlsx", ".xls", ".ods"}
    assert max(len(content) for content in _contents(SAMPLES).values()) < 60_000


def test_every_disorder_names_a_sample_and_one_of_its_cells() -> None:
    for entry in DISORDERS:
        assert entry["round"] in ROUNDS
        assert entry["file"] is None or (SAMPLES / entry["round"] / entry["file"]) in SENT
        if entry["cell"]:
            row, column = coordinate_to_tuple(entry["cell"])
            with CalamineWorkbook.from_path(SAMPLES / entry["round"] / entry["file"]) as book:
                cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
            assert row <= len(cells), entry
            assert column <= len(cells[0]), entry


@pytest.mark.parametrize(
    "code",
    [
        *["unreadable-file", "not-a-form", "missing-column", "unknown-column", "duplicate-column"],
        *["number-changed", "task-changed", "task-missing", "task-unknown", "duplicate-task", "lead-unit"],
        *["missing-value", "too-long", "not-in-list", "reason-missing", "reason-unexpected", "formula-text"],
        *["overdue", "due-soon", "late-submission", "missing-submission", "superseded"],
        *["stale-text", "copied-text"],
    ],
)
def test_samples_show_every_disorder(code: str) -> None:
    assert code in {entry["code"] for entry in DISORDERS}
