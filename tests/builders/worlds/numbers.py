"""Invented numbers with the right check digits: no such region, no such person, no such bank."""

from __future__ import annotations

from spt_fazhi.text.sensitive import passes_luhn

WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


def id_number(first17: str) -> str:
    """With the check digit of GB 11643 (ISO 7064 MOD 11-2), worked out another way than the program does."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    value = (12 - total % 11) % 11
    return first17 + ("X" if value == 10 else str(value))


def card(first: str) -> str:
    """With its Luhn digit."""
    return next(first + str(digit) for digit in range(10) if passes_luhn(first + str(digit)))


ID = id_number("64999919000101000")
CARD = card("622999000000000")
MOBILE = "13800001234"
