"""Keeps one Chromium on one TVS screen. Only Python's standard library (3.9 or newer)."""
