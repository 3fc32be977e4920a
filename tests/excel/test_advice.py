"""The doctor's catalogue: every code in both languages, and one remedy for each thing to mend."""

from string import Formatter

import pytest

from progress_xl.excel.doctor import CHECKS, Diagnosis
from progress_xl.excel.doctor.advice import ADVICE, CHECK_NAMES, STATE_NAMES
from progress_xl.messages import CATALOGUE, LANGUAGES, Lang


def slots(texts: tuple[str, str]) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ADVICE)
def test_advice_renders_with_its_slots_and_without(code: str, lang: Lang) -> None:
    details = {name: f"<{name}>" for name in slots(ADVICE[code].zh)}
    text = " ".join(Diagnosis("python", code, details).text(lang))
    assert all(value in text for value in details.values())
    assert "{" not in text
    assert "{" not in Diagnosis("python", code).line(lang)


@pytest.mark.parametrize("code", ADVICE)
def test_both_languages_speak_of_the_same_slots(code: str) -> None:
    assert slots(ADVICE[code].zh) == slots(ADVICE[code].en)


@pytest.mark.parametrize("code", ADVICE)
def test_what_is_not_well_has_one_remedy_and_what_is_well_none(code: str) -> None:
    for message, remedy in (ADVICE[code].zh, ADVICE[code].en):
        assert message.endswith(("。", "."))
        assert bool(remedy) == (ADVICE[code].state != "ok")
        assert not remedy or remedy.endswith(("。", "."))


def test_codes_are_not_those_of_findings() -> None:
    assert set(ADVICE) & set(CATALOGUE) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_checks_and_states_have_names(lang: Lang) -> None:
    assert set(CHECK_NAMES) == set(CHECKS)
    assert all(names[lang] for names in CHECK_NAMES.values())
    assert set(STATE_NAMES[lang]) == {advice.state for advice in ADVICE.values()}


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "zh",
            "【需处理】加载项：加载项没有装到 Excel 的启动文件夹“C:\\XLSTART”。请关闭 Excel，运行 progress-xl excel install。",
        ),
        (
            "en",
            "[to mend] add-in: The add-in is not in Excel's start folder “C:\\XLSTART”. Quit Excel and run: progress-xl excel install.",
        ),
    ],
)
def test_a_line_says_state_check_message_and_remedy(lang: Lang, line: str) -> None:
    assert Diagnosis("add-in", "add-in-missing", {"path": "C:\\XLSTART"}).line(lang) == line
