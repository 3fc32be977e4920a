"""XML as bytes with places: find elements, then cut and insert at byte offsets; every other byte stays.

A tree that is parsed and written again changes quotes, prefixes, empty-element tags and white space. Here expat
only says where each element stands, and edits are replacements of byte ranges.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, unescape

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")  # expat has seen that it is one
_SLASH = ord("/")
_ATTRIBUTE = r"""(?<=[\s"']){}\s*=\s*("[^"]*"|'[^']*')"""


class XmlError(ValueError):
    """The bytes are not XML that we accept: not well-formed, or with a document type declaration."""


@dataclass(slots=True, eq=False)
class Element:
    """One element and its byte offsets: ``start`` ``inner`` content ``inner_end`` ``end``."""

    namespace: str
    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int
    empty_tag: bool
    inner_end: int
    end: int
    children: "list[Element]" = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> "Iterator[Element]":
        """Children of that local name in this element's own namespace."""
        return (child for child in self.children if child.name == name and child.namespace == self.namespace)

    def find(self, *path: str) -> "Element | None":
        """First descendant along ``path`` of local names."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def get(self, name: str, default: str = "") -> str:
        """Value of an attribute without a namespace."""
        return self.attributes.get(name, default)

    def qualified(self, name: str) -> str:
        """``name`` with this element's prefix, as it must be spelled beside it."""
        return f"{self.prefix}:{name}" if self.prefix else name


class Xml:
    """One XML document in UTF-8 and the edits to be made to it.

    ``Xml(data)`` raises `XmlError`. Edits refer to the document as parsed; `content` applies them all.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = _parse(data)
        self._edits: list[tuple[int, int, bytes]] = []
        self._appended: dict[Element, list[bytes]] = {}

    def source(self, element: Element) -> bytes:
        """The element as it stands in the document."""
        return self.data[element.start : element.end]

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put ``new`` in place of the bytes from ``start`` to ``end``; ranges must not overlap."""
        self._edits.append((start, end, new))

    def insert(self, offset: int, new: bytes) -> None:
        """Put ``new`` at ``offset``, after what was inserted there before."""
        self._edits.append((offset, offset, new))

    def remove(self, element: Element) -> None:
        """Cut the element out."""
        self.replace(element.start, element.end, b"")

    def append(self, element: Element, new: bytes) -> None:
        """Put ``new`` at the end of the element's content."""
        self._appended.setdefault(element, []).append(new)

    def remove_children(self, element: Element, children: Sequence[Element]) -> None:
        """Cut children out; a tag that `append` had opened for them closes again as it was."""
        if (
            self.was_empty_tag(element)
            and b"".join(map(self.source, children)) == self.data[element.inner : element.inner_end]
        ):
            self.replace(element.inner - 2, element.end, b"/>")
            return
        for child in children:
            self.remove(child)

    def was_empty_tag(self, element: Element) -> bool:
        """Whether `append` has opened the element: the blank that it leaves before ``>`` tells."""
        return self.data[element.inner - 2 : element.inner] == b" >"

    def set(self, element: Element, name: str, value: str) -> None:
        """Set an attribute, named as it is spelled in the document."""
        encoded = encode_attribute(value)
        if found := self._attribute(element, name):
            self.replace(found.start(1) + 1, found.end(1) - 1, encoded.replace(b"'", b"&apos;"))
        else:
            end = element.inner - (2 if element.empty_tag else 1)
            self.insert(self._before_blanks(end), b" " + name.encode() + b'="' + encoded + b'"')

    def drop(self, element: Element, name: str) -> None:
        """Take an attribute away, if it is there."""
        if found := self._attribute(element, name):
            self.replace(self._before_blanks(found.start()), found.end(), b"")

    def _before_blanks(self, offset: int) -> int:
        while self.data[offset - 1 : offset].isspace():
            offset -= 1
        return offset

    def _attribute(self, element: Element, name: str) -> re.Match[bytes] | None:
        pattern = re.compile(_ATTRIBUTE.format(re.escape(name)).encode())
        return pattern.search(self.data, element.start, element.inner)

    def place(self, order: Sequence[str], name: str) -> int:
        """Offset inside the root where a child ``name`` belongs by the schema's ``order``, last of its name."""
        offset, rank = self.root.inner, order.index(name)
        for child in self.root.children:
            if child.namespace == self.root.namespace and child.name in order:
                if order.index(child.name) > rank:
                    break
                offset = child.end
        return offset

    def content(self) -> bytes:
        """The document with all edits."""
        return b"".join(self.pieces(0, len(self.data)))

    def pieces(self, start: int, end: int) -> Iterator[bytes]:
        """The edited document from offset ``start`` to ``end`` of the original; no edit may cross these."""
        at = start
        for first, last, new in sorted(self._all_edits(), key=lambda edit: edit[0]):
            if start <= first < end:
                yield self.data[at:first]
                yield new
                at = last
        yield self.data[at:end]

    def _all_edits(self) -> Iterator[tuple[int, int, bytes]]:
        yield from self._edits
        for element, added in self._appended.items():
            yield self._append_edit(element, b"".join(added))

    def _append_edit(self, element: Element, added: bytes) -> tuple[int, int, bytes]:
        if not element.empty_tag:
            return element.inner_end, element.inner_end, added
        close = b"</" + element.qualified(element.name).encode() + b">"
        return element.inner - 2, element.inner, b" >" + added + close


def _parse(data: bytes) -> Element:
    """The root of the tree of elements."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    top = Element("", "", "", {}, 0, 0, False, 0, 0)
    stack = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        found = _START_TAG.match(data, at)
        if not found:
            raise XmlError(f"start tag at byte {at}")
        inner = found.end()
        namespace, name, prefix = _split(tag)
        plain = _with_plain_keys(attributes) if attributes else attributes
        element = Element(namespace, name, prefix, plain, at, inner, data[inner - 2] == _SLASH, inner, inner)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        element = stack.pop()
        if not element.empty_tag:
            element.inner_end = parser.CurrentByteIndex
            element.end = data.index(b">", element.inner_end) + 1

    def characters(text: str) -> None:
        stack[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    _run(parser, data)
    parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None  # a cycle broken
    return top.children[0]


def _run(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error


def _refuse_doctype(*_: object) -> NoReturn:
    raise XmlError("document type declaration")


@lru_cache(maxsize=1024)
def _split(tag: str) -> tuple[str, str, str]:
    parts = tag.split(" ")
    if len(parts) == 1:
        return "", tag, ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def _with_plain_keys(attributes: dict[str, str]) -> dict[str, str]:
    """Names without a namespace as they are, others as ``{uri}name``."""
    if not attributes or " " not in "".join(attributes):
        return attributes
    parts = ((_split(key), value) for key, value in attributes.items())
    return {f"{{{uri}}}{name}" if uri else name: value for (uri, name, _), value in parts}


def tags(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Local name and attributes of every element in document order, faster than `Xml`. Raises `XmlError`."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.StartDoctypeDeclHandler = _refuse_doctype
    _run(parser, data)
    return [(_split(tag)[1], _with_plain_keys(attributes)) for tag, attributes in found]


def encode_text(text: str) -> bytes:
    """Text as the content of an element."""
    return escape(text).encode()


def encode_attribute(text: str) -> bytes:
    """Text as an attribute's value between double quotes; line breaks survive normalisation."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}).encode()


def decode_attribute(value: bytes) -> str:
    """The five predefined entities of a raw attribute value undone."""
    return unescape(value.decode(), {"&quot;": '"', "&apos;": "'"})
