"""Quantities in their clauses: what is said left and right of each, and before it in the same sentence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from progress_xl.text.quantities import Quantity, find_quantities, plain_text

_SENTENCE = re.compile(r"[。;!?\n]")
_CLAUSE = re.compile(r"[,﹐:—()\[\]。;!?\n]")
_ITEM = re.compile(r"[、,﹐:—()\[\]。;!?\n]")
# A remark without figures (改、扩) is passed over, so that what it parts stays one clause.
_REMARK = re.compile(r"\([^()0-9]{0,40}\)|\[[^\[\]0-9]{0,40}\]")
_FORM_UNIT = re.compile(r"(?<![任头办导管])单位: ?([^0-9,;。:\n ]{1,5})(?=[,;。﹐\n ]|$)")
_HEADING_UNIT = re.compile(r"\((?:单位:)?([^()0-9]{1,5})\)[ :]{0,2}$")
_THRESHOLD = re.compile(r"及?以[上下内]的?[一-鿿]")
_LOOK_BACK, _LOOK_AHEAD, _BEFORE = 80, 60, 160


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its surroundings, in half-width forms, without spaces and remarks in brackets.

    Attributes:
        left: from the clause's beginning, or from the quantity before, up to the quantity.
        right: from the quantity to the clause's end, a 、 or the next quantity.
        since: from the sentence's beginning, or from the quantity before, up to the quantity.
        before: the sentence up to the clause; ``after``: the clause that follows, up to its first quantity.
        head: what stands before the sentence.
        sentence: number of the sentence; ``clause``: of the clause.
        tail: from the quantity to the clause's end or a 、, through other quantities.
        qualifier: a threshold right before (the 50万元 of «50万元以上的村达到100个»).
        first: is the first quantity of its clause.
        aside: stands inside brackets.
        listed: continues an enumeration («1700家、1200家»): nothing but 、 between it and the quantity before.
        heading_unit: the unit that a bracket before the number gives, or a form: «危房改造(户) 3800», «单位：家；目标：36».
    """

    quantity: Quantity
    left: str
    right: str
    since: str
    before: str
    after: str
    head: str
    sentence: int
    clause: int
    tail: str
    qualifier: str
    first: bool
    aside: bool
    listed: bool
    heading_unit: str


def find_figures(text: str) -> list[Figure]:
    """The quantities of a text, bare numbers included, each with its clause."""
    quantities = find_quantities(text)
    return _Page(text, quantities).figures() if quantities else []


class _Page:
    """A text with the places of its marks; marks inside a quantity (thousands separators) are none."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self.raw = plain_text(text)
        self.plain = _REMARK.sub(lambda found: " " * len(found[0]), self.raw)
        self.quantities = quantities
        form = _FORM_UNIT.search(self.raw)
        self.form_unit = form[1] if form else ""
        self.starts = [quantity.span[0] for quantity in quantities]
        self.ends = [quantity.span[1] for quantity in quantities]
        self.sentences, self.clauses, self.items = map(self._places, (_SENTENCE, _CLAUSE, _ITEM))

    def _places(self, mark: re.Pattern[str]) -> list[int]:
        places = (found.start() for found in mark.finditer(self.plain))
        return [place for place in places if bisect_right(self.starts, place) == bisect_right(self.ends, place)]

    def figures(self) -> list[Figure]:
        return [self._figure(index) for index in range(len(self.quantities))]

    def _figure(self, index: int) -> Figure:
        start, end = self.quantities[index].span
        sentence, clause = bisect_left(self.sentences, start), bisect_left(self.clauses, start)
        sentence_start = self.sentences[sentence - 1] + 1 if sentence else 0
        clause_start = self.clauses[clause - 1] + 1 if clause else 0
        previous = self.ends[index - 1] if index else 0
        left = self._text(max(clause_start, previous, start - _LOOK_BACK), start)
        return Figure(
            self.quantities[index],
            left=left,
            right=self._text(end, min(self._until(self.items, end, index), end + _LOOK_AHEAD)),
            since=self._text(max(sentence_start, previous, start - _BEFORE), start),
            before=self._text(max(sentence_start, clause_start - _BEFORE), clause_start),
            after=self._after(end, index),
            head=self._text(max(0, sentence_start - _BEFORE), sentence_start),
            sentence=sentence,
            clause=clause,
            tail=self._text(end, min(self._end_of(self.items, end), end + _LOOK_AHEAD)),
            qualifier=self._qualifier(index, clause_start),
            first=previous <= clause_start,
            aside=self._is_aside(start),
            listed=previous > clause_start and not left.strip("、和及与"),
            heading_unit=self._heading_unit(start),
        )

    def _text(self, start: int, end: int) -> str:
        return self.plain[start:end].replace(" ", "")

    def _until(self, places: Sequence[int], at: int, index: int) -> int:
        """The first of ``places`` from ``at`` on, the next quantity or the end of the text."""
        found = bisect_left(places, at)
        following = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.plain)
        return min(places[found], following) if found < len(places) else following

    def _end_of(self, places: Sequence[int], at: int) -> int:
        found = bisect_left(places, at)
        return places[found] if found < len(places) else len(self.plain)

    def _after(self, end: int, index: int) -> str:
        """The next clause of the sentence, if it has no quantity of its own."""
        comma = self._until(self.clauses, end, index)
        close = self._end_of(self.clauses, comma + 1)
        if self.plain[comma : comma + 1] not in (",", "﹐") or self._until(self.clauses, comma + 1, index) < close:
            return ""
        return self._text(comma + 1, min(close, comma + _LOOK_AHEAD))

    def _qualifier(self, index: int, clause_start: int) -> str:
        if not index or self.ends[index - 1] <= clause_start:
            return ""
        start, end = self.quantities[index - 1].span
        return self._text(start, end + 2) if _THRESHOLD.match(self.plain, end) else ""

    def _is_aside(self, start: int) -> bool:
        low = max(0, start - _LOOK_BACK)
        return self.plain.rfind("(", low, start) > self.plain.rfind(")", low, start)

    def _heading_unit(self, start: int) -> str:
        found = _HEADING_UNIT.search(self.raw, max(0, start - 14), start)
        return found[1] if found else self.form_unit
