"""Reading YAML with the place of every key and value."""

from __future__ import annotations

from fractions import Fraction

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from effnett.define import located_yaml
from effnett.define.located_yaml import Kind, exact_number, plain, read_yaml, walk

SYNTAX = {
    "tab": ("a:\n\tb: 1\n", 2, 1, "tabulator"),
    "tab after spaces": ("a:\n  - b: 1\n  \tc: 2\n", 3, 3, "tabulator"),
    "colon": ("title: Mål: trivsel\n", 1, 11, "kolon"),
    "quote": ('a: "x\nb: 1\n', 1, 4, "anførselstegn"),
    "bracket": ("a: [1, 2\nb: 3\n", 1, 4, "klamme"),
    "brace": ("a: { b: 1\nc: 3\n", 1, 4, "klamme"),
    "indentation": ("a: 1\n   b: 2\n", 2, 5, "innrykk"),
    "list beside keys": ("a: 1\n- b\n", 2, 1, "innrykk"),
    "no colon": ("a: 1\nb\nc: 2\n", 3, 1, "kolon"),
    "special character": ("a: 1\nb: @x\n", 2, 4, "tegnet @"),
    "asterisk": ("functions: [*]\n", 1, 14, "anførselstegn"),
    "alias": ("a: *b\n", 1, 4, "*b"),
    "escape": ('a: "C:\\tall\\q"\n', 1, 12, "skråstrek"),
    "tag": ("a: !!python/object:os.system x\n", 1, 4, "!!python"),
    "tag on a mapping": ("a: !!set {b, c}\n", 1, 4, "!!set"),
    "documents": ("a: 1\n---\nb: 2\n", 2, 1, "dokument"),
    "duplicate": ("a: 1\nb: 2\na: 3\n", 3, 1, "to ganger"),
    "list as key": ("[a, b]: 1\n", 1, 1, "nøkkel"),
    "merge of text": ("<<: a\n", 1, 5, "<<"),
    "alias in itself": ("a: &x [1, *x]\n", 1, 11, "*x"),
    "html": ("<!DOCTYPE html>\n<p>Logg inn</p>\n", 1, 1, "nettside"),
    "control": ("a: 1\nb: \x07\n", 2, 4, "U+0007"),
    "empty": ("", 1, 1, "tom"),
    "comment only": ("# ingenting\n", 1, 1, "tom"),
    "nested": ("[" * 60, 1, 41, "nivåer"),
}


@pytest.mark.parametrize(("text", "line", "column", "words"), SYNTAX.values(), ids=list(SYNTAX))
def test_a_mistake_in_the_yaml_is_told_where_it_is(text: str, line: int, column: int, words: str) -> None:
    """Each of YAML's traps has its place and a text that helps."""
    _, mistakes = read_yaml(text.encode(), "x.yaml")
    told = mistakes[0].told("nb")
    assert (told.place.line, told.place.column) == (line, column)
    assert words in str(told)


@pytest.mark.parametrize("text", [case[0] for case in SYNTAX.values()], ids=list(SYNTAX))
def test_the_parser_in_python_does_as_well(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no libyaml the same files are refused, on the same line or a line beside it."""
    _, by_c = read_yaml(text.encode(), "x.yaml")
    monkeypatch.setattr(located_yaml, "_Parser", yaml.SafeLoader)
    _, by_python = read_yaml(text.encode(), "x.yaml")
    assert by_python
    assert abs((by_python[0].place.line or 0) - (by_c[0].place.line or 0)) <= 2


BYTES = {
    "latin-1": ("tittel: Mål\n".encode("latin-1"), (1, 10), "UTF-8"),
    "later line": ("a: 1\nb: ø\n".encode("latin-1"), (2, 4), "«ø»"),
    "utf-16": ("a: 1\n".encode("utf-16"), (1, 1), "UTF-16"),
    "a zip file": (b"PK\x03\x04\x14\x00", (1, 3), "U+0003"),
    "too large": (b"a" * 3_000_000, (1, 1), "3000000"),
}


@pytest.mark.parametrize(("content", "place", "words"), BYTES.values(), ids=list(BYTES))
def test_what_is_no_text_is_refused(content: bytes, place: tuple[int, int], words: str) -> None:
    """Bytes that are no UTF-8 text are told with the place of the first of them."""
    node, mistakes = read_yaml(content, "x.yaml")
    told = mistakes[0].told("nb")
    assert node is None
    assert (told.place.line, told.place.column) == place
    assert words in str(told)


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    """UTF-8 with BOM, as Excel and Notepad save it, is read as if it had none."""
    node, mistakes = read_yaml("\ufefftitle: Mål\n".encode(), "x.yaml")
    assert node is not None
    assert not mistakes
    assert plain(node) == {"title": "Mål"}


def test_aliases_that_explode_are_refused() -> None:
    """A "billion laughs" stops long before it fills the memory."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    node, mistakes = read_yaml("\n".join(lines).encode(), "x.yaml")
    assert node is None
    assert "vokser" in str(mistakes[0].told("nb"))


def test_anchors_and_merge_keys_are_followed() -> None:
    """A part written once may be used again; what is given beside `<<` wins, and keeps its place."""
    node, mistakes = read_yaml(b"felles: &f { near: 0.2, decimals: 1 }\na: { <<: *f, near: 0.5 }\n", "x.yaml")
    assert node is not None
    assert not mistakes
    found = node.value("a")
    assert found is not None
    assert plain(found) == {"near": 0.5, "decimals": 1}
    assert [found.value(key).line for key in ("near", "decimals")] == [2, 1]  # type: ignore[union-attr]


SCALARS = {
    "0301": (Kind.NUMBER, None),
    '"0301"': (Kind.TEXT, None),
    "4.5": (Kind.NUMBER, Fraction(9, 2)),
    "-3": (Kind.NUMBER, Fraction(-3)),
    "1_000": (Kind.NUMBER, None),
    "0x1F": (Kind.NUMBER, None),
    "12:30": (Kind.NUMBER, None),
    ".inf": (Kind.NUMBER, None),
    "4,5": (Kind.TEXT, None),
    "no": (Kind.BOOLEAN, None),
    "On": (Kind.BOOLEAN, None),
    "2009-05": (Kind.TEXT, None),
    "2009-05-01": (Kind.DATE, None),
    "~": (Kind.NULL, None),
    "": (Kind.NULL, None),
    "FGK8b": (Kind.TEXT, None),
}


@pytest.mark.parametrize(("text", "kind", "number"), [(text, *rest) for text, rest in SCALARS.items()])
def test_scalars_keep_their_text_and_say_what_yaml_takes_them_for(
    text: str, kind: Kind, number: Fraction | None
) -> None:
    """Nothing is turned into something else behind the author's back; numbers are exact."""
    node, _ = read_yaml(f"a: {text}\n".encode(), "x.yaml")
    assert node is not None
    found = node.value("a")
    assert found is not None
    assert (found.kind, found.text, exact_number(found)) == (kind, text.strip('"'), number)


@pytest.mark.parametrize("text", [text for text in SCALARS if text])
def test_kinds_are_those_of_pyyaml(text: str) -> None:
    """What a scalar is taken for agrees with PyYAML's own resolver."""
    node, _ = read_yaml(f"a: {text}\n".encode(), "x.yaml")
    assert node is not None
    value = yaml.safe_load(f"a: {text}\n")["a"]
    kinds = {bool: Kind.BOOLEAN, int: Kind.NUMBER, float: Kind.NUMBER, str: Kind.TEXT, type(None): Kind.NULL}
    found = node.value("a")
    assert found is not None
    assert found.kind is kinds.get(type(value), Kind.DATE)


words = st.text("abcæøå0123456789 :,-{}[]\"'\n\t#&*!|>%@`<", max_size=60)
values = st.recursive(
    st.one_of(st.text("abcæøå :'\"#-", max_size=12), st.integers(-9999, 9999), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abcdefgæøå-", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(words)
def test_any_text_gives_a_node_or_problems(text: str) -> None:
    """Whatever stands in a file, reading it never raises and always says something."""
    node, mistakes = read_yaml(text.encode(), "x.yaml")
    assert node is not None or mistakes
    assert all(str(mistake.told(language)) for mistake in mistakes for language in ("nb", "en"))


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_give_a_node_or_problems(content: bytes) -> None:
    """Whatever bytes a file has, reading it never raises and always says something."""
    node, mistakes = read_yaml(content, "x.yaml")
    assert node is not None or mistakes


@settings(deadline=None)
@given(values, st.booleans())
def test_values_are_those_that_were_written(value: object, flow: bool) -> None:
    """Plain data written by PyYAML is read back as it was."""
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_flow_style=flow, width=1000)
    node, mistakes = read_yaml(text.encode(), "x.yaml")
    assert not mistakes
    assert node is not None
    assert plain(node) == {"a": value}


@settings(deadline=None)
@given(values, st.booleans())
def test_places_point_at_the_text(value: object, flow: bool) -> None:
    """At the place of each unquoted scalar stands its text, at that of a quoted one its quote."""
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_flow_style=flow, width=1000)
    lines = text.split("\n")
    node, _ = read_yaml(text.encode(), "x.yaml")
    assert node is not None
    for found in walk(node):
        there = lines[found.line - 1][found.column - 1 :]
        if found.kind in (Kind.LIST, Kind.MAP):
            continue
        assert there.startswith(("'", '"', "? ", "|", ">") if found.quoted else found.text)
