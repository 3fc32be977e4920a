"""Quantities in their clauses: what is said left and right of each, and before it in the same sentence."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from progress_xl.text.measure_words import is_unit
from progress_xl.text.patterns import lazy
from progress_xl.text.qualifiers import is_attributive, may_qualify, qualifier_of
from progress_xl.text.quantities import Quantity, find_quantities, plain_text

_MARK = lazy(r"[。;!?\n,﹐:—()\[\]、]")
_SENTENCE_MARKS = frozenset("。;!?\n")
# A remark without figures (改、扩) is passed over, so that what it parts stays one clause.
_REMARK = lazy(r"\((?!不含|不包括|剔除)[^()0-9]{0,40}\)|\[[^\[\]0-9]{0,40}\]")
# One that leaves out a part («资产负债率(不含金融业)») belongs to the name.
_EXCEPTION = lazy(r"\(((?:不含|不包括|剔除)[^()0-9]{1,20})\)")
_FORM_UNIT = lazy(r"(?<![任头办导管])单位: ?([^0-9,;。:\n ]{1,5})(?=[,;。﹐\n ]|$)")
_HEADING_UNIT = lazy(
    r"\((?:单位:)?([^()0-9]{1,5})\)[ :\n]{0,2}(?:(?:年度|全年|本年)?(?:目标|计划|任务|指标)[值数量]?[ :]{0,2})?[≥>≤<]?$"
)
_CONNECTOR, _NO_NAME = lazy(r"(?:[、和及与]|以及)$"), lazy(r"(?:及?以[上下内]|左右)?(?:[、和及与]|以及)*")
_HEADS = lazy(r"每[十百千万]{1,2}名?(?:常住|户籍)?(?:人|户|老|儿童|居民)|[人户亩]均")
_IN, _LETTER = lazy(r"[^制定持正存实现]在[0-9]|^在[0-9]"), lazy(r"[一-鿿](?<![以左上及])")
_PLACE_WORDS = frozenset(("个", "家", "所", "处", "座", "镇", "乡", "村"))
_MOST = 200
_LOOK_BACK, _LOOK_AHEAD, _BEFORE, _HEADING = 80, 60, 160, 20


class Figure:
    """A quantity with its surroundings, in half-width forms, without spaces and remarks in brackets.

    Attributes:
        quantity: the number and its unit.
        left: from the clause's beginning, or from the quantity before, up to the quantity; without the name of the one before
            («3处公园和5家书店»).
        right: from the quantity to the clause's end, a 、 or the next quantity.
        since: from the sentence's beginning, or from the quantity before, up to the quantity.
        sentence: number of the sentence; ``clause``: of the clause.
        first: is the first quantity of its clause.
        listed: continues an enumeration («1700家、1200家»): nothing but 、 between it and the quantity before.
    """

    __slots__ = ("_index", "_page", "clause", "first", "left", "listed", "quantity", "right", "sentence", "since")

    def __init__(self, page: "_Page", index: int) -> None:
        self._page, self._index = page, index
        self.quantity = page.quantities[index]
        start, end = self.quantity.span
        self.sentence, self.clause = bisect_left(page.sentences, start), bisect_left(page.clauses, start)
        previous = page.ends[index - 1] if index else 0
        clause_start = page.clauses[self.clause - 1] + 1 if self.clause else 0
        left = page.text(max(clause_start, previous, start - _LOOK_BACK), start)
        self.right = page.text(end, min(page.next(page.items, end), page.following(index), end + _LOOK_AHEAD))
        self.since = page.text(max(page.sentence_start(self.sentence), previous, start - _BEFORE), start)
        self.first = previous <= clause_start
        self.listed = not self.first and bool(_NO_NAME.fullmatch(left))
        self.left = left if self.first else _of_this(left)

    @property
    def before(self) -> str:
        """The sentence up to the clause."""
        page, start = self._page, self._page.clauses[self.clause - 1] + 1 if self.clause else 0
        return page.text(max(page.sentence_start(self.sentence), start - _BEFORE), start)

    @property
    def head(self) -> str:
        """What stands before the sentence."""
        start = self._page.sentence_start(self.sentence)
        return self._page.text(max(0, start - _BEFORE), start)

    @property
    def heading(self) -> str:
        """The words up to the first comma or colon of what a full stop ends («二季度，…；…。»), if no quantity is among them."""
        page, start = self._page, self.quantity.span[0]
        begin = page.stops[bisect_left(page.stops, start) - 1] + 1 if page.stops and page.stops[0] < start else 0
        heading = page.headings.get(begin)
        if heading is None:
            end = page.next(page.clauses, begin)
            told = end - begin <= _HEADING and not page.holds(begin, end)
            heading = page.headings[begin] = page.text(begin, end) if told else ""
        return heading

    @property
    def after(self) -> str:
        """The next clause of the sentence, if it has no quantity of its own."""
        page, end = self._page, self.quantity.span[1]
        comma = min(page.next(page.clauses, end), page.following(self._index))
        if page.plain[comma : comma + 1] not in (",", "﹐"):
            return ""
        close = page.next(page.clauses, comma + 1)
        if page.following(self._index) < close:
            return ""
        return page.text(comma + 1, min(close, comma + _LOOK_AHEAD))

    @property
    def tail(self) -> str:
        """From the quantity to the clause's end or a 、, through other quantities."""
        end = self.quantity.span[1]
        return self._page.text(end, min(self._page.next(self._page.items, end), end + _LOOK_AHEAD))

    @property
    def per(self) -> bool:
        """Whether its clause counts by heads: 每千人口, 人均."""
        page, start = self._page, self.quantity.span[0]
        if not page.counts_heads:
            return False
        clause = page.clauses[self.clause - 1] + 1 if self.clause else 0
        return bool(_HEADS.search(page.plain, max(clause, start - _LOOK_BACK), start))

    @property
    def note(self) -> str:
        """From the quantity to the sentence's end, remarks in brackets included."""
        page, end = self._page, self.quantity.span[1]
        return page.raw[end : min(page.next(page.sentences, end), end + 2 * _LOOK_AHEAD)]

    @property
    def remarked(self) -> bool:
        """Whether a remark in brackets follows."""
        end = self.quantity.span[1]
        return self._page.raw[end : end + 1] == "("

    @property
    def aside(self) -> bool:
        """Whether it stands inside brackets."""
        start = self.quantity.span[0]
        low = max(0, start - _LOOK_BACK)
        return self._page.plain.rfind("(", low, start) > self._page.plain.rfind(")", low, start)

    @property
    def qualifier(self) -> str:
        """What kind of things are counted by size (50万元以上的村, 10千伏线路) or exception (不含…)."""
        return (qualifier_of(self.left) or qualifier_of(self.right)) if self._page.qualified else ""

    @property
    def heading_unit(self) -> str:
        """The unit that a bracket before the number gives, or a form: «危房改造(户) 3800», «单位：家；目标：36»."""
        start = self.quantity.span[0]
        found = _HEADING_UNIT.search(self._page.raw, max(0, start - 20), start) or _FORM_UNIT.search(self._page.raw)
        return found[1] if found and is_unit(found[1]) else ""


def find_figures(text: str) -> list[Figure]:
    """The quantities of a text, bare numbers included, each with its clause; of a very long text the first 200.

    A task or a report of one has a few dozen at most; what compares figures with figures must end soon on any text.
    """
    quantities = _counting(text, find_quantities(text, _MOST))
    if not quantities:
        return []
    page = _Page(text, quantities)
    return [Figure(page, index) for index in range(len(quantities))]


def _counting(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Without numbers that tell kinds (50万元以上的村) or places (在17个乡镇硬化道路10万平方米)."""
    plain = plain_text(text)
    counting = [each for each in quantities if not is_attributive(plain, each.span[1], each.word)]
    return [each for each in counting if not _is_place(plain, each)] if "在" in plain else counting


def _of_this(left: str) -> str:
    """What stands between two quantities, without the name of the first where a word that joins comes last."""
    joined = _CONNECTOR.search(left)
    return joined[0] if joined else left


def _is_place(plain: str, quantity: Quantity) -> bool:
    start, end = quantity.span
    return quantity.word in _PLACE_WORDS and bool(_IN.match(plain, max(0, start - 2)) and _LETTER.match(plain, end))


class _Page:
    """A text with the places of its marks; a comma or a line break inside a quantity («1,200», «12\\n公里») is none."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        # Nothing far behind the last quantity is looked at.
        self.raw = plain_text(text)[: quantities[-1].span[1] + 2 * _LOOK_AHEAD]
        self.quantities = quantities
        self.starts = [quantity.span[0] for quantity in quantities]
        self.ends = [quantity.span[1] for quantity in quantities]
        remarks = "(" in self.raw or "[" in self.raw
        self.plain = _EXCEPTION.sub(r" \1 ", _REMARK.sub(self._blank, self.raw)) if remarks else self.raw
        self.counts_heads = "每" in self.plain or "均" in self.plain
        inside = self._inside()
        self.items = [place for place in (found.start() for found in _MARK.finditer(self.plain)) if place not in inside]
        self.clauses = [place for place in self.items if self.plain[place] != "、"]
        self.sentences = [place for place in self.clauses if self.plain[place] in _SENTENCE_MARKS]
        self.qualified = may_qualify(self.plain)
        self.headings: dict[int, str] = {}
        self.stops = [place for place in self.sentences if self.plain[place] != ";"]

    def _blank(self, remark: re.Match[str]) -> str:
        """A remark made blank, unless a spelled number stands in it."""
        return remark[0] if self.holds(*remark.span()) else " " * len(remark[0])

    def holds(self, start: int, end: int) -> bool:
        """Whether a quantity begins between two places."""
        at = bisect_left(self.starts, start)
        return at < len(self.starts) and self.starts[at] < end

    def _inside(self) -> set[int]:
        """The places of commas and line breaks that stand in a quantity."""
        quoted = ((start, self.raw[start:end]) for start, end in zip(self.starts, self.ends, strict=True))
        return {start + at for start, text in quoted for at, each in enumerate(text) if each in ",\n"}

    def text(self, start: int, end: int) -> str:
        return self.plain[start:end].replace(" ", "")

    def sentence_start(self, sentence: int) -> int:
        return self.sentences[sentence - 1] + 1 if sentence else 0

    def next(self, places: Sequence[int], at: int) -> int:
        """The first of ``places`` from ``at`` on, or the text's end."""
        found = bisect_left(places, at)
        return places[found] if found < len(places) else len(self.plain)

    def following(self, index: int) -> int:
        """Where the next quantity begins, or the text ends."""
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.plain)
