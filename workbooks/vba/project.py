"""A VBA project as a ``vbaProject.bin``: texts only, no compiled code, so that Excel compiles on first use."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vba.compound_file import compound_file
from vba.compression import compress

Kind = Literal["workbook", "sheet", "class", "standard"]

CODE_PAGE = "cp1252"
# The project's key and its three fields "not protected, no password, visible": the example of MS-OVBA 3.1.1.
_ID = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"
_PROTECTION = {
    "CMG": "0705D8E3D8EDDBF1DBF1DBF1DBF1",
    "DPB": "0E0CD1ECDFF4E7F5E7F5E7",
    "GC": "1517CAF1D6F9D7F9D706",
}
_EDITOR = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
# Excel finds a library by its key; the path is what the key meant where the reference was made.
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
    r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}
_BASES = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
    "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}
_NO_CACHE = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 1)


@dataclass(frozen=True)
class Module:
    """A module as it stands in its stream: text with its ``Attribute`` lines, ended by CR LF."""

    name: str
    kind: Kind
    text: str

    @property
    def content(self) -> bytes:
        return self.text.encode(CODE_PAGE)


def standard_module(source: str) -> Module:
    """A module from its ``.bas`` text, which begins with its name."""
    return Module(_name_in(source), "standard", _ended(source))


def class_module(source: str) -> Module:
    """A class from its ``.cls`` text: the head that only files have goes, what only streams have comes in."""
    name = _name_in(source)
    body = source[source.index("Attribute VB_Name") :]
    _, exposed, rest = body.partition("Attribute VB_Exposed = True\r\n")
    if not exposed:
        raise ValueError(f"{name}: an unexpected head")
    return Module(name, "class", _ended(_head(name, "class") + rest))


def document_module(name: str, kind: Literal["workbook", "sheet"]) -> Module:
    """The empty module behind a workbook or a sheet, whose code name it bears."""
    return Module(name, kind, _head(name, kind))


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """The compound file of a project (MS-OVBA 2.2)."""
    streams = {module.name: compress(module.content) for module in modules}
    storage = {"_VBA_PROJECT": _NO_CACHE, "dir": compress(_dir(name, modules)), **streams}
    return compound_file({"VBA": storage, "PROJECT": _project(name, modules), "PROJECTwm": _names(modules)})


def _name_in(source: str) -> str:
    line = next(line for line in source.splitlines() if line.startswith("Attribute VB_Name = "))
    return line.split('"')[1]


def _ended(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"


def _head(name: str, kind: Kind) -> str:
    document = kind != "class"
    values = {
        "Name": f'"{name}"',
        "Base": f'"{_BASES[kind]}"',
        "GlobalNameSpace": False,
        "Creatable": False,
        "PredeclaredId": document,
        "Exposed": True,
        "TemplateDerived": False,
        "Customizable": document,
    }
    return "".join(f"Attribute VB_{key} = {value}\r\n" for key, value in values.items())


def _project(name: str, modules: Sequence[Module]) -> bytes:
    """The stream PROJECT (2.3.1)."""
    kinds = {"workbook": "Document", "sheet": "Document", "class": "Class", "standard": "Module"}
    lines = [
        f'ID="{_ID}"',
        *(
            f"{kinds[module.kind]}={module.name}{'/&H00000000' if kinds[module.kind] == 'Document' else ''}"
            for module in modules
        ),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *(f'{key}="{value}"' for key, value in _PROTECTION.items()),
        "",
        "[Host Extender Info]",
        _EDITOR,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return ("\r\n".join(lines) + "\r\n").encode(CODE_PAGE)


def _names(modules: Sequence[Module]) -> bytes:
    """The stream PROJECTwm (2.3.3): each name in the code page and in Unicode."""
    pairs = (_narrow(module.name) + b"\0" + _wide(module.name) + b"\0\0" for module in modules)
    return b"".join(pairs) + b"\0\0"


def _dir(name: str, modules: Sequence[Module]) -> bytes:
    """The stream dir before compression (2.3.4.2)."""
    return b"".join(
        [
            _record(0x01, _long(1)),  # PROJECTSYSKIND: Windows
            _record(0x02, _long(0x409)),  # PROJECTLCID
            _record(0x14, _long(0x409)),  # PROJECTLCIDINVOKE
            _record(0x03, _short(int(CODE_PAGE.removeprefix("cp")))),  # PROJECTCODEPAGE
            _record(0x04, _narrow(name)),  # PROJECTNAME
            _record(0x05) + _record(0x40),  # PROJECTDOCSTRING
            _record(0x06) + _record(0x3D),  # PROJECTHELPFILEPATH
            _record(0x07, _long(0)),  # PROJECTHELPCONTEXT
            _record(0x08, _long(0)),  # PROJECTLIBFLAGS
            struct.pack("<HIIH", 0x09, 4, 1, 0),  # PROJECTVERSION, whose size leaves out the minor version
            _record(0x0C) + _record(0x3C),  # PROJECTCONSTANTS
            *(_reference(key, library) for key, library in _REFERENCES.items()),
            _record(0x0F, _short(len(modules))),  # PROJECTMODULES
            _record(0x13, _short(0xFFFF)),  # PROJECTCOOKIE
            *map(_module, modules),
            _record(0x10),  # terminator
        ]
    )


def _reference(name: str, library: str) -> bytes:
    content = _narrow(library)
    return b"".join(
        [
            _record(0x16, _narrow(name)) + _record(0x3E, _wide(name)),  # REFERENCENAME
            _record(0x0D, _long(len(content)) + content + bytes(6)),  # REFERENCEREGISTERED
        ]
    )


def _module(module: Module) -> bytes:
    """A module's record (2.3.4.2.3.2); its text begins at 0, since no compiled code stands before it."""
    return b"".join(
        [
            _record(0x19, _narrow(module.name)) + _record(0x47, _wide(module.name)),  # MODULENAME
            _record(0x1A, _narrow(module.name)) + _record(0x32, _wide(module.name)),  # MODULESTREAMNAME
            _record(0x1C) + _record(0x48),  # MODULEDOCSTRING
            _record(0x31, _long(0)),  # MODULEOFFSET
            _record(0x1E, _long(0)),  # MODULEHELPCONTEXT
            _record(0x2C, _short(0xFFFF)),  # MODULECOOKIE
            _record(0x21 if module.kind == "standard" else 0x22),  # MODULETYPE
            _record(0x2B),  # terminator
        ]
    )


def _record(key: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", key, len(content)) + content


def _long(value: int) -> bytes:
    return struct.pack("<I", value)


def _short(value: int) -> bytes:
    return struct.pack("<H", value)


def _narrow(text: str) -> bytes:
    return text.encode(CODE_PAGE)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
