"""Errors: one line that says why and what to do, in both languages, across processes."""

import pickle

import pytest

from progress_xl import errors
from progress_xl.errors import FileError, ProgressXLError
from progress_xl.messages import LANGUAGES, Lang

LEAVES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ProgressXLError) and kind not in (ProgressXLError, FileError)
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_error_is_one_line(kind: type[ProgressXLError], lang: Lang) -> None:
    text = kind(path="a\nb.xlsx", reason="x\ny", form="f", value="v", name="n", choices="c").render(lang)
    assert text.strip()
    assert "\n" not in text


def test_text_of_an_error_is_the_chinese_line_with_its_remedy() -> None:
    error = errors.PathMissing(path="表.xlsx")
    assert str(error) == error.render("zh") == "找不到“表.xlsx”。 请核对路径和文件名。"
    assert error.render("en") == "“表.xlsx” does not exist. Check the path and the name."


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_error_comes_whole_out_of_another_process(kind: type[ProgressXLError]) -> None:
    error = kind(path="a.xlsx", reason="坏")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.details == error.details


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_tells_the_caller_in_one_sentence(kind: type[ProgressXLError]) -> None:
    assert kind.__doc__
    assert kind.__doc__.count("\n") == 0
    assert kind.__doc__.startswith("You ")


def test_codes_of_errors_are_their_own() -> None:
    codes = [kind.code for kind in LEAVES]
    assert sorted(codes) == sorted(set(codes))
