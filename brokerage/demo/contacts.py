"""Numbers that ring nowhere (Ofcom keeps them for drama) and addresses that reach nobody."""

from __future__ import annotations

import random
import re


def landline(rng: random.Random) -> str:
    """01632 is no area of Britain."""
    return f"01632 960{rng.randrange(1000):03d}"


def mobile(rng: random.Random) -> str:
    """Never given to a subscriber."""
    return f"07700 900{rng.randrange(1000):03d}"


def in_full(phone: str) -> str:
    """Such a number as it is compared; reading forty thousand of them would take long."""
    return "+44" + phone.replace(" ", "").removeprefix("0")


def mailbox(*words: str, domain: str = "example.org") -> str:
    """Such as ``wren.lanternsea@example.org``; example.org is reserved for examples."""
    return f"{'.'.join(_folded(word) for word in words if word)}@{domain}"


def website(name: str) -> str:
    """An address under .example, which no registrar sells."""
    return f"https://{re.sub(r'-+', '-', _folded(name, '-')).strip('-')[:60]}.example/"


def _folded(text: str, gap: str = "") -> str:
    return re.sub(r"[^a-z0-9]+", gap, text.lower())
