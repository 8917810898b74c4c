"""A Chromium of our own, and the DevTools pipe to it (JSON messages, each ended by a zero byte)."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time


class Gone(Exception):
    """The browser, or its end of the pipe, is no more."""


class Silent(Exception):
    """No answer in time."""


class Browser:
    def __init__(self, command: list[str]) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Chromium reads from 3 and writes to 4. When our ends close, for whatever reason, it ends by itself.
        shell = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", shell, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs_in, theirs_out),
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        self.crashed = False

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def open(self, url: str, timeout: float) -> bool:
        """Whether something came; else the browser shows a page of its own about the error."""
        return "errorText" not in self._page("Page.navigate", {"url": url}, timeout)

    def ask(self, expression: str, timeout: float) -> object:
        """The value of an expression in the page. `Runtime` is never enabled: it would keep every console message for months."""
        answer = self._page("Runtime.evaluate", {"expression": expression, "returnByValue": True}, timeout)
        return answer.get("result", {}).get("value")

    def end(self, patience: float = 3) -> None:
        """Asks it to end, so that it can write what it holds; then ends all its processes."""
        try:
            if self.alive:
                self._call("Browser.close", {}, None, patience)
                self._process.wait(patience)
        except (Gone, Silent, subprocess.TimeoutExpired):
            pass
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def attach(self, timeout: float) -> None:
        """Takes hold of the page, which a browser that starts does not have at once."""
        if self._session is not None:
            return
        end = time.monotonic() + timeout
        while True:
            targets = self._call("Target.getTargets", {}, None, timeout).get("targetInfos", [])
            page = next((target for target in targets if target["type"] == "page"), None)
            if page is not None:
                break
            if time.monotonic() > end:
                raise Silent
            time.sleep(0.1)
        attach = {"targetId": page["targetId"], "flatten": True}
        self._session = self._call("Target.attachToTarget", attach, None, timeout).get("sessionId")
        # Brings word of a crashed page.
        self._call("Inspector.enable", {}, self._session, timeout)

    def _page(self, method: str, params: dict, timeout: float) -> dict:
        self.attach(timeout)
        return self._call(method, params, self._session, timeout)

    def _call(self, method: str, params: dict, session: str | None, timeout: float) -> dict:
        self._number += 1
        message: dict = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._out, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise Gone from error
        end = time.monotonic() + timeout
        while True:
            answer = self._read(end)
            if answer.get("method") == "Inspector.targetCrashed":
                self.crashed = True
            elif answer.get("method") == "Target.detachedFromTarget":
                self._session = None
            if answer.get("id") == self._number:
                return answer.get("result", {})

    def _read(self, end: float) -> dict:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise Silent
            chunk = os.read(self._in, 65536)
            if not chunk:
                raise Gone
            self._rest += chunk
        line, self._rest = self._rest.split(b"\0", 1)
        return json.loads(line)
