"""The browser of tests and pictures: Chromium and its driver, on the PATH or named in CHROMIUM and CHROMEDRIVER."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from selenium import webdriver

MISSING = (
    "there is no Chromium with its driver here: install both (on Debian `apt-get install chromium chromium-driver`), "
    "or say where they are in the variables CHROMIUM and CHROMEDRIVER"
)


def found() -> tuple[str, str] | None:
    """Give the paths of browser and driver, or None where one of them is missing."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


def started(profile: Path) -> webdriver.Chrome:
    """Start a headless browser that can reach no network and writes down what it asks for."""
    paths = found()
    if paths is None:
        raise FileNotFoundError(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = paths[0]
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(paths[1]))
