"""Texts that are nearly the same: when likeness is no accident, and an index that finds it among very many texts.

Two texts are *alike* when the letters they have in common exceed four times the letters that differ by at least
``MARGIN``. So twenty letters must be the same to the last one, forty may differ in one word, and long texts in a tenth
of theirs: short texts on parallel work («甲水库完工», «乙水库完工») are no copies of each other. Among many texts those are
looked for as well that are wholly, with twice ``MARGIN`` letters or more, in another one, figures and all (a copy with a sentence added).

The index (``Likeness``) compares no text with all others. It cuts each text into chunks at places that the content
itself gives, so that an edit spoils only the chunk it falls into (content-defined chunking, as in Muthitacharoen,
Chen and Mazières, «A low-bandwidth network file system», 2001), and looks only at texts that share a rare chunk. Texts
made of stock phrases, and large families of nearly equal texts, share no rare chunk; of these, the first or the last
half must be the same. So a copy with one word changed is found among any texts, one with several among texts that
differ as those of offices do (``bench_likeness`` counts what is missed). What is found does not depend on the order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice

from progress_xl.text.numerals import half_width

MARGIN = 20
_WEIGHT = 4

_NO_LETTERS = re.compile(r"[\W\d_①-⒛]+")
_NO_WORDS = re.compile(r"[\W_①-⒛]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

# In UTF-8 no ASCII byte is part of another character: digits, marks and spaces can be dropped from the bytes.
_DROPPED = bytes(code for code in range(128) if not chr(code).isalpha())
# The first byte of U+8000 to U+8FFF and of nothing else: about every tenth character of Chinese prose (设 调 资 近 责).
_CUT = b"\xe8"
# A long text costs no more than a short one: what follows the last cut is one chunk.
_MOST_CUTS = 8
# A chunk that more texts share than this is a stock phrase; one of fewer bytes is a sign of nothing.
_RARE, _WORD = 4, 15
# Bytes of the beginning or end that texts of stock phrases must share: of those so long, and of all others.
_LONG, _LONG_END, _SHORT_END = 270, 150, 60
# How many of a large family are looked at from each of its members.
_NEXT = 2
# How many keys are held at once while signs are counted.
_BATCH = 4096
# Different marks that texts with the same letters may have.
_MARKS = 10


def letters(text: str) -> str:
    """What a text says but for figures, punctuation, white space and full-width forms."""
    return half_width(_NO_LETTERS.sub("", text)).casefold()


def figures(text: str) -> list[str]:
    """The figures of a text as they are written, in order."""
    return _FIGURE.findall(half_width(text))


def alike(first: str, second: str) -> bool:
    """Whether two texts, as ``letters`` gives them, are so much the same that it is no accident."""
    most = _most_different(len(first) + len(second))
    return most >= 0 and (first == second or _differ_by_at_most(most, first, second))


def holds(one: str, other: str) -> bool:
    """Whether the shorter of two texts stands in the other, its figures too, and is long enough to be no accident."""
    return _is_within(letters(one), letters(other)) and _is_within(_spoken(one), _spoken(other))


def _is_within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 * MARGIN and short in long


def _spoken(text: str) -> str:
    """The letters and figures of a text."""
    return half_width(_NO_WORDS.sub("", text)).casefold()


def _most_different(both: int) -> int:
    """How many letters of two texts together may have no partner in the other; below 0 for texts too short."""
    return (both - 2 * MARGIN) // (2 * _WEIGHT + 1)


def _differ_by_at_most(most: int, first: str, second: str) -> bool:
    from rapidfuzz.distance import Indel  # few rounds have texts that come so far

    return Indel.distance(first, second, score_cutoff=most) <= most


class Likeness:
    """Which of many texts are alike, or in one another; each is known by its place in ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: dict[bytes, list[int]] = {}
        self._near: dict[bytes, list[bytes]] = {}
        self._around: dict[bytes, list[bytes]] = {}
        self._sort(self._candidates())

    def _candidates(self) -> set[tuple[bytes, bytes]]:
        """Pairs of keys that may be alike, the lesser first: they share a rare chunk, or a long beginning or end.

        Keys are made twice rather than kept: those of a large round would weigh as much as its reports.
        """
        rare, repeated = _signs(self._texts)
        families: dict[bytes, list[bytes]] = {}
        for place, key in enumerate(map(_key, self._texts)):
            chunks = key.split(_CUT, _MOST_CUTS)
            shared = [end for end in _ends(key) if hash(end) in repeated]
            if not rare.isdisjoint(chunks):
                shared += rare.intersection(chunks)
            if shared:
                self._places.setdefault(key, []).append(place)
            for piece in shared:
                families.setdefault(piece, []).append(key)
        return {pair for family in families.values() if len(family) > 1 for pair in _pairs(family)}

    def _sort(self, candidates: Iterable[tuple[bytes, bytes]]) -> None:
        """Tell the pairs that are alike, and those of which one is in the other, from the rest."""
        known: dict[bytes, str] = {}
        for first, second in candidates:
            for key in (first, second):
                if key not in known:
                    known[key] = letters(self._texts[self._places[key][0]])
            if alike(known[first], known[second]):
                pairs = self._near
            elif _is_within(known[first], known[second]):
                pairs = self._around
            else:
                continue
            pairs.setdefault(first, []).append(second)
            pairs.setdefault(second, []).append(first)

    def others(self, place: int) -> Iterator[int]:
        """The texts like that at ``place``: first those that differ in figures and punctuation at most, in order; last
        those in it, or around it.
        """
        key = _key(self._texts[place])
        same = self._places.get(key, ())
        if len(same) > 1 and _most_different(2 * len(letters(self._texts[place]))) >= 0:
            yield from (other for other in same if other != place)
        yield from self._at(self._near.get(key, ()))
        yield from (
            other for other in self._at(self._around.get(key, ())) if holds(self._texts[place], self._texts[other])
        )

    def _at(self, keys: Iterable[bytes]) -> list[int]:
        return sorted(place for key in keys for place in self._places[key])

    def repeated(self) -> Iterator[int]:
        """The places of all texts that may have others like them, in order."""
        own = {key for key, places in self._places.items() if len(places) > 1}
        return iter(self._at(own | self._near.keys() | self._around.keys()))


def _key(text: str) -> bytes:
    return text.encode(errors="surrogatepass").translate(None, _DROPPED)


def _ends(key: bytes) -> tuple[bytes, bytes]:
    length = _LONG_END if len(key) >= _LONG else _SHORT_END
    return key[:length], key[-length:]


def _signs(texts: Sequence[str]) -> tuple[set[bytes], set[int]]:
    """The rare chunks that several texts share, and the hashes of the ends that several have."""
    counts: Counter[bytes] = Counter()
    seen: set[int] = set()
    repeated: set[int] = set()
    for begin in range(0, len(texts), _BATCH):
        keys = list(map(_key, texts[begin : begin + _BATCH]))
        counts.update(chain.from_iterable([key.split(_CUT, _MOST_CUTS) for key in keys]))
        for end in map(hash, chain.from_iterable(map(_ends, keys))):
            if end in seen:
                repeated.add(end)
            else:
                seen.add(end)
    return {chunk for chunk, count in counts.items() if 1 < count <= _RARE and len(chunk) >= _WORD}, repeated


def _pairs(family: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Pairs that share enough; of a large family each text with the next ones in alphabetical order."""
    family = sorted(set(family))
    if len(family) <= _RARE:
        pairs: Iterable[tuple[bytes, bytes]] = combinations(family, 2)
    else:
        pairs = (pair for step in range(1, _NEXT + 1) for pair in zip(family, islice(family, step, None), strict=False))
    return (pair for pair in pairs if _may_be_alike(*pair))


def _may_be_alike(first: bytes, second: bytes) -> bool:
    """Whether two keys differ in little enough, marks included, or one is in the other, for their letters to be compared."""
    if first in second or second in first:
        return True
    said, again = first.decode(errors="ignore"), second.decode(errors="ignore")
    return _differ_by_at_most(_MARKS + _most_different(len(said) + len(again)), said, again)
