"""Joining what several units say about a shared task into one cell of the master.

The parts stand one under the other, the lead unit's first, each signed （单位）. Where all units say the same, or only
one has reported, the text stands unsigned as it was written.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from progress_xl.forms import Role
from progress_xl.model import Task
from progress_xl.text.units import same_unit


class Part(NamedTuple):
    """One unit's text for one cell of the master, and where it was read."""

    unit: str
    role: Role
    text: str
    file: str
    sheet: str
    cell: str
    sha256: str
    received: dt.datetime


def in_order(parts: Iterable[Part], task: Task) -> list[Part]:
    """The parts in the order of the task's units: lead first, units that the task does not name last."""

    def place(part: Part) -> int:
        return next((i for i, unit in enumerate(task.units) if same_unit(unit, part.unit)), len(task.units))

    return sorted(parts, key=lambda part: (place(part), part.unit))


def join(parts: Sequence[Part]) -> str:
    """The text of a master's cell from its parts, in their order."""
    if len(parts) == 1:
        return parts[0].text
    signers: dict[str, list[str]] = {}
    for part in parts:
        signers.setdefault(part.text, []).append(part.unit)
    if len(signers) == 1:
        return next(iter(signers))
    return "\n".join(f"{text}（{'、'.join(units)}）" for text, units in signers.items())
