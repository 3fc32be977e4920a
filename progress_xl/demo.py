"""``progress-xl demo``: a made-up city's rounds, from the files that came in to the master and the files to send back."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from progress_xl.errors import CannotWrite, NotMarkable
from progress_xl.marking import highlight
from progress_xl.messages import Lang
from progress_xl.report import Report
from progress_xl.reports.console import console, print_rollup
from progress_xl.rounds import Rollup, rollup
from progress_xl.shipped import shipped


@dataclass(frozen=True, slots=True)
class _Round:
    folder: str
    title: str
    english: str
    due: dt.date
    as_of: dt.date


_ROUNDS = (
    _Round("monthly", "七月月报", "monthly report, July", dt.date(2026, 7, 28), dt.date(2026, 7, 31)),
    _Round("quarterly-target", "二季度目标", "second quarter, by targets", dt.date(2026, 7, 5), dt.date(2026, 6, 30)),
    _Round("quarterly-status", "二季度状态", "second quarter, by status", dt.date(2026, 7, 5), dt.date(2026, 6, 30)),
)
_MASTER, _UNITS, _RECEIPTS, _IN, _OUT = "总表.xlsx", "应报单位.txt", "receipts.tsv", "报送", "退回"
_PREVIOUS = "上期总表.xlsx"


def samples() -> Path:
    """The sample workbooks."""
    return shipped("samples")


def run_demo(folder: Path, lang: Lang = "zh") -> list[Rollup]:
    """Lay the samples out in ``folder``, run each round, mark the files that go back, and say where to look.

    Raises ``CannotWrite`` if ``folder`` holds anything else than an earlier demo.
    """
    _make_room(folder)
    out = console()
    results = []
    for round_ in _ROUNDS:
        place = folder / round_.folder
        shutil.copytree(samples() / round_.folder, place)
        result = _run(place, round_)
        results.append(result)
        out.rule(round_.title if lang == "zh" else round_.english)
        _show(out, result, list(_send_back(place, result)), lang)
    return results


def _make_room(folder: Path) -> None:
    ours = {round_.folder for round_ in _ROUNDS}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = sorted(path.name for path in folder.rglob("*") if not _is_ours(path.relative_to(folder)))
        if others:
            raise CannotWrite(path=str(folder), reason=f"文件夹中已有“{others[0]}”等其他内容")
        for name in ours:
            shutil.rmtree(folder / name, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=error.strerror or str(error)) from error


def _is_ours(path: Path) -> bool:
    """Whether a run of the demo put this file or folder, named from the demo's folder, there."""
    came_in = Path(*(_IN if part == _OUT else part for part in path.parts))
    return (samples() / came_in).exists() and path.parts[0] in {round_.folder for round_ in _ROUNDS}


def _run(place: Path, round_: _Round) -> Rollup:
    return rollup(
        [place / _IN],
        master=place / _MASTER,
        expected=place / _UNITS,
        received=place / _RECEIPTS,
        due=round_.due,
        as_of=round_.as_of,
        previous=place / _PREVIOUS if (place / _PREVIOUS).exists() else None,
    )


def _send_back(place: Path, result: Rollup) -> Iterator[Path]:
    """The files with findings on their cells, marked, in a folder of their own; what came in stays untouched."""
    target = place / _OUT
    target.mkdir()
    for file in result.files:
        if any(finding.cell for finding in file.findings):
            try:
                yield highlight(file.path, Report([file]), out=target / Path(file.path).name)
            except NotMarkable:
                continue


def _show(out: Console, result: Rollup, marked: list[Path], lang: Lang) -> None:
    print_rollup(result, lang)
    if marked:
        folder = marked[0].parent
        zh, en = f"已标记 {len(marked)} 个退回文件：{folder}", f"{len(marked)} marked files to send back: {folder}"
        out.print(zh if lang == "zh" else en, soft_wrap=True)
    out.print()
