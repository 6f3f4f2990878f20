"""Foreign text: shown harmlessly, whatever a user (or the author of a saved tape) calls things."""

import html
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from minigrad.views import Edge, Failure, Gradient, Node, Recording, Span, TapeView, Value
from minigrad.views.dot import dot_source, quote
from minigrad.views.escape import clean, clean_line, esc
from minigrad.views.interactive import script_json
from minigrad.views.scene import build_scene
from minigrad.views.tikz import tex

NAMES = [
    "<script>alert(1)</script>",
    "<lambda>",
    "a & b &nbsp; &#0;",
    '"><img src=x onerror=alert(1)>',
    "null\x00 bell\x07 vertical\x0b escape\x1b[31m delete\x7f",
    "lone \ud800 surrogate and \ufffe\uffff",
    "left\u202eright\u2066\u200f",
    'x"]; injected [label="',
    "ends in a backslash\\",
    "\\N \\G \\L <b>HTML</b>",
    "\\input{/etc/passwd} $x^2_3$ %#~{}",
    "</style></svg>]]><!--",
    "javascript:alert(1)",
    "θ̂ 损失 🐍 \u202e",
    "{{constructor}} ${7*7}",
    "x" * 10_000_000,
]


def tape_called(name):
    """A recording in which every text that a user can choose is `name`."""
    value = Value.scalar(1.0)
    nodes = (
        Node(0, "variable", name=name, value=value, gradient=Gradient("none", reason=name),
             watched=True),
        Node(1, "operation", op=name, name=name, params=name, value=value, scope=name,
             span=Span(1, 0, 1, 5)),
        Node(2, "operation", op=name, span=Span(1, 0, 1, 5)),
    )  # fmt: skip
    edges = (Edge(0, 1, role=name, cut=name), Edge(1, 2, role=name))
    return Recording(name, nodes, edges, failure=Failure(name, 2))


@pytest.fixture(params=NAMES, ids=range(len(NAMES)))
def view(request):
    return TapeView(tape_called(request.param))


class Tags(HTMLParser):
    """Notes every tag and attribute of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_picture_stays_well_formed_and_holds_known_elements_only(view):
    root = ET.fromstring(view.svg())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "style", "rect", "g", "path", "text"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names)


def test_the_page_holds_known_elements_only(view):
    found = Tags()
    found.feed(view.html())
    allowed = "html head meta title style body main h1 div img details summary table caption thead"
    assert found.tags <= {*allowed.split(), "tbody", "tr", "th", "td", "ol", "li", "script"}
    assert not any(name.startswith("on") or name == "href" for name in found.attributes)


def test_huge_texts_do_not_make_huge_outputs(view):
    assert len(view.svg()) < 30_000
    assert len(view.table(100)) < 5_000
    assert len(view.tikz()) < 30_000


def test_nothing_reverses_the_reading_direction(view):
    for text in (view.svg(), view.table(100), view.text(100), html.unescape(view.html())):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f]", text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)


@pytest.mark.skipif(not shutil.which("dot"), reason="needs Graphviz: apt install graphviz")
def test_dot_draws_three_nodes_and_no_other(view):
    source = dot_source(build_scene(view.recording))
    answer = subprocess.run(
        ["dot", "-Tplain"], input=source.encode(), capture_output=True, check=True, timeout=20
    )
    assert answer.stderr == b""
    kinds = [line.split(b" ", 1)[0] for line in answer.stdout.splitlines()]
    assert kinds.count(b"node") == 3
    assert kinds.count(b"edge") == 2


def test_the_saved_form_is_plain_ascii_and_read_again(view):
    text = view.json()
    assert text.isascii()
    if len(view.recording.source) < 1_000_000:  # longer ones are refused, see below
        assert Recording.from_json(text) == view.recording


def test_a_saved_text_of_two_megabytes_is_refused():
    text = Recording("x" * 2_000_000).to_json()
    with pytest.raises(ValueError, match=r"holds 2,000,000 characters, the limit is 1,000,000"):
        Recording.from_json(text)


def test_a_saved_tape_may_not_point_outside_the_cell():
    nodes = (Node(0, "operation", op="exp", value=Value.scalar(1.0), span=Span(99, 5, 99, 9)),)
    view = TapeView(Recording("x", nodes))
    assert ">exp<" in view.svg()


# -- the doors ------------------------------------------------------------------------------------


@given(st.text())
def test_escaped_text_is_one_text_node_of_xml(text):
    assert ET.fromstring(f"<t a='{esc(text)}'>{esc(text)}</t>").text in (clean(text), None)


@given(st.text(max_size=200))
def test_clean_text_is_one_short_line(text):
    assert len(clean(text)) <= 80
    assert len(clean(text).splitlines()) <= 1
    assert "\t" not in clean_line(text)


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_script_cannot_end_it(data):
    text = script_json(data)
    assert json.loads(text) == data
    assert not set(text) & set("<>&\u2028\u2029")


@given(st.text())
def test_a_dot_string_ends_where_it_ends(text):
    quoted = quote(text)
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted, re.DOTALL)


@given(st.text(alphabet='\\{}$&#%_^~<>|"ab'))
def test_tex_has_balanced_braces_and_no_command_of_the_users(text):
    out = tex(text)
    bare = re.sub(r"\\[{}$&#%_]", "", out)
    assert bare.count("{") == bare.count("}")
    commands = set(re.findall(r"\\([a-z]+)", bare))
    assert commands <= {
        "textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater",
        "textbar", "textquotedbl", "times", "div", "pm", "dots",
    }  # fmt: skip


def test_an_exception_with_a_long_story_is_told_in_three_lines():
    tape = replace(tape_called("x"), failure=Failure("Error: " + "word " * 1000, 2))
    root = ET.fromstring(TapeView(tape).svg())
    assert sum("word word" in (element.text or "") for element in root.iter()) == 3
