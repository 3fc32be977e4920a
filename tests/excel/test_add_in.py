"""What the add-in says it was built from."""

import re
from importlib.metadata import version
from pathlib import Path

import progress_xl
from progress_xl.excel.add_in import ADD_IN, Versions, versions_in
from progress_xl.shipped import shipped
from tests.excel.machines import add_in

ROOT = Path(__file__).parents[2]


def test_the_shipped_one_is_of_this_package_and_of_the_xlwings_that_is_required() -> None:
    found = versions_in(shipped(ADD_IN).read_bytes())
    assert found == Versions(progress_xl.__version__, version("xlwings"))
    assert f'"xlwings=={found.xlwings}"' in re.sub(r"\s", "", (ROOT / "setup.py").read_text(encoding="utf-8"))


def test_other_files_are_none_of_ours() -> None:
    assert versions_in(None) is None
    assert versions_in(b"PK\3\4") is None
    assert versions_in(next((ROOT / "workbooks" / "samples").rglob("*.xlsx")).read_bytes()) is None


def test_one_that_does_not_tell_its_xlwings_is_ours_all_the_same() -> None:
    assert versions_in(add_in("0.0.1", "?")) == Versions("0.0.1", "?")
