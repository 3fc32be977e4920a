"""A lazy pattern behaves as the compiled one, and compiles when first used."""

import re

import pytest

from progress_xl.text.patterns import lazy


def test_lazy_pattern_finds_what_the_compiled_one_finds() -> None:
    pattern, compiled = lazy(r"(?P<year>\d{4})年"), re.compile(r"(?P<year>\d{4})年")
    text = "2021年、2022年"
    assert [found["year"] for found in pattern.finditer(text)] == compiled.findall(text)
    assert pattern.sub("", text) == "、"
    assert pattern.pattern == compiled.pattern


def test_wrong_pattern_says_so_at_its_first_use() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.search("")
