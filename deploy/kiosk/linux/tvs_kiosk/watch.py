"""Looks at one browser until there is a reason to start another."""

from __future__ import annotations

import time
from typing import Callable

from .browser import Browser, Gone, Silent
from .command import WAITING
from .decide import Seen, decide

# The player says of itself what it does; where nothing is said, the page is another one.
STATE = "document.documentElement.dataset.state || null"
START = "starting"


def watch(browser: Browser, address: str, limits: dict[str, float], tell: Callable[[str], None], beat: Callable[[], None]) -> str:
    """Opens `address` and returns why the browser has to be restarted. `tell` hears every new state, `beat` every look."""
    answered = there = beyond = time.monotonic()
    opened = False
    last: str | None = None
    while True:
        beat()
        try:
            if not opened:
                browser.attach(limits["check"])
                # Before the answer, which a slow server may hold back.
                opened, there = True, time.monotonic()
                if not browser.open(address, limits["check"]):
                    browser.open(WAITING, limits["check"])
            state = browser.ask(STATE, limits["check"])
            now = answered = time.monotonic()
            if isinstance(state, str):
                there = now
            if state != START:
                beyond = now
            if isinstance(state, str) and state not in (START, last):
                last = state
                tell(state)
        except Silent:
            now = time.monotonic()
        except Gone:
            return "the browser is gone"
        seen = Seen(browser.alive, browser.crashed, now - answered, answered - there, answered - beyond)
        what = decide(seen, limits)
        if what == "open":
            # A server that was away while the machine started: the browser would stay on its error page.
            opened = False
        elif what is not None:
            return what
        time.sleep(limits["check"])
