"""What is started: the player's address and the browser's command line. Nothing here touches the machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

BLACK = "data:text/html,<body/bgcolor=black>"
WAITING = BLACK + quote(
    "<meta charset=utf-8><style>body{display:grid;place-content:center;height:90vh;color:#777;font:3vmin sans-serif}</style>"
    "Aguardando o servidor · Waiting for the server"
)
"""Instead of the browser's error page."""


def player_url(server: str) -> str:
    """The player's page of a server. Raises ValueError for what is no web address, or holds a key that `ps` would show."""
    parts = urlsplit(server.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the server's URL must look like http://tvs.example:5000")
    parts.port  # Raises for what is no number.
    if parts.username or parts.password or parts.fragment or "key" in parse_qs(parts.query, keep_blank_values=True):
        raise ValueError("the server's URL must be an address only; a key goes into the key file")
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, (path or "/player") + "/", parts.query, ""))


def origin(url: str) -> str:
    """As browsers write it: scheme, host, and the port unless it is the usual one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def plain_http(url: str) -> bool:
    """Whether browsers hold this address for insecure: HTTP, and not to this machine itself."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "http" or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def arguments(rules: list[dict], platform: str, url: str, profile: str, more: list[str]) -> list[str]:
    """The browser's flags by chromium.json, `more` after them, and a black page.

    The server's page is opened through the pipe, so that no key stands on a command line, which every user may read.
    """
    facts = {"profile": profile, "origin": origin(url)}
    flags = [
        rule["flag"].format(**facts)
        for rule in rules
        if platform in rule["on"] and (rule.get("when") != "plain-http" or plain_http(url))
    ]
    return [*flags, *more, BLACK]


def with_key(url: str, key: str | None) -> str:
    """The address that hands the page its key. It is spoken through the pipe only, never put on a command line."""
    if key is None:
        return url
    return url + ("&" if urlsplit(url).query else "?") + "key=" + quote(key, safe="")
