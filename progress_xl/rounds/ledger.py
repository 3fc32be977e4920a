"""The ledger 台账: who was expected, who reported, when, which version, on time or not."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from progress_xl.merging.matching import TaskList
from progress_xl.rounds.records import FileRecord
from progress_xl.text.units import same_unit

Standing = Literal["on-time", "late", "received", "missing"]
STANDINGS: dict[Standing, str] = {"on-time": "按时", "late": "迟报", "received": "已报", "missing": "未报"}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One unit.

    ``status`` goes by the first version, so that a correction asked for after the due day makes nobody late; it is
    ``received`` where no due date was given. ``received`` is the time of the version that counts and ``known_by`` how
    it is known: from the list of ``receipts``, the ``ledger`` as a person corrected it, or the file's ``modified`` time.
    Rows are counted in the versions that count, a task that several of them report on once; ``rows_expected`` are the
    tasks that the unit leads.
    """

    unit: str
    status: Standing
    received: dt.datetime | None = None
    known_by: str | None = None
    versions: int = 0
    rows_expected: int = 0
    rows_filled: int = 0
    rows_with_errors: int = 0
    file: str | None = None
    expected: bool = True

    def to_dict(self) -> dict[str, Any]:
        values = asdict(self)
        return values | {
            "received": self.received is not None,
            "received_at": self.received and self.received.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Rates:
    """The five measures that DHIS2 publishes for a data set: counts, and rates as shares of the expected."""

    expected: int
    actual: int
    reporting_rate: float
    on_time: int
    on_time_rate: float


def ledger_of(
    units: Sequence[str], files: Iterable[FileRecord], tasks: TaskList, due: dt.date | None
) -> list[LedgerRow]:
    """A row for each expected unit in the order given, then for the units that reported unexpected."""
    by_unit: dict[str, list[FileRecord]] = {}
    for record in files:
        by_unit.setdefault(record.unit, []).append(record)
    led = Counter(task.units[0] for task in tasks.tasks if task.units)
    expected = set(units)
    names = [*units, *(unit for unit in by_unit if unit not in expected)]
    return [_row(name, by_unit.get(name, ()), _led_by(name, led), due, name in expected) for name in names]


def _led_by(unit: str, led: Mapping[str, int]) -> int:
    return led[unit] if unit in led else sum(count for lead, count in led.items() if same_unit(lead, unit))


def _row(unit: str, files: Sequence[FileRecord], rows: int, due: dt.date | None, expected: bool) -> LedgerRow:
    if not files:
        return LedgerRow(unit, "missing", rows_expected=rows, expected=expected)
    sent = _in_order(files)
    used = counting(sent)
    return LedgerRow(
        unit=unit,
        status=standing(sent[0].receipt.at, due),
        received=used[-1].receipt.at,
        known_by=used[-1].receipt.by,
        versions=len(sent),
        rows_expected=rows,
        rows_filled=sum(record.filled for record in used),
        rows_with_errors=sum(record.with_errors for record in used),
        file=used[-1].file,
        expected=expected,
    )


def _in_order(files: Iterable[FileRecord]) -> list[FileRecord]:
    return sorted(files, key=lambda record: (record.receipt.at, record.file))


def counting(files: Iterable[FileRecord]) -> list[FileRecord]:
    """The files of a unit that count, in the order they came in."""
    sent = _in_order(files)
    return [record for record in sent if not record.superseded] or sent[-1:]


def standing(received: dt.datetime, due: dt.date | None) -> Standing:
    """On time through the whole of the due day."""
    if due is None:
        return "received"
    return "on-time" if received.date() <= due else "late"


def rates_of(ledger: Iterable[LedgerRow]) -> Rates:
    """The five measures over the expected units."""
    rows = [row for row in ledger if row.expected]
    expected, actual = len(rows), sum(row.status != "missing" for row in rows)
    on_time = sum(row.status == "on-time" for row in rows)
    share = (lambda count: round(count / expected, 6)) if expected else (lambda _count: 0.0)
    return Rates(expected, actual, share(actual), on_time, share(on_time))
