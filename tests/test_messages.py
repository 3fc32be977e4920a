"""The catalogue: every code, in both languages, with its slots and without."""

from string import Formatter

import pytest

from progress_xl.errors import ProgressXLError
from progress_xl.findings import Finding, has_errors
from progress_xl.messages import CATALOGUE, LANGUAGES, SEVERITIES, SEVERITY_NAMES, Lang, render

# DESIGN section 10.
CODES = """
    unreadable-file encrypted-file too-large not-a-form wrong-period form-mismatch
    missing-column unknown-column duplicate-column
    number-changed task-changed task-missing task-unknown duplicate-task unit-unknown lead-unit
    missing-value too-long not-in-list reason-missing reason-unexpected formula-text
    overdue due-soon late-submission missing-submission
    behind-pace status-disagrees target-met
    conflict superseded
""".split()  # noqa: SIM905 - a list to be read beside the design
NOTICES = ["unknown-column", "formula-text", "superseded", "target-met"]


def _slots(code: str, lang: Lang) -> set[str]:
    template = CATALOGUE[code]
    texts = template.zh if lang == "zh" else template.en
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def _leaves(kind: type[ProgressXLError]) -> list[type[ProgressXLError]]:
    return [leaf for child in kind.__subclasses__() for leaf in (_leaves(child) or [child])]


def test_every_code_of_the_design_is_there() -> None:
    assert [code for code in CODES if code not in CATALOGUE] == []


@pytest.mark.parametrize("code", NOTICES)
def test_code_that_only_informs_is_a_notice(code: str) -> None:
    assert CATALOGUE[code].severity == "notice"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_message_renders_with_its_slots(code: str, lang: Lang) -> None:
    details = {name: f"<{name}>" for name in _slots(code, lang)}
    text = " ".join(render(code, details, lang))
    assert all(value in text for value in details.values())
    assert "{" not in text
    assert "?" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_message_renders_without_its_slots(code: str, lang: Lang) -> None:
    message, remedy = render(code, {}, lang)
    assert message.strip()
    assert remedy.strip()


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_speak_of_the_same_slots(code: str) -> None:
    assert _slots(code, "zh") == _slots(code, "en")
    assert all(name.isidentifier() for name in _slots(code, "zh"))


@pytest.mark.parametrize("code", CATALOGUE)
def test_message_and_remedy_are_whole_sentences(code: str) -> None:
    message, remedy = CATALOGUE[code].zh
    assert remedy.endswith("。")
    assert message.endswith(("。", "}"))
    assert CATALOGUE[code].severity in SEVERITIES
    assert code == code.lower().replace("_", "-")


def test_value_with_braces_is_quoted_as_it_is() -> None:
    message, _ = render("not-in-list", {"choices": "是、否", "value": "{0} {x} %s"})
    assert "{0} {x} %s" in message


def test_every_error_has_a_message() -> None:
    leaves = _leaves(ProgressXLError)
    assert leaves
    assert [leaf for leaf in leaves if leaf.code not in CATALOGUE] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_severities_have_names(lang: Lang) -> None:
    assert set(SEVERITY_NAMES[lang]) == set(SEVERITIES)


@pytest.mark.parametrize(("lang", "start"), [("zh", "E9（进展情况）："), ("en", "E9 (进展情况): ")])
def test_finding_says_first_where_it_is(lang: Lang, start: str) -> None:
    finding = Finding("missing-value", cell="E9", column="进展\n情况（200字以内）")
    assert finding.text(lang)[0].startswith(start)


def test_finding_without_a_cell_says_what_is_wrong_at_once() -> None:
    assert Finding("missing-column", details={"heading": "备注"}).message.startswith("表头缺少“备注”列")


def test_finding_as_a_dictionary_has_the_contracts_keys() -> None:
    finding = Finding("missing-value", sheet="甲", cell="E9", row=9, column="进展", task="141")
    given = finding.to_dict("en")
    assert list(given) == [
        *["code", "severity", "sheet", "cell", "row", "column", "task", "value", "message", "remedy"],
    ]
    assert given["message"] == finding.text("en")[0]


def test_only_errors_count_as_errors() -> None:
    assert has_errors([Finding("unknown-column"), Finding("missing-value")])
    assert not has_errors([Finding("unknown-column"), Finding("overdue")])
