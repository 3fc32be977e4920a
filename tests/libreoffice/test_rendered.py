"""The demo's marked files as LibreOffice paints them: coloured where the findings say, plain again when mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from progress_xl.demo import run_demo
from progress_xl.findings import Finding
from progress_xl.marks import PALETTE
from tests.libreoffice.painting import Picture, paint

pytestmark = pytest.mark.libreoffice

# What mends a cell, by the file it is in; the other marks of these files stay.
MENDED = {
    "monthly/退回/云澜市科技局2026年7月报送.xlsx": ("D5", "按计划推进。"),
    "monthly/退回/市工信局7月进展.xlsx": ("D6", "是"),
    "quarterly-target/退回/市教育局2026年二季度目标任务.xlsx": ("F6", "设备尚未到货。"),
    "quarterly-target/退回/云澜市商务局2026年第二季度报送.xlsx": ("G6", "继续推进。"),
    "quarterly-status/退回/市工业和信息化局2026年二季度落实情况.xlsx": ("E3", "按计划推进。"),
    "quarterly-status/退回/云澜市文化和旅游局2026年二季度.xlsx": ("F6", "序时推进"),
}


@dataclass(frozen=True)
class Painted:
    """The demo's marked files, as sent back and after a cell of each was mended, with the findings on them."""

    found: Mapping[str, Sequence[Finding]]
    marked: Mapping[str, Picture]
    mended: Mapping[str, Picture]


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Painted:
    home = tmp_path_factory.mktemp("painted")
    results = run_demo(home / "demo")
    found = {
        Path(file.path).relative_to(home / "demo").as_posix().replace("/报送/", "/退回/"): file.findings
        for result in results
        for file in result.files
    }
    names = sorted(path.relative_to(home / "demo").as_posix() for path in (home / "demo").glob("*/退回/*"))
    jobs = [{"open": str(home / "demo" / name)} for name in names]
    jobs += [{"open": str(home / "demo" / name), "type": dict([MENDED[name]])} for name in MENDED]
    pictures = paint(home, jobs)
    return Painted(
        found, dict(zip(names, pictures, strict=False)), dict(zip(MENDED, pictures[len(names) :], strict=True))
    )


def test_marked_cells_are_coloured_and_no_others(painted: Painted) -> None:
    assert len(painted.marked) >= 13
    lit = {name: picture.lit() for name, picture in painted.marked.items()}
    assert lit == {name: {finding.cell for finding in painted.found[name] if finding.cell} for name in painted.marked}


def test_each_cell_has_the_colour_of_its_finding(painted: Painted) -> None:
    for name, picture in painted.marked.items():
        for finding in painted.found[name]:
            if finding.cell:
                look = PALETTE.get(finding.code, PALETTE[finding.severity])
                assert picture.fill(finding.cell) == look.fill, (name, finding)


@pytest.mark.parametrize("name", MENDED, ids=lambda name: name.rpartition("/")[2])
def test_mended_cell_is_plain_and_the_others_stay(painted: Painted, name: str) -> None:
    cell, _ = MENDED[name]
    assert cell in painted.marked[name].lit()
    assert painted.mended[name].lit() == painted.marked[name].lit() - {cell}
