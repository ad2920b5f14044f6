"""The page of the plan in a real browser, the network off: found, flipped, ticked, filtered, printed, and safe."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pypdfium2
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from study.model import Card, Entry, Frame, Need, StudiedEntry, Topic, Track
from study.views.outline import outline
from study.views.page import page
from tests.browser.conftest import DESKTOP, PHONE, log

Open = Callable[..., Chrome]
Write = Callable[..., Path]


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def shown(browser: Chrome, selector: str) -> list[WebElement]:
    """Find what can be seen, in one question to the browser instead of one for each element."""
    script = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility())"
    found: list[WebElement] = browser.execute_script(script, selector)
    return found


def each(browser: Chrome, selector: str, what: str) -> list[str]:
    """Give what each of the elements that can be seen holds."""
    script = (
        "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility())"
        ".map((one) => arguments[1] === 'text' ? one.textContent : one.getAttribute(arguments[1]))"
    )
    found: list[str] = browser.execute_script(script, selector, what)
    return found


def row(browser: Chrome, topic: str) -> WebElement:
    return one(browser, f'tr.row[data-topic="{topic}"]')


def topic_shown(browser: Chrome) -> WebElement:
    """Wait for the topic that is opened: the browser tells a page of its new address a little later."""
    (found,) = WebDriverWait(browser, 10).until(lambda _: shown(browser, "article.topic"))
    return found


def go(browser: Chrome, topic: str) -> WebElement:
    """Open a topic by the page's address."""
    browser.execute_script("location.hash = '#t-' + arguments[0]", topic)
    WebDriverWait(browser, 10).until(lambda _: topic_shown(browser).get_attribute("data-topic") == topic)
    return topic_shown(browser)


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def test_the_page_asks_for_nothing_and_has_no_fault(opened: Open) -> None:
    browser = opened()
    asked = [json.loads(entry["message"])["message"] for entry in log(browser, "performance")]
    addresses = [
        message["params"]["request"]["url"] for message in asked if message["method"] == "Network.requestWillBeSent"
    ]
    assert [address for address in addresses if address != "about:blank"] == [browser.current_url]
    assert log(browser, "browser") == []


def test_a_topic_is_found_by_a_word_of_its_cards_or_notes_and_opens_with_a_click(opened: Open) -> None:
    browser = opened()
    every = len(shown(browser, "tr.row"))
    one(browser, "#find").send_keys("拆楼 建楼")
    assert each(browser, "tr.row", "data-topic") == ["diffusion-sde"]
    assert one(browser, "#count").text.startswith(f"1 / {every}")
    assert len(shown(browser, "tr.chapter")) == 1
    row(browser, "diffusion-sde").find_element(By.CSS_SELECTOR, "a").click()
    article = topic_shown(browser)
    assert "先学，因为" in article.text
    assert "把 DDPM 的离散步推到无穷细" in article.text
    assert "笔记" in article.text
    assert "拆楼" in article.text  # the note’s own words
    one(browser, "#find").clear()
    one(browser, "#find").send_keys("x", Keys.BACKSPACE)
    assert len(shown(browser, "tr.row")) == every


def test_a_click_in_the_picture_opens_the_topic_and_the_browsers_way_back_closes_it(opened: Open) -> None:
    browser = opened()
    one(browser, '.graph .box[data-topic="stable-diffusion-3"] .label').click()
    article = topic_shown(browser)
    assert article.get_attribute("data-topic") == "stable-diffusion-3"
    browser.back()
    WebDriverWait(browser, 10).until(lambda _: not shown(browser, "article.topic"))


def test_a_card_is_flipped_ticked_and_still_ticked_after_a_reload(opened: Open) -> None:
    browser = opened()
    row(browser, "diffusion-sde").find_element(By.CSS_SELECTOR, "a").click()
    topic_shown(browser)
    front = shown(browser, ".front")[0]
    assert shown(browser, ".back") == []
    front.click()
    (back,) = shown(browser, ".back")
    assert back.find_element(By.CSS_SELECTOR, "mark").text
    front.click()
    assert shown(browser, ".back") == []
    shown(browser, ".card .tick")[0].click()
    row(browser, "hippo").find_element(By.CSS_SELECTOR, ".tick").click()
    browser.refresh()
    article = topic_shown(browser)  # the address remembers which one was open
    assert [tick.is_selected() for tick in article.find_elements(By.CSS_SELECTOR, ".tick")][:2] == [True, False]
    assert row(browser, "hippo").find_element(By.CSS_SELECTOR, ".tick").is_selected()
    assert row(browser, "hippo").get_attribute("data-state") == "done"
    assert row(browser, "diffusion-sde").get_attribute("data-state") == "in progress"


def test_a_topic_with_every_card_ticked_is_done_and_makes_ready_what_waited_for_it(opened: Open) -> None:
    browser = opened()
    assert row(browser, "detr").get_attribute("data-state") == "blocked"
    for topic in ("nms", "transformer"):
        go(browser, topic)
        for tick in shown(browser, ".card .tick"):
            tick.click()
        assert row(browser, topic).get_attribute("data-state") == "done"
    assert one(browser, '.graph .box[data-topic="nms"]').get_attribute("data-state") == "done"
    assert row(browser, "detr").get_attribute("data-state") == "ready now"


def test_the_list_is_filtered_by_track_and_state(opened: Open) -> None:
    browser = opened()
    Select(one(browser, "#track")).select_by_value("generative")
    rows = shown(browser, "tr.row")
    assert set(each(browser, "tr.row", "data-track")) == {"generative"}
    Select(one(browser, "#state")).select_by_value("gap")
    gaps = shown(browser, "tr.row")
    assert 0 < len(gaps) < len(rows)
    assert set(each(browser, "tr.row", "class")) == {"row gap"}
    faint = browser.find_elements(By.CSS_SELECTOR, ".graph .box.faint")
    assert len(faint) == len(browser.find_elements(By.CSS_SELECTOR, "tr.row")) - len(gaps)
    Select(one(browser, "#track")).select_by_value("")
    Select(one(browser, "#state")).select_by_value("ready now")
    assert set(each(browser, "tr.row", "data-state")) == {"ready now"}


def test_everything_can_be_done_with_the_keyboard_alone(opened: Open) -> None:
    browser = opened()
    press(browser, Keys.TAB)
    assert "skip" in str(browser.switch_to.active_element.get_attribute("class"))
    press(browser, Keys.ENTER)
    press(browser, Keys.SHIFT + Keys.TAB, Keys.SHIFT + Keys.TAB, Keys.SHIFT + Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("id") == "find"
    press(browser, "SD3", Keys.TAB, Keys.TAB, Keys.TAB)
    rows = shown(browser, "tr.row")
    assert browser.switch_to.active_element == rows[0].find_element(By.CSS_SELECTOR, ".tick")
    press(browser, Keys.SPACE)
    assert rows[0].find_element(By.CSS_SELECTOR, ".tick").is_selected()
    press(browser, Keys.TAB)
    link = browser.switch_to.active_element
    press(browser, Keys.ENTER)
    article = topic_shown(browser)
    assert browser.switch_to.active_element == article.find_element(By.CSS_SELECTOR, "h3")
    while "front" not in str(browser.switch_to.active_element.get_attribute("class")):
        press(browser, Keys.TAB)
    press(browser, Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("aria-expanded") == "true"
    assert len(shown(browser, ".back")) == 1
    press(browser, Keys.ESCAPE)
    assert shown(browser, "article.topic") == []
    assert browser.switch_to.active_element == link


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.long)])
def test_the_page_never_scrolls_sideways(opened: Open, written: Write, size: tuple[int, int]) -> None:
    for path in (written(), written("--to", "sd3", "--per-day", "10", "--start", "2026-12-01")):
        browser = opened(path, size)
        assert browser.execute_script("return document.scrollingElement.scrollWidth") == size[0]
        article = go(browser, "stable-diffusion-3")
        assert browser.execute_script("return document.scrollingElement.scrollWidth") == size[0]
        assert browser.execute_script("return arguments[0].scrollWidth <= arguments[0].clientWidth", article)


def test_every_label_of_the_picture_fits_its_box(opened: Open) -> None:
    browser = opened()
    outside = browser.execute_script(
        """return [...document.querySelectorAll(".graph .box")].flatMap((box) => {
             const frame = box.querySelector(".frame").getBBox();
             return [...box.querySelectorAll(".label")].filter((label) => {
               const words = label.getBBox();
               return words.x < frame.x + 24 || words.x + words.width > frame.x + frame.width
                 || words.y < frame.y - 1 || words.y + words.height > frame.y + frame.height + 1;
             }).map((label) => label.textContent);
           });"""
    )
    assert outside == []


def test_the_page_of_a_goal_shows_what_leads_to_it_alone(opened: Open, written: Write) -> None:
    browser = opened(written("--to", "sd3"))
    boxes = each(browser, ".graph .box", "data-topic")
    way = ["ddpm", "diffusion-sde", "normalizing-flow", "rectified-flow", "stable-diffusion-3"]
    assert [topic for topic in boxes if topic in way] == way
    assert "controlnet" not in boxes
    assert set(each(browser, ".graph .line", "data-tail")) == set(boxes) - {"stable-diffusion-3"}


@pytest.mark.parametrize(
    ("size", "night", "topic"),
    [
        pytest.param(PHONE, True, "diffusion-sde", id="phone-night-topic"),
        pytest.param(DESKTOP, False, "", id="desktop-day"),
    ],
)
@pytest.mark.long
def test_axe_finds_no_fault_in_the_page(
    opened: Open, written: Write, size: tuple[int, int], night: bool, topic: str
) -> None:
    browser = opened(written("--per-day", "10", "--start", "2026-12-01"), size, night=night)
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    if topic:
        go(browser, topic)
        for front in shown(browser, ".front")[:2]:
            front.click()
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    found = browser.execute_async_script("axe.run().then(arguments[0])")
    assert [(fault["id"], fault["impact"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []


def printed(browser: Chrome) -> pypdfium2.PdfDocument:
    options = {"preferCSSPageSize": True, "printBackground": False}
    return pypdfium2.PdfDocument(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", options)["data"]))


def text_of(document: pypdfium2.PdfDocument, at: int) -> str:
    return str(document[at].get_textpage().get_text_range())


def test_the_printed_plan_has_the_picture_then_every_topic_in_order_then_the_cards(opened: Open) -> None:
    browser = opened()
    names = each(browser, "tr.row th a", "text")
    cards = len(browser.find_elements(By.CSS_SELECTOR, ".card"))
    assert len(names) > 40
    document = printed(browser)
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    assert sizes[0] == (297, 210)
    assert set(sizes[1:]) == {(210, 297)}
    pages = ["".join(text_of(document, at).split()) for at in range(len(document))]
    assert all("".join(name.split()) in pages[0] for name in names if len(name) < 12)
    first = next(at for at, text in enumerate(pages) if "Cutalong" in text)
    table = "".join(pages[1:first])
    places = [table.index(f"{at}{''.join(name.split())}") for at, name in enumerate(names, 1)]
    assert places == sorted(places)
    behind = "".join(pages[first:])
    assert "在DDPM中，扩散过程被划分成什么？固定的T步" in behind
    assert "Search" not in "".join(pages)
    assert len(pages) < 3 + cards / 4


def test_what_is_filtered_out_is_not_printed(opened: Open) -> None:
    browser = opened()
    Select(one(browser, "#track")).select_by_value("multimodal")
    document = printed(browser)
    table = "".join(text_of(document, at) for at in range(1, len(document)))
    assert "Kimi-VL" in table.split("Cut along")[0]
    assert "HiPPO" not in table.split("Cut along")[0]


def test_without_its_script_the_page_shows_everything(opened: Open) -> None:
    browser = opened()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.refresh()
        assert len(shown(browser, "article.topic")) == len(shown(browser, "tr.row"))
        assert len(shown(browser, ".back")) == len(browser.find_elements(By.CSS_SELECTOR, ".card"))
        assert shown(browser, ".filters") == []
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


EVIL = ("<script>window.evil=1</script>", '"><img src=x onerror="window.evil=1">', "</style></script>{{ 7*7 }}")


def test_what_a_note_holds_is_text_wherever_it_stands(opened: Open, tmp_path: Path) -> None:
    every = []
    cards, frames, entries = [], {}, []
    for at, evil in enumerate(EVIL):
        needs = (Need(f"t{at - 1}{EVIL[at - 1]}", evil, "note", evil),) if at else ()
        topic = Topic(
            f"t{at}{evil}", evil, (f"中{evil}",), Track(evil, evil, evil), at, False, evil, needs, (f"c{evil}",)
        )
        every.append(replace(topic, needs=tuple(replace(need, topic=f"t{at - 1}{EVIL[at - 1]}") for need in needs)))
        card = Card(f"c{evil}", "enumeration", topic.id, evil, evil, f"{evil} → {evil}", f"e{at}", evil, 0, len(evil))
        cloze = replace(card, id=f"d{evil}", kind="cloze", front=f"甲{{{{c1::{evil}}}}}乙", back=evil)
        for made in (card, cloze):
            frames[made.id] = Frame(evil, evil, evil, evil, evil, (evil,), (evil,))
        cards += [card, cloze]
        entries.append(StudiedEntry(Entry(f"e{at}", evil, (evil,)), topic.id, ()))
    path = tmp_path / "evil.html"
    path.write_bytes(b"".join(page(outline(every, every[-1]), cards, lambda card: frames[card.id], entries)))
    browser = opened(path)
    assert log(browser, "browser") == []
    assert browser.execute_script("return window.evil") is None
    assert browser.find_elements(By.CSS_SELECTOR, "img") == []
    assert len(browser.find_elements(By.CSS_SELECTOR, "script")) == 1
    for at, evil in enumerate(EVIL):
        shown(browser, "tr.row th a")[at].click()
        article = topic_shown(browser)
        for front in article.find_elements(By.CSS_SELECTOR, ".front"):
            front.click()
        assert article.text.count(evil) >= 6
        press(browser, Keys.ESCAPE)
    assert browser.execute_script("return window.evil") is None
