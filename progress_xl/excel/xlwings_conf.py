r"""xlwings' configuration of a user: lines of ``"KEY","value"``, in the code page that VBA reads.

VBA reads them in pairs with ``Input #``, takes the first line of a key whatever its case, and knows no UTF-8 mark:
after one, the first line is no line of its own. So lines are handled as bytes, and those of other keys never change.
"""

import re

_LINE = re.compile(rb'\s*"?([^",]*)"?\s*,\s*"?([^"\r\n]*)"?\s*')


def lines_of(content: bytes, key: str) -> list[bytes]:
    """The lines of a key as they stand, with their line ends."""
    return [line for line in content.splitlines(keepends=True) if _is_of(line, key)]


def value_of(content: bytes, key: str) -> bytes | None:
    """What a key is set to; ``None`` if it is not."""
    lines = lines_of(content, key)
    found = _LINE.match(lines[0]) if lines else None
    return found[2] if found else None


def with_value(content: bytes, key: str, value: bytes, line_end: bytes) -> bytes:
    """The content with ``key`` set wherever it stood, or at the end. ``line_end`` is for content that has none."""
    end = b"\r\n" if b"\r\n" in content else b"\n" if b"\n" in content else line_end
    line = b'"%b","%b"%b' % (key.encode("ascii"), value, end)
    return with_lines(content, key, [line] * max(1, len(lines_of(content, key))), end)


def with_lines(content: bytes, key: str, lines: list[bytes], line_end: bytes = b"\n") -> bytes:
    """The content with ``lines`` where the lines of ``key`` are: in their places, further ones at the end."""
    left = list(lines)
    out = []
    for line in content.splitlines(keepends=True):
        if not _is_of(line, key):
            out.append(line)
        elif left:
            out.append(left.pop(0))
    if left and out and not out[-1].endswith((b"\n", b"\r")):
        out[-1] += line_end
    return b"".join(out + left)


def _is_of(line: bytes, key: str) -> bool:
    found = _LINE.match(line)
    return found is not None and found[1].strip().upper() == key.encode("ascii").upper()
