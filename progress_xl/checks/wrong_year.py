"""wrong-year: the progress speaks of years or months that are not the period's."""

from collections.abc import Iterator

from progress_xl.checks.context import Context
from progress_xl.findings import Finding
from progress_xl.model import Submission
from progress_xl.text.mentions import foreign_mentions


def check(submission: Submission, context: Context) -> Iterator[Finding]:
    """Next steps are left alone: they speak of other months by right."""
    if context.period is None:
        return
    for entry in submission.entries:
        text = entry.progress
        if text is None or not ("年" in text or "月" in text or "季" in text or "截" in text or "20" in text):
            continue
        foreign = dict.fromkeys(mention.quote(text) for mention in foreign_mentions(text, context.period))
        if foreign:
            yield submission.finding(
                "wrong-year", entry, "progress", value=text, quotes="、".join(foreign), period=context.period.title
            )
