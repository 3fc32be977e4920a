"""A whole round with every kind of disorder gives exactly the findings that were put in, and loses nothing."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import load_workbook

import progress_xl as px
from progress_xl.messages import CATALOGUE
from tests.generator import MASTER_SHEET, SHAPES, Found, Round, make_round, revise

FORMS = list(SHAPES)
SIZES = [(1, 60, 20), (2, 60, 20), (3, 30, 6), (4, 34, 8), (5, 40, 12)]


@pytest.fixture(scope="module", params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("seed", "units", "tasks"), SIZES)
def test_finds_exactly_what_was_put_in_and_loses_nothing(
    tmp_path: Path, form: str, seed: int, units: int, tasks: int
) -> None:
    made = make_round(tmp_path, form, seed, units=units, tasks=tasks, titled=bool(seed % 2))
    given = _hashes(tmp_path, made.master)
    result = _rollup(made)
    _assert_same(_found(result), made.findings)
    _assert_findings_can_be_acted_on(made, result)
    assert _lost(made) == []
    assert _hashes(tmp_path, made.master) == given


@pytest.mark.parametrize("seed", [11, 12])
def test_same_files_again_leave_the_master_as_it_is(tmp_path: Path, form: str, seed: int) -> None:
    made = make_round(tmp_path, form, seed, units=34, tasks=8)
    first, content = _rollup(made), made.master.read_bytes()
    again = _rollup(made)
    assert made.master.read_bytes() == content
    assert _found(again) == _found(first)


@pytest.mark.parametrize("seed", [21, 22])
def test_newer_file_does_not_overwrite_the_coordinators_edit(tmp_path: Path, form: str, seed: int) -> None:
    made = make_round(tmp_path, form, seed, units=34, tasks=8)
    _rollup(made)
    revision = revise(made)
    result = _rollup(made)
    _assert_same(_found(result), revision.findings)
    assert result.conflicts
    texts = _texts(made.master)
    assert revision.text in texts[_master_cell(revision.cell)]
    assert any(revision.rival in text for text in texts.values())
    assert _lost(made) == []


def test_same_seed_gives_the_same_round(tmp_path: Path, form: str) -> None:
    rounds = [make_round(tmp_path / name, form, 31, units=30, tasks=6) for name in "ab"]
    assert rounds[0].findings == rounds[1].findings
    assert rounds[0].progress == rounds[1].progress


def _rollup(made: Round) -> "px.Rollup":
    return px.rollup(
        [made.folder],
        master=made.master,
        expected=made.expected,
        due=made.due,
        received=made.received,
        as_of=made.as_of,
    )


def _found(result: "px.Rollup") -> Counter[Found]:
    return Counter(Found(f.code, Path(f.path).name, f.cell, f.task) for f in result.findings)


def _assert_same(found: Counter[Found], wanted: Counter[Found]) -> None:
    missed, surplus = sorted(map(str, (wanted - found).elements())), sorted(map(str, (found - wanted).elements()))
    assert not missed + surplus, "\n".join(["missed:", *missed, "surplus:", *surplus])


def _assert_findings_can_be_acted_on(made: Round, result: "px.Rollup") -> None:
    """Each names its sheet if it names a cell, its text has every slot filled, and each missing unit is named."""
    for finding in result.findings:
        if finding.cell:
            assert finding.sheet == made.sheets[Path(finding.path).name]
        assert finding.severity == CATALOGUE[finding.code].severity
        assert finding.message
        assert finding.remedy
        assert "?" not in finding.message + finding.remedy
    messages = [finding.message for finding in result.findings if finding.code == "missing-submission"]
    assert all(any(f"“{unit}”" in message for message in messages) for unit in made.missing)


def _lost(made: Round) -> list[str]:
    """Progress texts of the accepted files that stand nowhere in the master."""
    everything = "\0".join(_texts(made.master).values())
    return [text for text in made.progress if text not in everything]


def _texts(path: Path) -> dict[tuple[str, int, int], str]:
    """Every value of a workbook by sheet, row and column counted from 0, hidden sheets included."""
    book = load_workbook(path)
    return {
        (name, row, column): str(value)
        for name in book.sheet_names
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if value != ""
    }


def _master_cell(cell: str) -> tuple[str, int, int]:
    """Place of an A1 address of the master's first columns."""
    return MASTER_SHEET, int(cell[1:]) - 1, ord(cell[0]) - ord("A")


def _hashes(home: Path, *changing: Path) -> dict[str, str]:
    paths = (path for path in sorted(home.rglob("*")) if path.is_file() and path not in changing)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
