"""What tests of pages in a real browser share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

SECONDS = 180  # the page that holds the whole program, on a busy machine


def until(page: Page | Frame, condition: str) -> None:
    """Wait for a condition; the policy of the page forbids what playwright itself waits with."""
    from playwright.sync_api import Error  # noqa: PLC0415 - only where it is installed

    deadline = time.monotonic() + SECONDS
    while True:
        try:
            if page.evaluate(condition):
                return
        except Error as error:  # a page that is being loaded has nothing to ask
            if "navigation" not in str(error):
                raise
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)
