"""Full-width forms, Chinese numerals, and length as Excel's LEN counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress_xl.text.numerals import arabic_dates, chinese_number, excel_length, half_width, narrow, squeeze


@given(st.text())
def test_length_is_the_number_of_utf16_code_units(text: str) -> None:
    assert excel_length(text) == len(text.strip().encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "length"), [("进展", 2), (" 进展\n", 2), ("𠀀", 2), ("a𠀀b", 4), ("一\n二", 3), ("\u3000", 0)]
)
def test_length_counts_as_excel_does(text: str, length: int) -> None:
    assert excel_length(text) == length


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("二〇二二", 2022), ("两", 2)],
)
def test_chinese_numeral_has_its_value(numeral: str, value: int) -> None:
    assert chinese_number(numeral) == value


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("二〇二二年十二月三十一日", "2022年12月31日"),
        ("第三季度", "第3季度"),
        ("十十月", "十十月"),
        ("一二十月", "一二十月"),
        ("三座水库", "三座水库"),
    ],
)
def test_numerals_become_digits_only_in_dates(text: str, plain: str) -> None:
    assert arabic_dates(text) == plain


@given(st.text())
def test_squeezed_text_holds_no_white_space_and_stays_when_squeezed_again(text: str) -> None:
    assert not any(character.isspace() for character in squeeze(text))
    assert squeeze(half_width(text)) == squeeze(text)


def test_narrowed_text_has_plain_ascii_forms() -> None:
    assert narrow("２０２２年（７月）－Ａ　ｂ") == "2022年(7月)-A b"


@given(st.text())
def test_narrowed_text_keeps_every_offset(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert all(one == other or half_width(one) == other for one, other in zip(text, narrow(text), strict=True))
