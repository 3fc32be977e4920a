"""Our compound files as olefile reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from olefile import OleFileIO
from vba.compound_file import Storage, compound_file

# Streams shorter than 4096 bytes lie in small sectors of 64, the others in sectors of 512; 128 of these fill one
# sector of the table.
LENGTHS = (0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000)
NAMES = st.text(st.characters(min_codepoint=48, max_codepoint=122, exclude_characters=":\\"), min_size=1, max_size=31)
STREAMS = st.dictionaries(NAMES, st.binary(max_size=5000), max_size=12)


def streams_in(content: bytes) -> dict[str, bytes]:
    """Streams by path, read with every defect of the file an error."""
    with OleFileIO(content, raise_defects=10) as file:
        return {"/".join(path): file.openstream(path).read() for path in file.listdir()}


@pytest.mark.parametrize("length", LENGTHS)
def test_stream_of_any_length_comes_back(length: int) -> None:
    content = bytes(number % 251 for number in range(length))
    assert streams_in(compound_file({"a": content, "b": b"other"})) == {"a": content, "b": b"other"}


@settings(deadline=None)
@given(STREAMS.filter(lambda streams: len({name.upper() for name in streams}) == len(streams)))
def test_streams_are_found_by_their_names(streams: dict[str, bytes]) -> None:
    content = compound_file(streams)
    assert streams_in(content) == streams
    with OleFileIO(content) as file:
        assert all(file.get_size(name) == len(stream) for name, stream in streams.items())


def test_storage_within_a_storage_comes_back() -> None:
    tree: Storage = {"outer": {"inner": {"leaf": b"1"}, "leaf": b"2"}, "leaf": b"3"}
    assert streams_in(compound_file(tree)) == {"outer/inner/leaf": b"1", "outer/leaf": b"2", "leaf": b"3"}


def test_many_large_streams_share_several_table_sectors() -> None:
    streams = {f"s{number}": bytes([number]) * 40_000 for number in range(20)}
    assert streams_in(compound_file(streams)) == streams


def test_more_than_the_header_can_list_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        compound_file({"a": bytes(8_000_000)})
