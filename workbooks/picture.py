"""Renders the README's picture from the demo: a marked sheet as LibreOffice shows it.

    python workbooks/picture.py

Needs progress_xl, LibreOffice, pdftoppm and a Chinese font.
"""

import subprocess
import tempfile
from pathlib import Path

from progress_xl.demo import run_demo

PICTURE = Path(__file__).parent / "marked-sheet.png"
MARKED = Path("monthly", "退回", "云澜市科技局2026年7月报送.xlsx")


def render(sheet: Path, picture: Path, resolution: int = 75) -> None:
    """The first page of a workbook as a PNG, cut to what is printed on it."""
    folder = sheet.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, sheet],
        check=True,
        capture_output=True,
    )
    page = ["-x", "0", "-y", "0", "-W", "1240", "-H", "420"]
    command = ["pdftoppm", "-r", str(resolution), *page, "-png", "-singlefile"]
    subprocess.run([*command, sheet.with_suffix(".pdf"), picture.with_suffix("")], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        run_demo(Path(folder))
        render(Path(folder) / MARKED, PICTURE)
