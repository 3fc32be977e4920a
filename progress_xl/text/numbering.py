"""Task numbers: in a column of their own, or in front of the task's text («141.发挥…»)."""

from progress_xl.text.numerals import half_width
from progress_xl.text.patterns import lazy

# After a bare space a measure word makes the number a quantity: «3 个项目开工».
_IN_FRONT = lazy(
    r"\s*[(（\[【]?(\d{1,5}(?:[-.－．]\d{1,4})*)(?:\s*[.．、)）\]】]\s*|\s+(?![个项件家户亩座条万亿千百名所处套公%年月]))"
    r"(?=[^\d\s]|(?:19|20)\d\d年)"
)
_NUMBER = lazy(r"[(\[【]?第?(\d+(?:[-.]\d+)*)[.、,)\]】项号]?")
_LEADING_ZEROS = lazy(r"^0+(?=\d)")


def task_number(cell: str) -> str:
    """A number cell's text in its plain form: full-width digits, leading zeros and a closing dot do not count."""
    if cell.isdigit() and cell.isascii() and cell[0] != "0":
        return cell
    plain = half_width(cell).strip()
    found = _NUMBER.fullmatch(plain)
    return _LEADING_ZEROS.sub("", found[1]) if found else plain


def split_number(task: str) -> tuple[str | None, str]:
    """Number in front of a task's text, or ``None``, and the text without it."""
    found = _IN_FRONT.match(task)
    if not found:
        return None, task
    return task_number(found[1]), task[found.end() :].strip()
