"""The functions for cells: VBA, Python and xlwings' own description of them agree."""

import ast
import inspect
import re

from build_macros import SOURCES

from progress_xl.excel import functions

TEXT = (SOURCES / "ProgressFunctions.bas").read_text(encoding="ascii")
FUNCTION = re.compile(
    r"^Public Function (?P<name>\w+)\((?P<parameters>.*)\) As Variant\n"
    r'    (?P=name) = AskPython\("(?P<asked>\w+)", Array\((?P<passed>.*)\)\)\nEnd Function$',
    re.MULTILINE,
)
# Words that VBA keeps for itself and that could name an argument (MS-VBAL 3.3.5.2).
RESERVED = {
    *[
        "and",
        "any",
        "as",
        "by",
        "case",
        "date",
        "each",
        "else",
        "end",
        "error",
        "exit",
        "false",
        "for",
        "function",
        "get",
        "go",
        "if",
        "in",
        "is",
        "let",
        "like",
        "lock",
        "loop",
        "me",
    ],
    *[
        "mod",
        "new",
        "next",
        "not",
        "nothing",
        "null",
        "on",
        "open",
        "option",
        "or",
        "print",
        "private",
        "public",
        "put",
        "resume",
        "return",
        "rem",
        "seek",
        "select",
        "set",
    ],
    *[
        "static",
        "step",
        "stop",
        "string",
        "sub",
        "then",
        "to",
        "true",
        "type",
        "unlock",
        "until",
        "wend",
        "while",
        "with",
        "write",
        "xor",
        "empty",
        "eqv",
        "imp",
    ],
}


def _python() -> dict[str, ast.FunctionDef]:
    """The functions as they are written: outside Windows xlwings' decorators leave no trace."""
    tree = ast.parse(inspect.getsource(functions))
    return {item.name: item for item in tree.body if isinstance(item, ast.FunctionDef) and item.decorator_list}


def _cell_functions() -> dict[str, list[ast.Call]]:
    """Their decorators."""
    calls = {
        name: [item for item in node.decorator_list if isinstance(item, ast.Call)] for name, node in _python().items()
    }
    return {name: found for name, found in calls.items() if any(_kind(call) == "func" for call in found)}


def _kind(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _doc(call: ast.Call) -> str:
    return next(ast.literal_eval(word.value) for word in call.keywords if word.arg == "doc")


def test_every_function_for_cells_has_its_vba_and_the_other_way_round() -> None:
    declared = re.findall(r"^Public Function (\w+)", TEXT, re.MULTILINE)
    forwarded = [(match["name"], match["asked"]) for match in FUNCTION.finditer(TEXT)]
    assert forwarded == [(name, name) for name in declared]
    assert sorted(declared) == sorted(_cell_functions())
    assert len(declared) == 4


def test_arguments_are_those_of_the_python_function() -> None:
    for match in FUNCTION.finditer(TEXT):
        expected = [
            ("" if parameter.default is inspect.Parameter.empty else "Optional ") + f"{name} As Variant"
            for name, parameter in inspect.signature(getattr(functions, match["name"])).parameters.items()
        ]
        assert match["parameters"].split(", ") == expected
        assert match["passed"].split(", ") == [words.removeprefix("Optional ").split()[0] for words in expected]


def test_no_argument_has_a_name_that_vba_keeps_for_itself() -> None:
    names = [
        name for function in _cell_functions() for name in inspect.signature(getattr(functions, function)).parameters
    ]
    assert len(names) >= 6
    assert [name for name in names if name.lower() in RESERVED] == []


def test_every_argument_and_answer_is_explained() -> None:
    for function, calls in _cell_functions().items():
        explained = [ast.literal_eval(call.args[0]) for call in calls if _kind(call) == "arg"]
        assert explained == list(inspect.signature(getattr(functions, function)).parameters)
        docs = [_doc(call) for call in calls if _kind(call) in ("arg", "ret")]
        assert len(docs) == len(explained) + 1
        assert all(0 < len(doc) <= 255 for doc in docs)


def test_functions_are_asked_of_the_add_in_alone() -> None:
    assert "ActiveWorkbook" not in TEXT
    assert TEXT.count("XLPy.CallUDF(") == 1
