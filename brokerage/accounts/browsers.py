"""A browser in words that somebody recognises: "Firefox on Windows"."""

from __future__ import annotations

# In this order: Edge and Opera also say Chrome, Chrome also says Safari, Android also Linux.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
DEVICES = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "an Android telephone or tablet",
    "Windows": "Windows",
    "Macintosh": "a Mac",
    "CrOS": "a Chromebook",
    "Linux": "Linux",
}


def browser_name(agent: str) -> str:
    """What a browser said of itself, in words."""
    browser = next((words for mark, words in BROWSERS.items() if mark in agent), "A browser")
    device = next((words for mark, words in DEVICES.items() if mark in agent), "")
    return f"{browser} on {device}" if device else browser
