"""rule-broken: a value against the rule that the form's author wrote for its column."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.checks.values import reader_of, texts_in
from progress_xl.findings import Finding
from progress_xl.forms.rules import parse_rule
from progress_xl.model import Submission


def check(submission: Submission, _context: Context) -> Iterator[Finding]:
    layout = submission.layout
    for place in (*layout.places.values(), *layout.own):
        rule = place.column.rule
        if not rule:
            continue
        holds, read = parse_rule(rule), reader_of(place)
        for entry in submission.entries:
            value = read(entry)
            if value is not None and not all(map(holds, texts_in(value, entry, submission))):
                yield submission.finding_at(
                    "rule-broken",
                    entry,
                    place,
                    value=value,
                    own_message=place.column.rule_message,
                    rule=f"应符合“{rule}”",
                )
