"""Conditions with many words: they must fit into what Excel takes of a program, 255 characters."""

from progress_xl.checks.formulas import is_none_of, is_one_of
from progress_xl.forms.vocabulary import STATUS_VOCABULARY

DONE = [word for word, kind in STATUS_VOCABULARY.items() if kind == "done"]


def test_all_words_of_done_fit_with_room_for_the_day_and_the_marker() -> None:
    assert len(DONE) > 10
    assert max(len(is_none_of("$AF1000", DONE)), len(is_one_of("$AF1000", DONE))) < 180


def test_few_words_are_compared_one_by_one() -> None:
    assert is_one_of("{D}", ["是", "否"]) == 'OR(TRIM({D})="是",TRIM({D})="否")'
    assert is_none_of("{D}", ["是"]) == 'AND(TRIM({D})<>"是")'


def test_many_words_are_looked_for_in_one_text_each_between_bars() -> None:
    assert is_none_of("{D}", list("甲乙丙丁戊己庚")) == 'ISERROR(FIND("|"&TRIM({D})&"|","|甲|乙|丙|丁|戊|己|庚|"))'
    assert is_one_of("{D}", list("甲乙丙丁戊己庚")).startswith("ISNUMBER(FIND(")


def test_word_with_a_bar_or_too_many_words_are_compared_one_by_one() -> None:
    assert "FIND" not in is_one_of("{D}", [*"甲乙丙丁戊己", "庚|辛"])
    assert "FIND" not in is_one_of("{D}", [f"第{n}种完成情况" for n in range(60)])
