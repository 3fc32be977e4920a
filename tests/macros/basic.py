"""VBA as LibreOffice's Basic can read it: that Basic has no conditional compilation and no named constants in Enum.

One module that it cannot compile keeps a whole library from running, and says nothing. Standard library only, since
it also runs under the Python that has ``uno``.
"""

import re

# A compiler that is neither VBA 7 nor a Mac's: the branches whose declarations LibreOffice knows.
HERE = {"VBA7": False, "Win64": False, "Mac": False}
CONSTANTS = {"VBA.vbBinaryCompare": "0", "VBA.vbTextCompare": "1", "VBA.vbDatabaseCompare": "2"}

_DIRECTIVE = re.compile(r"\s*#(Const|If|ElseIf|Else|End If)\b(.*?)(?:\bThen\b.*)?$")
_OPERATORS = ((r"\bNot\b", "not"), (r"\bOr\b", "or"), (r"\bAnd\b", "and"), (r"(?<![<>])=", "=="))


def for_libreoffice(text: str) -> str:
    """The same module, its conditional lines decided; every other line stays where it was."""
    for name, value in CONSTANTS.items():
        text = text.replace(name, value)
    names: dict[str, object] = dict(HERE)
    branches: list[tuple[bool, bool]] = []
    lines = [_decide(line, names, branches) for line in text.split("\n")]
    if branches:
        raise ValueError("an #If without its #End If")
    return "\n".join(lines)


def _decide(line: str, names: dict[str, object], branches: list[tuple[bool, bool]]) -> str:
    """``branches`` says of each open #If whether one of its branches was taken, and whether this one is."""
    directive = _DIRECTIVE.match(line)
    if not directive:
        return line if all(taken for _, taken in branches) else ""
    word, rest = directive[1], directive[2].split("'")[0]
    if word == "Const":
        name, _, value = rest.partition("=")
        names[name.strip()] = _value(value, names)
    elif word == "End If":
        branches.pop()
    else:
        before = branches.pop()[0] if word != "If" else False
        taken = not before and (word == "Else" or bool(_value(rest, names)))
        branches.append((before or taken, taken))
    return ""


def _value(expression: str, names: dict[str, object]) -> object:
    """A name that nobody defined is nothing."""
    for old, new in _OPERATORS:
        expression = re.sub(old, new, expression)
    unknown = dict.fromkeys(re.findall(r"[A-Za-z_]\w*", expression), 0)
    return eval(expression, {"__builtins__": {}}, {**unknown, **names})
