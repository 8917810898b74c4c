"""The browser's folder: what a power cut leaves in it, and which key the page was given."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

LOCKS = ("SingletonLock", "SingletonSocket", "SingletonCookie")
GIVEN = "tvs-key-given"


def tidy(profile: Path) -> None:
    """Makes the last end look like a good one. Only while no browser runs in the folder."""
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in LOCKS:
        # They name a host and a process; after the host was renamed, Chromium would refuse to start.
        (profile / name).unlink(missing_ok=True)
    preferences = profile / "Default" / "Preferences"
    try:
        content = json.loads(preferences.read_text("utf-8"))
        content["profile"].update(exit_type="Normal", exited_cleanly=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # Not there yet, or broken: Chromium makes a new one.
    write(preferences, json.dumps(content))


def key_to_give(profile: Path, key_file: Path) -> str | None:
    """The key of the file, unless this profile has had it: after a new pairing by code an old key must not come back."""
    try:
        key = key_file.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return key if key and given(profile) != fingerprint(key) else None


def remember(profile: Path, key: str) -> None:
    """Its hash only. Lost with the profile, so that a new profile gets the key again."""
    write(profile / GIVEN, fingerprint(key))


def given(profile: Path) -> str | None:
    try:
        return (profile / GIVEN).read_text("utf-8").strip()
    except OSError:
        return None


def fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
