"""When the watchdog steps in. Pure: the caller measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """What is known of the browser. Durations in seconds."""

    alive: bool
    """The process runs and its pipe is open."""
    crashed: bool
    """The page's own process is gone."""
    silent: float
    """Since the page answered last."""
    away: float
    """Since a player was on the page; 0 when it is there."""
    starting: float
    """For how long the player has been starting; 0 when it is beyond that."""


def decide(seen: Seen, limits: dict[str, float]) -> str | None:
    """Why the browser has to be restarted, `open` when only the page has to be opened again, else None."""
    if not seen.alive:
        return "the browser is gone"
    if seen.crashed:
        return "the page crashed"
    if seen.silent > limits["patience"]:
        return "the page does not answer"
    if seen.starting > limits["start"]:
        return "the player does not start"
    return "open" if seen.away > limits["away"] else None
