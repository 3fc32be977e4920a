"""Open Packaging Conventions (ISO/IEC 29500-2): parts, content types, relationships, over a ZIP archive."""

import codecs
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import IO, NamedTuple
from urllib.parse import unquote

from progress_xl.errors import EncryptedFile, NotMarkable, TooLarge, UnreadableFile
from progress_xl.ooxml import vocabulary as v
from progress_xl.ooxml import zips
from progress_xl.ooxml.splice import Xml, XmlError, encode_attribute, tags

CONTENT_TYPES_PART = "[Content_Types].xml"
PART_LIMIT = 2 << 30
_NO_RELATIONSHIPS = f'<?xml version="1.0"?><Relationships xmlns="{v.PACKAGE_RELATIONSHIPS}"></Relationships>'.encode()
_LIST_END = re.compile(rb"</([\w.-]+:)?(?:Types|Relationships)\s*>\s*\Z")
_LIST_END_LENGTH = 100
_EMPTY = zips.Packed()
_REMEMBERED = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


Tags = list[tuple[str, dict[str, str]]]


class Relationship(NamedTuple):
    """One relationship; ``target`` is a part's name, or a URI if it is external."""

    id: str
    type: str
    target: str
    external: bool

    def is_a(self, kind: str) -> bool:
        """Whether the type is ``kind`` of either conformance class."""
        namespace, _, own = self.type.rpartition("/")
        return own == kind and namespace in (v.TRANSITIONAL.relationships, v.STRICT.relationships)


class Package:
    """The parts of a package by name, ``xl/workbook.xml`` style, and what is to be changed in them."""

    def __init__(self, members: Iterable[zips.Member], comment: bytes = b"") -> None:
        self._members = {member.name: member for member in members}
        self._by_folded_name = {name.lower(): name for name in reversed(self._members)}
        self._read: dict[str, bytes] = {}
        self._written: dict[str, bytes] = {}
        self._tags: dict[str, tuple[bytes, Tags]] = {}
        self._relationships: dict[str, tuple[bytes, list[Relationship]]] = {}
        self._large = ""
        self._comment = comment
        self.changed = False

    @classmethod
    def from_bytes(cls, data: bytes) -> "Package":
        """Open an archive. Raises `UnreadableFile`, `EncryptedFile`, `NotMarkable` (an old .xls)."""
        if data.startswith(_OLE):
            raise EncryptedFile() if _ENCRYPTED_STREAM in data else NotMarkable(path="")
        try:
            members, comment = zips.read_archive(data)
        except zips.ZipError as error:
            raise UnreadableFile(reason=f"ZIP: {error}") from error
        except PermissionError as error:
            raise EncryptedFile() from error
        names = [member.name for member in members]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableFile(reason=f"ZIP: 2 × {twice}")
        return cls(members, comment)

    def names(self) -> list[str]:
        """Names of all parts in the archive's order."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Whether there is such a part; upper and lower case are the same (part 2, 6.2.2.3)."""
        return name.lower() in self._by_folded_name

    def read(self, name: str) -> bytes:
        """Content of a part. Raises `UnreadableFile` if it is missing or damaged, `TooLarge` beyond 2 GB."""
        actual = self._by_folded_name.get(name.lower())
        if actual is None:
            raise UnreadableFile(reason=f"{name}: missing")
        known = self._written.get(actual, self._read.get(actual))
        return self._unpack(actual) if known is None else known

    def _unpack(self, actual: str) -> bytes:
        member = self._members[actual]
        if member.packed.size > PART_LIMIT:
            raise TooLarge(reason=f"{actual}: {member.packed.size >> 20} MB")
        try:
            content = zips.unpack(member)
        except zips.ZipError as error:
            raise UnreadableFile(reason=str(error)) from error
        if len(content) > _REMEMBERED:
            self._read.pop(self._large, None)
            self._large = actual
        self._read[actual] = content
        return content

    def write(self, name: str, content: bytes) -> None:
        """Set a part's content, at its place if it exists, else at the end."""
        if self.has(name) and self.read(name) == content:
            return
        self.store(name, _EMPTY)
        self._written[self._by_folded_name[name.lower()]] = content

    def store(self, name: str, packed: zips.Packed) -> None:
        """Like `write`, of content already compressed."""
        actual = self._by_folded_name.setdefault(name.lower(), name)
        self.changed = True
        self._forget(actual)
        member = self._members.get(actual)
        self._members[actual] = member.holding(packed) if member else zips.new_member(actual, packed)

    def _forget(self, actual: str) -> None:
        self._read.pop(actual, None)
        self._written.pop(actual, None)

    def remove(self, name: str) -> None:
        """Take a part out with its relationships and its content type, and the parts that only it led to."""
        targets = [rel.target for rel in self.relationships(name) if not rel.external]
        self._drop_member(rels_part(name))
        self._drop_member(name)
        self._drop_override(name)
        for target in targets:
            self.remove_orphan(target)

    def remove_orphan(self, name: str) -> None:
        """`remove` a part that exists and that no relationship leads to any more."""
        if self.has(name) and not self._is_referred_to(name):
            self.remove(name)

    def _drop_member(self, name: str) -> None:
        actual = self._by_folded_name.pop(name.lower(), None)
        if actual is not None:
            self.changed = True
            del self._members[actual]
            self._forget(actual)

    def _is_referred_to(self, target: str) -> bool:
        sources = [name for name in self._members if name.lower().endswith(".rels")]
        return any(
            rel.target.lower() == target.lower()
            for rels in sources
            for rel in self.relationships(source_of_rels(rels))
            if not rel.external
        )

    def xml(self, name: str) -> Xml:
        """A part as XML in UTF-8. Raises `UnreadableFile`."""
        return self.parse(name, to_utf8(self.read(name))[0])

    def tags(self, name: str) -> Tags:
        """Local names and attributes of all elements of a part, parsed once. Raises `UnreadableFile`."""
        data = self.read(name)
        known = self._tags.get(name)
        if known is None or known[0] is not data:
            known = self._tags[name] = data, self._parse_tags(name, data)
        return known[1]

    def _parse_tags(self, name: str, data: bytes) -> Tags:
        try:
            return tags(to_utf8(data)[0])
        except XmlError as error:
            raise UnreadableFile(reason=f"{name}: {error}") from error

    def parse(self, name: str, data: bytes) -> Xml:
        """``data`` as XML; ``name`` is for the error message."""
        try:
            return Xml(data)
        except XmlError as error:
            raise UnreadableFile(reason=f"{name}: {error}") from error

    def write_xml(self, name: str, xml: Xml) -> None:
        """Set a part to an edited document, in the encoding it had."""
        self.write(name, from_utf8(xml.content(), to_utf8(self.read(name))[1]))

    def relationships(self, source: str) -> list[Relationship]:
        """Relationships of a part; of the package itself if ``source`` is empty."""
        part = rels_part(source)
        if not self.has(part):
            return []
        data = self.read(part)
        known = self._relationships.get(part)
        if known is None or known[0] is not data:
            found = [_relationship(source, given) for name, given in self.tags(part) if name == "Relationship"]
            known = self._relationships[part] = data, found
        return known[1]

    def related(self, source: str, kind: str) -> Relationship | None:
        """First internal relationship of ``kind``, such as ``styles``."""
        found = (rel for rel in self.relationships(source) if rel.is_a(kind) and not rel.external)
        return next(found, None)

    def relate(self, source: str, type_uri: str, target: str, wanted_id: str = "rId") -> str:
        """Add a relationship to a part and return its id, ``wanted_id`` with the first free number."""
        part = rels_part(source)
        if not self.has(part):
            self.write(part, _NO_RELATIONSHIPS)
        taken = {given.get("Id") for _, given in self.tags(part)}
        new_id = next(f"{wanted_id}{n}" for n in range(1, len(taken) + 2) if f"{wanted_id}{n}" not in taken)
        relative = posixpath.relpath("/" + target, "/" + posixpath.dirname(source))
        attributes = f'Id="{new_id}" Type="{type_uri}" Target="{encode_attribute(relative).decode()}"'
        self._append(part, "Relationship", attributes)
        return new_id

    def unrelate(self, source: str, target: str) -> None:
        """Take away a part's relationships to ``target``; the last one takes a relationships part of ours along."""
        part = rels_part(source)
        xml = self.xml(part)
        elements = xml.root.all("Relationship")
        doomed = [
            element
            for element in elements
            if _relationship(source, element.attributes).target.lower() == target.lower()
        ]
        xml.remove_children(xml.root, doomed)
        self.write_xml(part, xml)
        if self.read(part) == _NO_RELATIONSHIPS:
            self._drop_member(part)

    def declare(self, name: str, content_type: str) -> None:
        """Give a part a content type of its own."""
        attributes = f'PartName="/{encode_attribute(name).decode()}" ContentType="{content_type}"'
        self._append(CONTENT_TYPES_PART, "Override", attributes)

    def _append(self, part: str, name: str, attributes: str) -> None:
        """Add an element at the end of a list; the list is parsed only if its end tag does not stand at the end."""
        data, codec = to_utf8(self.read(part))
        end = _LIST_END.search(data, max(len(data) - _LIST_END_LENGTH, 0))
        if end:
            added = f"<{(end[1] or b'').decode()}{name} {attributes}/>".encode()
            self.write(part, from_utf8(data[: end.start()] + added + data[end.start() :], codec))
        else:
            xml = self.xml(part)
            xml.append(xml.root, f"<{xml.root.qualified(name)} {attributes}/>".encode())
            self.write_xml(part, xml)

    def _drop_override(self, name: str) -> None:
        xml = self.xml(CONTENT_TYPES_PART)
        doomed = [e for e in xml.root.all("Override") if part_name(e.get("PartName")).lower() == name.lower()]
        if doomed:
            xml.remove_children(xml.root, doomed)
            self.write_xml(CONTENT_TYPES_PART, xml)

    def content_type(self, name: str) -> str:
        """Content type of a part, empty if it has none."""
        defaults = {}
        for element, given in self.tags(CONTENT_TYPES_PART):
            if element == "Override" and part_name(given.get("PartName", "")).lower() == name.lower():
                return given.get("ContentType", "")
            defaults[given.get("Extension", "").lower()] = given.get("ContentType", "")
        return defaults.get(posixpath.splitext(name)[1][1:].lower(), "")

    def free_name(self, pattern: str) -> str:
        """First name of ``pattern``, which holds ``{}``, that no part has."""
        return next(name for n in range(1, len(self._members) + 2) if not self.has(name := pattern.format(n)))

    def write_to(self, stream: IO[bytes]) -> None:
        """Write the archive. Raises `TooLarge` beyond 4 GB, and `OSError`."""
        try:
            zips.write_archive(stream, self._packed_members(), self._comment)
        except zips.ZipError as error:
            raise TooLarge(reason=str(error)) from error

    def _packed_members(self) -> Iterator[zips.Member]:
        for name, member in self._members.items():
            written = self._written.get(name)
            yield member if written is None else member.holding(zips.pack([written]))


@lru_cache(maxsize=4096)
def part_name(target: str, source: str = "") -> str:
    """Name of the part that a relationship's or content type's ``target`` means, seen from part ``source``."""
    path = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(source), path)).lstrip("/")


@lru_cache(maxsize=1024)
def rels_part(source: str) -> str:
    """Name of the part that holds the relationships of ``source``."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of_rels(part: str) -> str:
    """The part whose relationships stand in ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), name[: -len(".rels")])


def _relationship(source: str, given: Mapping[str, str]) -> Relationship:
    external = given.get("TargetMode") == "External"
    target = given.get("Target", "")
    name = target if external else part_name(target, source)
    return Relationship(given.get("Id", ""), given.get("Type", ""), name, external)


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """A document's bytes in UTF-8, and the codec it was written in. Raises `UnreadableFile`."""
    codec = _codec(data)
    if codec == "utf-8":
        return data, codec
    try:
        return data.decode(codec).encode(), codec
    except (LookupError, UnicodeError) as error:
        raise UnreadableFile(reason=str(error)) from error


def from_utf8(data: bytes, codec: str) -> bytes:
    """Undo `to_utf8`; characters that the codec lacks become character references."""
    return data if codec == "utf-8" else data.decode().encode(codec, "xmlcharrefreplace")


def _codec(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, b"<\0?\0")):
        return "utf-16-le"
    if data.startswith((codecs.BOM_UTF16_BE, b"\0<\0?")):
        return "utf-16-be"
    declared = _ENCODING.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    return "utf-8" if name in ("utf-8", "utf8", "us-ascii", "ascii") else name
