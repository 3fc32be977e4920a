"""Sheets as LibreOffice paints them, to ask which colour a cell has."""

import json
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from progress_xl.marks import PALETTE
from tests.libreoffice.python import python_with_uno

DOTS = 60
INCH = 2540
FILLS = {look.fill for look in PALETTE.values()}


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


def paint(home: Path, jobs: Sequence[dict[str, object]]) -> list[Picture]:
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
