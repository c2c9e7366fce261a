"""The colours of the style, light and dark, held against what WCAG 2.1 asks for (AA)."""

from __future__ import annotations

import re

import pytest

from spt_fazhi.engine.states import LAMPS
from spt_fazhi.render.board.page import sources
from spt_fazhi.render.board.rows import LETTERS

CSS = sources()["board.css"]
NAMES = {"dim blue": "dimblue"}


def theme(dark: bool) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return {
        name: value for block in blocks[: 1 + dark] for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)
    }


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("ground", ["bg", "card", "soft"])
    def test_words_on_their_grounds(self, dark, ground):
        colours = theme(dark)
        for name in ("ink", "mute", "link", "green", "red", "yellow", "blue", "grey", "violet", "dimblue", "dim"):
            assert contrast(colours[name], colours[ground]) >= 4.5, name

    def test_lamps_on_their_own_grounds(self, dark):
        colours = theme(dark)
        for name in ("green", "red", "yellow", "blue", "grey", "violet", "dimblue", "dim"):
            assert contrast(colours[name], colours[f"{name}-bg"]) >= 4.5, name

    def test_the_head_and_notes(self, dark):
        colours = theme(dark)
        assert contrast(colours["head-ink"], colours["head"]) >= 4.5
        assert contrast(colours["head-mute"], colours["head"]) >= 4.5
        assert contrast(colours["ink"], colours["yellow-bg"]) >= 4.5

    def test_fields_have_edges_that_are_seen(self, dark):
        colours = theme(dark)
        assert contrast(colours["mute"], colours["card"]) >= 3


def test_every_lamp_has_its_colour():
    rules = {
        letter: name
        for selectors, name in re.findall(r"([.\w, ]+) \{ color: var\(--(\w+)\); \}", CSS)
        for letter in re.findall(r"\.(\w)\b", selectors)
    }
    for state, lamp in LAMPS.items():
        assert rules[LETTERS[state]] == NAMES.get(lamp, lamp), state
