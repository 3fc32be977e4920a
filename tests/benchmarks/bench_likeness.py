"""How fast copied texts are found among very many, how many of them, and what that adds to a roll-up.

    python tests/benchmarks/bench_likeness.py            10,000 and 100,000 texts; a round of 300 workbooks of 40 rows
    python tests/benchmarks/bench_likeness.py --quick    small numbers, to see that the benchmark itself works

All times are processor seconds of one process, compared in the same run, the collector of cycles paused as in a
roll-up. Ten times as many texts may take up to twice as long each: they leave the processor's cache. Of texts made of
stock phrases more agree by accident, the more there are. The exit code is 1 if a goal is missed.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import progress_xl.rounds.checking as checking
from progress_xl import rollup
from progress_xl.text.likeness import Likeness, alike, letters
from tests.benchmarks.bench_rollup import AS_OF, DUE, Goal, _expected, _folder, _text, make_round
from tests.generator import Writer

COPIES = 200


def varied(rng: random.Random, count: int) -> list[str]:
    """Texts of about 150 characters that share words and some phrases, as those of offices do."""
    writer = Writer(rng)
    syllables = [chr(rng.randrange(0x4E00, 0x9000)) for _ in range(1200)]
    return [
        "，".join(
            writer._sentence(["{thing}"])[:-1] + "".join(rng.choices(syllables, k=9)) + f"{rng.randint(2, 480)}项"
            for _ in range(8)
        )
        for _ in range(count)
    ]


def stock(rng: random.Random, count: int) -> list[str]:
    """The worst case: texts put together from fifteen stock phrases, as in the benchmark of the roll-up."""
    return [_text(rng) for _ in range(count)]


def edited(rng: random.Random, text: str, edits: int) -> str:
    """A copy with other figures and so many words of two characters exchanged."""
    for place in rng.sample(range(len(text) - 2), edits):
        text = text[:place] + "改动" + text[place + 2 :]
    return "".join(rng.choice("23456789") if sign.isdigit() else sign for sign in text)


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The best of some runs."""

    def once() -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    gc.disable()
    try:
        return min(once() for _ in range(repeats))
    finally:
        gc.enable()


def growth(make: Callable[[random.Random, int], list[str]], few: int, many: int) -> float:
    """How many times longer ``many`` texts take than ``few``, by how many times more they are: 1 is linear."""
    texts = make(random.Random(1), many)
    short, long = seconds(lambda: Likeness(texts[:few])), seconds(lambda: Likeness(texts), 2)
    print(f"  {make.__name__:<8}{few:>8,} texts{short:8.3f} s{many:>10,} texts{long:8.3f} s")
    return long / short / (many / few)


def share_of_all_pairs(count: int) -> float:
    """Time of the index by time of comparing all pairs."""
    texts = varied(random.Random(2), count)
    keys = [letters(text) for text in texts]
    all_pairs = seconds(lambda: sum(alike(one, other) for one, other in combinations(keys, 2)), 1)
    return seconds(lambda: Likeness(texts)) / all_pairs


def missed(make: Callable[[random.Random, int], list[str]], count: int, edits: int) -> float:
    """Percent of edited copies among ``count`` texts that are not found."""
    rng = random.Random(3)
    texts = make(rng, count)
    index = Likeness([*texts, *(edited(rng, text, edits) for text in texts[:COPIES])])
    return 100 - 100 * sum(count + place in index.others(place) for place in range(COPIES)) / COPIES


def share_of_rollup(files: int, rows: int) -> float:
    """Percent of a whole roll-up that the search for copies takes."""
    spent: list[float] = []
    find = checking.find_copies

    def timed(*given: Any) -> Any:
        begin = time.process_time()
        found = find(*given)
        spent.append(time.process_time() - begin)
        return found

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "round")
        make_round(home, files, rows, seed=1)
        checking.find_copies = timed
        master = Path(folder, "总表.xlsx")
        whole = seconds(
            lambda: rollup([_folder(home)], master=master, expected=_expected(home), due=DUE, as_of=AS_OF), 1
        )
    checking.find_copies = find
    return 100 * spent[0] / whole


def goals(options: argparse.Namespace) -> Iterator[Goal]:
    few, many = options.few, options.many
    yield Goal("growth, varied texts (1 is linear)", growth(varied, few, many), 2)
    yield Goal("growth, stock phrases", growth(stock, few, many), 3)
    yield Goal(f"index to all pairs of {options.pairs:,} texts", share_of_all_pairs(options.pairs), 0.05)
    for edits in (0, 1, 2):
        yield Goal(f"missed of varied copies with {edits} edits", missed(varied, many, edits), 2 * edits, " %")
    yield Goal("missed of stock copies with one edit", missed(stock, few, 1), 2, " %")
    yield Goal(f"search in a roll-up of {options.files} files", share_of_rollup(options.files, 40), 5, " %")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    numbers = {"few": 1000, "many": 4000, "pairs": 300, "files": 10}
    for name, full in {"few": 10_000, "many": 100_000, "pairs": 1000, "files": 300}.items():
        setattr(options, name, numbers[name] if options.quick else full)
    return options


def main() -> int:
    results = []
    for goal in goals(parse()):
        results.append(goal)
        verdict = "met" if goal.met else "MISSED"
        print(f"  {goal.name:<48}{goal.value:8.4f}{goal.unit}  goal {goal.limit:g}{goal.unit}: {verdict}", flush=True)
    return 0 if all(goal.met for goal in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
