"""The saved picture answers: stepping, code and graph, search, keyboard, dark, nothing from outside."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

import minigrad as mg
from minigrad.observe import Log
from minigrad.views.spans import Script
from minigrad.views.view import TapeView

SOURCE = """
a = mg.tensor(3.0, requires_grad=True)
b = a + a
c = b * b
d = c * a
d.backward()
"""


def recorded(source, **names):
    """What a cell with this source records."""
    namespace = {"mg": mg, "np": np, "__name__": "cell"} | names
    with Log(namespace) as log:
        exec(compile(source, "<cell>", "exec"), namespace)  # noqa: S102 - the cell of this test
    return TapeView.from_log(log, Script(source, "<cell>"), namespace)


@pytest.fixture
def page(browser, tmp_path):
    """The page of the tape above, in a browser that may load nothing but that file."""
    recorded(SOURCE).html(tmp_path / "tape.html")
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.problems.append(said.text))
    page.on("request", lambda r: r.url.startswith("http") and page.problems.append(r.url))
    page.goto((tmp_path / "tape.html").as_uri())
    yield page
    assert page.problems == []
    page.close()


def grads(page):
    return {
        box.locator("text").first.text_content(): box.locator("[data-grad]").text_content()
        for box in page.locator("[data-box]").all()
    }


def press(page, *keys):
    page.locator(".root").focus()
    for key in keys:
        page.keyboard.press(key)


def test_it_opens_with_everything_computed_and_before_the_first_step_there_is_nothing(page):
    assert grads(page) == {"a": "108.0", "b": "36.0", "c": "3.0", "d": "1.0"}
    press(page, "Home")
    assert set(grads(page).values()) == {"–"}
    assert "3 steps follow" in page.locator("[role=status]").first.text_content()


def test_stepping_fills_the_gradients_in_and_stepping_back_takes_them_away(page):
    press(page, "Home", "ArrowRight")
    assert grads(page) == {"a": "36.0", "b": "–", "c": "3.0", "d": "1.0"}
    press(page, "ArrowRight")
    assert grads(page)["b"] == "36.0"
    press(page, "End")
    assert grads(page) == {"a": "108.0", "b": "36.0", "c": "3.0", "d": "1.0"}
    press(page, "ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert set(grads(page).values()) == {"–"}


def test_the_formula_is_shown_with_the_learners_names_and_numbers(page):
    press(page, "Home", "ArrowRight", "ArrowRight")
    first, second = page.locator(".parts math").all()
    assert first.text_content() == second.text_content() == "b¯=c¯·∂c∂b=c¯·b=3.0·6.0=18.0"
    assert "b has gathered 18.0: 1 of 2" in page.locator(".parts").text_content()
    assert "b has gathered 36.0: 2 of 2" in page.locator(".parts").text_content()
    assert page.locator("rect.mark").count() == 1  # the lit piece of code


def test_by_edge_each_contribution_is_a_step_of_its_own(page):
    press(page, "e", "Home", "ArrowRight", "ArrowRight", "ArrowRight")
    assert page.locator("output").text_content() == "3 / 6"
    assert grads(page)["b"] == "18.0"


def test_slider_play_and_buttons_do_what_the_keys_do(page):
    page.get_by_label("Step of the backward pass").fill("2")
    assert grads(page)["b"] == "36.0"
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name="Before the first step (Home)").click()
    page.get_by_role("button", name="Play or pause (Space)").click()
    page.wait_for_function(
        "document.querySelector('.minigrad-tape div div').shadowRoot.querySelector('output').value"
        " === '3 / 3'",
        timeout=10_000,
    )
    assert grads(page)["a"] == "108.0"


def test_a_prediction_hides_the_number_until_it_is_typed(page):
    page.get_by_role("button", name="Hide what a step sends until you have typed it").click()
    press(page, "Home", "ArrowRight", "ArrowRight")
    assert "18.0" not in page.locator(".parts math").first.text_content()
    field = page.get_by_label("Your prediction of what is sent").first
    field.fill("-18")
    field.press("Enter")
    assert "sign" in page.locator(".parts [role=status]").first.text_content()
    field.fill("18")
    field.press("Enter")
    assert "✓ 18.0" in page.locator(".parts [role=status]").first.text_content()


def test_a_click_tells_about_a_node_and_dims_what_is_not_connected(page):
    page.locator("[data-node]").nth(1).click()
    said = page.locator("[role=status]").first.text_content()
    assert "used 2 times" in said
    press(page, "Escape")
    assert page.locator("svg.dim").count() == 0


def test_search_finds_by_name_operation_and_line(page):
    page.get_by_role("searchbox").fill("multiply")
    assert page.locator("[role=status]").first.text_content().startswith("2 found.")
    page.get_by_role("searchbox").fill("nothing like it")
    assert "Nothing on this tape matches" in page.locator("[role=status]").first.text_content()


def test_there_are_no_accessibility_violations(page):
    press(page, "Home", "ArrowRight")
    results = Axe().run(page, context=".minigrad-tape").response
    assert [(v["id"], len(v["nodes"])) for v in results["violations"]] == []


def test_it_follows_a_dark_page_and_reduced_motion(page):
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    press(page, "Home", "ArrowRight")
    assert page.locator(".root.dark").count() == 1
    style = "e => getComputedStyle(e).animationName"
    assert page.locator("path.flow").first.evaluate(style) == "none"


def test_two_pictures_of_one_tape_do_not_disturb_each_other(browser, tmp_path):
    fragment = recorded(SOURCE)._repr_mimebundle_()["text/html"]
    (tmp_path / "two.html").write_text(
        f"<meta charset=utf-8>{fragment}{fragment}", encoding="utf-8"
    )
    page = browser.new_page()
    page.goto((tmp_path / "two.html").as_uri())
    first, second = page.locator(".root").all()
    first.focus()
    page.keyboard.press("Home")
    assert first.locator("output").text_content() == "0 / 3"
    assert second.locator("output").text_content() == "3 / 3"
    page.close()


def test_a_step_writes_little_and_takes_little_time(browser, tmp_path):
    source = "x = mg.tensor(1.0, requires_grad=True)\n" + "".join(
        f"y{i} = {'x' if i == 0 else f'y{i - 1}'} * 1.01\n" for i in range(150)
    )
    recorded(source + "y149.backward()\n").html(tmp_path / "long.html")
    page = browser.new_page()
    page.goto((tmp_path / "long.html").as_uri())
    page.locator(".root").focus()
    page.keyboard.press("Home")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    writes = page.evaluate(
        """() => new Promise(done => {
          const root = document.querySelector('.minigrad-tape div div').shadowRoot; let n = 0;
          const svg = root.querySelector('.stage svg');
          new MutationObserver(list => { n += list.length; })
            .observe(svg, {subtree: true, childList: true, attributes: true, characterData: true});
          root.querySelector('[aria-label="One step on (→)"]').click();
          setTimeout(() => done(n), 50);
        })"""
    )
    assert 0 < writes <= 24
    page.close()
