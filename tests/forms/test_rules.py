"""Rules of a form's author."""

import pytest

from progress_xl.forms.rules import SPELLINGS, is_number, parse_rule


@pytest.mark.parametrize(
    ("rule", "value", "holds"),
    [
        *[
            ("数字", "12", True),
            ("数字", "１２", True),
            ("数字", "1,200.5", True),
            ("数字", "85%", True),
            ("数字", "约12", False),
        ],
        *[("日期", "2022-12-31", True), ("日期", "12月底前", True), ("日期", "长期", False)],
        *[
            (">=0", "0", True),
            (">=0", "-0.1", False),
            ("≥0", "1", True),
            ("<=100", "100", True),
            ("≤100", "100.5", False),
        ],
        *[("0..100", "0", True), ("0..100", "100", True), ("0..100", "101", False), ("0..100", "很多", False)],
        *[("-5 .. 5", "-5", True), ("-5..5", "6", False), (">=0", "", False)],
    ],
)
def test_rule_holds_for_what_it_says(rule: str, value: str, holds: bool) -> None:
    assert parse_rule(rule)(value) is holds


@pytest.mark.parametrize("rule", SPELLINGS)
def test_every_spelling_that_we_offer_is_understood(rule: str) -> None:
    assert callable(parse_rule(rule))


@pytest.mark.parametrize("rule", ["", "很多", "1..", "100..0", "> 0 或 < 3"])
def test_other_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="unknown rule"):
        parse_rule(rule)


@pytest.mark.parametrize(
    ("value", "number"), [("-5", True), ("+3.2%", True), ("-", False), ("=1", False), ("", False), ("nan", False)]
)
def test_plain_number_is_told_from_text(value: str, number: bool) -> None:
    assert is_number(value) is number
