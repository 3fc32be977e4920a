"""What is to be shown in a sheet: marks, as plain values. How they are shown is a target's business."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding shown in a sheet.

    ``cell`` is an A1 address; ``sheet`` a sheet's name, ``None`` for the first worksheet. ``condition`` is an
    Excel formula, true as long as the fault is there, in which ``{cell}`` stands for the marked cell and
    ``{X}`` (column letters) for the cell of column X in the same row; ``None`` lights the mark until it is
    cleared, unless its code has a condition of its own (``missing-value``).
    """

    cell: str
    sheet: str | None = None
    code: str = "missing-value"
    message: str = ""
    condition: str | None = None
