"""What we compress is what others read: oletools decompresses it, and the specification's own examples come out."""

from pathlib import Path
from random import Random

import pytest
import xlwings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vba.compression import CHUNK, compress

from tests.macros.olevba import decompressed

SHIPPED = sorted(path for path in Path(xlwings.__file__).parent.rglob("*") if path.suffix in (".bas", ".cls"))
LINES = st.text(st.characters(codec="cp1252"), max_size=200).map(lambda text: text.encode("cp1252"))


# MS-OVBA 3.2.1 and 3.2.3: a text without repetitions, and one that is nothing else.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abcdefghijklmnopqrstuv.", "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e"),
        ("a" * 73, "0103b002614500"),
    ],
)
def test_examples_of_the_specification(text: str, expected: str) -> None:
    assert compress(text.encode()).hex() == expected


@settings(deadline=None)
@given(st.lists(LINES, max_size=60).map(b"\r\n".join))
@example(b"")
@example(b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa")
def test_text_comes_back(text: bytes) -> None:
    assert decompressed(compress(text)) == text


@settings(deadline=None, max_examples=20)
@given(LINES.filter(bool), st.integers(CHUNK - 300, 3 * CHUNK))
def test_text_longer_than_a_chunk_comes_back(line: bytes, length: int) -> None:
    text = (line * (length // len(line) + 1))[:length]
    assert decompressed(compress(text)) == text


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32), st.integers(0, 3000))
def test_chunk_that_cannot_shrink_is_stored(seed: int, more: int) -> None:
    noise = Random(seed).randbytes(CHUNK + more)
    assert len(compress(noise)) > len(noise)
    assert decompressed(compress(noise)) == noise


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_module_that_xlwings_ships_comes_back(path: Path) -> None:
    text = path.read_bytes()
    assert len(text) > 500
    assert decompressed(compress(text)) == text
    assert len(compress(text)) < len(text)
