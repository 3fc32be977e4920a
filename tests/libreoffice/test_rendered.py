"""The demo's marked files as LibreOffice paints them: coloured where the findings say, plain again when mended."""

import json
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from progress_xl.demo import run_demo
from progress_xl.findings import Finding
from progress_xl.marks import PALETTE
from tests.libreoffice.python import python_with_uno

pytestmark = pytest.mark.libreoffice

DOTS = 60
INCH = 2540
FILLS = {look.fill for look in PALETTE.values()}
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
class Picture:
    """A sheet as painted; ``places`` are left, top, width and height of its cells in hundredths of a millimetre."""

    width: int
    pixels: bytes
    places: Mapping[str, Sequence[int]]

    def fill(self, cell: str) -> str:
        """The colour that most of a cell has."""
        left, top, width, height = (side * DOTS // INCH for side in self.places[cell])
        colors: Counter[bytes] = Counter()
        for y in range(top + 2, top + height - 1):
            for x in range(left + 2, left + width - 1):
                start = 3 * (y * self.width + x)
                colors[self.pixels[start : start + 3]] += 1
        return colors.most_common(1)[0][0].hex().upper()

    def lit(self) -> set[str]:
        """The cells that have a colour of ours."""
        return {cell for cell, place in self.places.items() if min(place[2:]) > 200 and self.fill(cell) in FILLS}


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
    pictures = _paint(home, jobs)
    return Painted(
        found, dict(zip(names, pictures, strict=False)), dict(zip(MENDED, pictures[len(names) :], strict=True))
    )


def _paint(home: Path, jobs: Sequence[dict[str, object]]) -> list[Picture]:
    """Have LibreOffice open, type and print, in one process with a profile of its own."""
    for number, job in enumerate(jobs):
        job["pdf"] = str(home / f"{number}.pdf")
    command = [python_with_uno(), str(Path(__file__).with_name("office.py")), str(home / "profile")]
    done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, done.stderr
    places = json.loads(done.stdout)
    return [_picture(str(job["pdf"]), cells) for job, cells in zip(jobs, places, strict=True)]


def _picture(pdf: str, places: Mapping[str, Sequence[int]]) -> Picture:
    command = ["pdftoppm", "-r", str(DOTS), "-f", "1", "-l", "1", "-aa", "no", "-aaVector", "no", pdf]
    kind, size, _depth, pixels = subprocess.run(command, check=True, capture_output=True).stdout.split(b"\n", 3)
    assert kind == b"P6"
    return Picture(int(size.split()[0]), pixels, places)


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
