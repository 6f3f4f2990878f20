"""The rate lab in a saved page: slider, keyboard, map and screen reader, with no kernel and nothing from outside."""

import json

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from minigrad import lab


@pytest.fixture
def page(browser, tmp_path):
    """Tutorial 1's question at lr = 0.2, in a browser that may load nothing but that file."""
    shown = lab.explore(lambda w: (2.0 - 3.0 * w) ** 2, 1.0, 0.2)._repr_html_()
    file = tmp_path / "lab.html"
    text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>lab</title><main><h1>Lab</h1>{shown}</main>'
    file.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda r: r.url.startswith("http") and page.problems.append(r.url))
    page.goto(file.as_uri())
    page.wait_for_selector(".mg-rate-lab")
    yield page
    assert page.problems == []
    page.close()


def said(page):
    return page.get_by_role("status").text_content()


def test_it_opens_at_the_asked_rate_and_says_what_happens(page):
    assert said(page).startswith("lr = 0.2 diverges: diverged at step 1")
    assert "2/λmax = 0.111" in said(page)


def test_the_slider_moves_by_keys_and_speaks_the_rate_and_its_regime(page):
    slider = page.get_by_role("slider", name="learning rate")
    slider.focus()
    slider.press("Home")
    assert slider.get_attribute("aria-valuetext") == "0.00111, too small"
    for _ in range(20):
        slider.press("ArrowRight")
    assert "good" in said(page)


def test_optimizer_and_momentum_load_their_own_runs(page):
    page.get_by_role("slider", name="momentum").press("End")
    assert page.get_by_role("slider", name="momentum").get_attribute("aria-valuetext") == "0.95"
    page.get_by_role("combobox", name="optimizer").select_option("adam")
    assert page.get_by_role("slider", name="momentum").is_disabled()


def test_a_click_on_the_map_loads_its_rate_and_momentum(page):
    page.locator(".map rect").first.click()
    assert said(page).startswith("lr = 0.00111 too small")


def test_a_slider_move_is_drawn_within_fifty_milliseconds(page):
    worst = page.evaluate(
        """() => { const slider = document.querySelector('input[type=range]'); const times = [];
          for (let i = 0; i < 36; i++) { const begin = performance.now(); slider.value = i;
            slider.dispatchEvent(new Event('input')); document.body.getBoundingClientRect();
            times.push(performance.now() - begin); }
          return times.sort((a, b) => a - b)[18]; }"""
    )
    assert worst < 50


def test_nothing_in_it_is_inaccessible(page):
    result = Axe().run(page, ".mg-rate-lab")
    assert result.violations_count == 0, result.generate_report()


def test_without_javascript_the_picture_remains(browser, tmp_path):
    shown = lab.explore(lambda w: w**2, 1.0, 0.1)._repr_html_()
    (tmp_path / "lab.html").write_text(shown, encoding="utf-8")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((tmp_path / "lab.html").as_uri())
    assert page.get_by_role("img", name="The path of the weights on the loss").is_visible()
    page.context.close()


def test_the_data_is_small_plain_and_free_of_what_json_does_not_know():
    explorer = lab.explore(lambda w: w[0] ** 2 + 10.0 * w[1] ** 2, np.array([2.0, 1.0]))
    text = json.dumps(explorer.data, allow_nan=False)
    assert len(text) < 400_000
    assert explorer.data["landscape"]["kind"] == "contour"
