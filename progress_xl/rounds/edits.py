"""What a coordinator has changed in the ledger: it counts as written there until the cell is emptied.

What the sheet says otherwise than we last wrote it is a person's. A time received becomes the file's own (a master's
ledger ranks above a file's time); who is expected, and what counts as reported, stay beside what the files tell.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from progress_xl.merging.versions import Receipt
from progress_xl.rounds.ledger import STANDINGS, LedgerRow, counting
from progress_xl.rounds.records import FileKey, FileRecord

EXPECTED, STANDING, RECEIVED = "应报", "报送情况", "收到时间"
Line = Mapping[str, str]
_BY_NAME = {name: standing for standing, name in STANDINGS.items()}


def told(row: LedgerRow) -> dict[str, str]:
    """What the ledger says of a unit in the columns that a person may correct."""
    return {
        EXPECTED: "是" if row.expected else "否",
        STANDING: STANDINGS[row.status],
        RECEIVED: row.received.strftime("%Y-%m-%d %H:%M") if row.received else "",
    }


def edits_of(lines: Mapping[str, Line], written: Mapping[str, Line]) -> dict[str, dict[str, str]]:
    """By unit and heading what stands in the ledger otherwise than it was ``written``; an emptied cell is ours again."""
    edits = {
        unit: {heading: lines[unit][heading] for heading in own if lines[unit].get(heading) not in (None, own[heading])}
        for unit, own in written.items()
        if unit in lines
    }
    return {unit: edit for unit, edit in sorted(edits.items()) if edit}


def take_times(files: dict[FileKey, FileRecord], edits: dict[str, dict[str, str]]) -> dict[FileKey, FileRecord]:
    """The files with the times that a person wrote; those are then no longer edits. A text that is no time stays one."""
    times: dict[str, Receipt] = {}
    for unit, edit in edits.items():
        sent = [record for record in files.values() if record.unit == unit]
        at = _time(edit.get(RECEIVED, "")) if sent else None
        if at:
            times[counting(sent)[-1].sha256] = Receipt(at, "ledger")
            del edit[RECEIVED]
    return {key: replace(each, receipt=times.get(each.sha256, each.receipt)) for key, each in files.items()}


def _time(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def with_edits(ledger: Iterable[LedgerRow], edits: Mapping[str, Line]) -> list[LedgerRow]:
    """The ledger as the coordinator sees it: as the sheet's own formulas count, whatever is not 未报 is reported."""
    return [_edited(row, edits[row.unit]) if row.unit in edits else row for row in ledger]


def _edited(row: LedgerRow, edit: Line) -> LedgerRow:
    status = _BY_NAME.get(edit[STANDING], "received") if STANDING in edit else row.status
    return replace(row, status=status, expected=edit[EXPECTED] == "是" if EXPECTED in edit else row.expected)
