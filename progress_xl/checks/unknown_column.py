"""unknown-column: a heading that the form does not know; its content is kept."""

from collections.abc import Iterator

from progress_xl.addresses import cell_name
from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    for extra in layout.extra:
        if extra.twin is None:
            cell = cell_name(layout.header_row, extra.position)
            yield submission.finding("unknown-column", heading=extra.heading, column=extra.heading, cell=cell)
