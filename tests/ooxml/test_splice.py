import pytest

from progress_xl.ooxml.splice import Xml, XmlError


def edited(source: str, edit: str) -> str:
    xml = Xml(source.encode())
    exec(edit, {"xml": xml, "root": xml.root})
    return xml.content().decode()


def test_every_byte_that_is_not_edited_stays() -> None:
    source = "<?xml version='1.0'?>\n<a  x = '1'\n y=\"2\"><!-- c --><b/><b ></b>&amp;<![CDATA[<]]></a>\n"
    assert edited(source, "pass") == source
    assert edited(source, "xml.set(root, 'x', '9')") == source.replace("'1'", "'9'")


@pytest.mark.parametrize("empty", ["<a><n/></a>", "<a><n c='1' /></a>", "<a><n></n></a>", "<a><n >\n</n></a>"])
def test_children_appended_and_removed_again_leave_the_element_as_it_was(empty: str) -> None:
    opened = edited(empty, "xml.append(root.find('n'), b'<k/>'); xml.append(root.find('n'), b'<k/>')")
    assert opened.count("<k/>") == 2
    assert edited(opened, "xml.remove_children(root.find('n'), root.find('n').children)") == empty


def test_an_attribute_is_added_at_the_end_of_its_tag_and_dropped_again() -> None:
    added = edited("<a><b x='1' /></a>", "xml.set(root.find('b'), 'y', 'a\"b')")
    assert added == "<a><b x='1' y=\"a&quot;b\" /></a>"
    assert edited(added, "xml.drop(root.find('b'), 'y')") == "<a><b x='1' /></a>"


def test_an_attribute_is_not_mistaken_for_one_whose_name_ends_alike() -> None:
    assert edited("<a><b xr='1' r='2'/></a>", "xml.set(root.find('b'), 'r', '3')") == "<a><b xr='1' r='3'/></a>"


def test_a_child_is_placed_by_the_order_of_the_schema_past_unknown_neighbours() -> None:
    xml = Xml(b"<s xmlns:m='m'><a/><m:x/><c/></s>")
    xml.insert(xml.place(["a", "b", "c"], "b"), b"<b/>")
    assert xml.content() == b"<s xmlns:m='m'><a/><b/><m:x/><c/></s>"


@pytest.mark.parametrize(
    "source", ["<a>", "<a></b>", "", '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '<!DOCTYPE a SYSTEM "a.dtd"><a/>']
)
def test_documents_with_errors_or_a_document_type_are_refused(source: str) -> None:
    with pytest.raises(XmlError):
        Xml(source.encode())
