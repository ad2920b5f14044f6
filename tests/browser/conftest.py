"""One browser for all tests of pages, and the page of the seeds as the real command line writes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests import chromium
from tests.commands import Server
from tests.conftest import NOW, ROOT

Size = tuple[int, int]
DESKTOP, PHONE = (1280, 900), (390, 844)


def log(browser: webdriver.Chrome, kind: str) -> list[dict[str, str]]:
    """Take what the browser wrote down since the last time."""
    entries: list[dict[str, str]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    if chromium.found() is None:
        pytest.skip(chromium.MISSING)
    driver = chromium.started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Callable[..., Path]:
    """Have the command line write the plan of the seeds as a page, with further options."""
    home = tmp_path_factory.mktemp("page")

    def write(*options: str) -> Path:
        path = home / f"{'-'.join(options) or 'plan'}.html"
        if not path.exists():
            arguments = ("plan", "--seeds", str(ROOT / "seeds"), "--decks", str(home / "decks"), "--format", "html")
            done = server.run((*arguments, *options), home, {**os.environ, "SOURCE_DATE_EPOCH": str(NOW)})
            assert (done.returncode, done.stderr) == (0, "")
            path.write_text(done.stdout, encoding="utf-8")
        return path

    return write


@pytest.fixture
def opened(browser: webdriver.Chrome, written: Callable[..., Path]) -> Callable[..., webdriver.Chrome]:
    """Open a page from disk, the network off, with nothing kept from earlier visits."""

    def load(path: Path | None = None, size: Size = DESKTOP, *, night: bool = False) -> webdriver.Chrome:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if night else "light"}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        target = (path or written()).as_uri()
        browser.get(target)
        browser.execute_script("localStorage.clear()")
        for kind in ("browser", "performance"):
            log(browser, kind)
        browser.get("about:blank")
        browser.get(target)
        return browser

    return load
