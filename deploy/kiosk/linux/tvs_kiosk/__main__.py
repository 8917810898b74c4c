"""Starts the browser, watches it, starts it again: for ever. Settings are environment variables (docs/players.md)."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import socket
import sys
import time
from pathlib import Path

from . import profile
from .browser import Browser
from .command import arguments, player_url, with_key
from .watch import watch

LONGEST_PAUSE = 30
"""Seconds between two starts of a browser that does not get as far as playing; the pause doubles up to this."""


def main() -> None:
    env = os.environ
    # Beside the launcher where it is installed, a folder up where it comes from.
    beside = Path(__file__).parent.parent / "chromium.json"
    rules = json.loads((beside if beside.exists() else beside.parent.parent / beside.name).read_text("utf-8"))
    limits = {name: float(env.get(f"TVS_{name.upper()}_SECONDS", value)) for name, value in rules["watch"].items() if name != "about"}
    try:
        url = player_url(env.get("TVS_URL", ""))
    except ValueError as error:
        sys.exit(f"TVS_URL: {error}")
    folder = Path(env.get("TVS_PROFILE", "/var/lib/tvs-kiosk/profile"))
    key_file = Path(env.get("TVS_KEY_FILE", "/var/lib/tvs-kiosk/key"))
    platform = "wayland" if env.get("WAYLAND_DISPLAY") else "x11"
    flags = arguments(rules["flags"], platform, url, str(folder), shlex.split(env.get("TVS_FLAGS", "")))
    if sys.argv[1:] == ["--print"]:
        print(shlex.join(flags))
        return
    command = [env.get("TVS_BROWSER") or find_browser(), *flags]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    pause = 1.0
    while True:
        profile.tidy(folder)
        key = profile.key_to_give(folder, key_file)
        worked = False
        browser = Browser(command)
        say(f"browser {browser.pid} started")
        notify("READY=1")

        def tell(state: str) -> None:
            nonlocal worked
            worked = True
            # Beyond its start the page has taken the key out of its address and kept it.
            if key:
                profile.remember(folder, key)
            say(f"the player is {state}")
            notify(f"STATUS={state}")

        try:
            say(watch(browser, with_key(url, key), limits, tell, lambda: notify("WATCHDOG=1")))
        finally:
            browser.end()
        pause = 1.0 if worked else min(LONGEST_PAUSE, pause * 2)
        time.sleep(pause)


def find_browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable"):
        if path := shutil.which(name):
            return path
    sys.exit("there is no Chromium, Chrome or Edge; TVS_BROWSER names one elsewhere")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def notify(word: str) -> None:
    """To systemd, which restarts everything when these words stop coming; see sd_notify(3)."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        try:
            line.sendto(word.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            pass


main()
