"""What a heading says: its key for matching, and the rules written inside it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from progress_xl.text.numerals import half_width, squeeze

_MARKS = re.compile(r"[*☆★#:：]+")
_MAX_LENGTH = (
    re.compile(r"(?:控制在|不超过|不得超过|不多于|限|最多|以内?|≤|<=)(?:\d{1,5}[-—–~至到])?(\d{2,5})(?:个)?(?:汉)?字"),
    re.compile(r"(\d{2,5})(?:个)?(?:汉)?字(?:以内|之内|以下|内)"),
)
_LOCKED = re.compile(r"(?:不要|不得|请勿|勿|禁止|不能|严禁)(?:擅自|随意)?(?:改变|改动|修改|调整|变更)")
_NUMBER_LOCKED = re.compile(_LOCKED.pattern + r".{0,8}序号")
_REQUIRED = re.compile(r"必填|必须填写")


@dataclass(frozen=True, slots=True)
class HeadingRules:
    """Rules that an office writes into a heading («每项控制在200字以内», «不要改变前面序号»)."""

    max_length: int | None = None
    required: bool = False
    locked: bool = False
    number_locked: bool = False


_OPENING = re.compile(r"[(\[【〔]")


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """A heading without white space, line breaks, full-width forms and bracketed remarks."""
    plain = squeeze(heading)
    return _MARKS.sub("", _without_remarks(plain)) or _MARKS.sub("", plain).strip("()[]【】〔〕")


def _without_remarks(heading: str) -> str:
    """A heading without what stands in brackets, however deep; an open bracket reaches to the end."""
    if not _OPENING.search(heading):
        return heading
    depth, kept = 0, []
    for character in heading:
        depth += character in "([【〔"
        if not depth:
            kept.append(character)
        depth -= depth > 0 and character in ")]】〕"
    return "".join(kept)


@lru_cache(maxsize=4096)
def heading_rules(heading: str) -> HeadingRules:
    """The rules inside a heading's text."""
    plain = squeeze(half_width(heading))
    lengths = [int(found[1]) for pattern in _MAX_LENGTH for found in pattern.finditer(plain)]
    number_locked = bool(_NUMBER_LOCKED.search(plain))
    return HeadingRules(
        max_length=min(lengths, default=None),
        required=bool(_REQUIRED.search(plain)),
        locked=bool(_LOCKED.search(plain)) and not number_locked,
        number_locked=number_locked,
    )
