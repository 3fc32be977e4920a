"""What helps a person at a cell: bars that show how large a number is, and lists to choose from."""

from collections.abc import Sequence

from progress_xl.ooxml.splice import encode_attribute
from progress_xl.ooxml.values import Choices, DataBar

# Excel 2007 reads the rule itself, with a gradient; all later ones the extension of [MS-XLSX] 2.3.11 beside it.
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_OF_RULE, _OF_SHEET = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}", "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
# Excel's limit for a list that stands in the validation itself.
LONGEST_LIST = 255


def data_bars_xml(bars: Sequence[DataBar], priority: int) -> str:
    """A ``conditionalFormatting`` for each bar (18.3.1.28), the first of the given priority."""
    return "".join(
        f'<conditionalFormatting sqref="{bar.sqref}"><cfRule type="dataBar" priority="{priority + place}"><dataBar>'
        f'<cfvo type="num" val="{bar.low:g}"/><cfvo type="num" val="{bar.high:g}"/><color rgb="FF{bar.color}"/></dataBar>'
        f'<extLst><ext xmlns:x14="{_X14}" uri="{_OF_RULE}"><x14:id>{_id(place)}</x14:id></ext></extLst>'
        "</cfRule></conditionalFormatting>"
        for place, bar in enumerate(bars)
    )


def extensions_xml(bars: Sequence[DataBar]) -> str:
    """The sheet's ``extLst``, its last element, with the bars in full: one colour, from the left edge."""
    if not bars:
        return ""
    spelled = "".join(_extended(bar, _id(place)) for place, bar in enumerate(bars))
    return (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{_OF_SHEET}">'
        f"<x14:conditionalFormattings>{spelled}</x14:conditionalFormattings></ext></extLst>"
    )


def _extended(bar: DataBar, identifier: str) -> str:
    ends = "".join(f'<x14:cfvo type="num"><xm:f>{end:g}</xm:f></x14:cfvo>' for end in (bar.low, bar.high))
    return (
        f'<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="dataBar" id="{identifier}">'
        f'<x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="none">{ends}</x14:dataBar>'
        f"</x14:cfRule><xm:sqref>{bar.sqref}</xm:sqref></x14:conditionalFormatting>"
    )


def _id(place: int) -> str:
    return f"{{70786C00-0000-4000-8000-{place + 1:012d}}}"


def choices_xml(lists: Sequence[Choices]) -> str:
    """The ``dataValidations`` (18.3.1.33). Raises `ValueError` for words that no list can hold."""
    spelled = [_validation(choices) for choices in lists]
    return f'<dataValidations count="{len(spelled)}">{"".join(spelled)}</dataValidations>' if spelled else ""


def _validation(choices: Choices) -> str:
    words = ",".join(choices.words)
    if len(words) > LONGEST_LIST or any("," in word or '"' in word for word in choices.words):
        raise ValueError(f"not a list of choices: {choices.words!r}")
    advice = f' errorStyle="warning" error="{encode_attribute(choices.advice).decode()}"' if choices.advice else ""
    formula = encode_attribute(f'"{words}"').decode().replace("&quot;", '"')
    return (
        f'<dataValidation type="list"{advice} allowBlank="1" showErrorMessage="1" sqref="{choices.sqref}">'
        f"<formula1>{formula}</formula1></dataValidation>"
    )
