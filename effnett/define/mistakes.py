"""Mistakes as they are found: a name in the message catalogue, a place, and the words that go into the message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from effnett.define.messages import MESSAGES
from effnett.errors import Place, Problem


class Mistake(NamedTuple):
    """One mistake, not yet put into words. `message` is its name in `MESSAGES`."""

    message: str
    place: Place
    words: Mapping[str, object] = {}

    def told(self, language: str) -> Problem:
        """The mistake in bokmål (`nb`) or English (`en`)."""
        message = MESSAGES[self.message]
        what, hint = message.english if language == "en" else message.norwegian
        words = {name: _in_words(word, language) for name, word in self.words.items()}
        return Problem(self.place, what.format_map(words), hint.format_map(words), message.warning)


class Mistakes(list[Mistake]):
    """Collects mistakes, so that all of them are told in one run."""

    def add(self, message: str, place: Place, **words: object) -> None:
        """Note one mistake."""
        self.append(Mistake(message, place, words))


def _in_words(word: object, language: str) -> object:
    """A word as the reader shall see it; a pair (bokmål, English) is one word in two languages."""
    if isinstance(word, tuple) and len(word) == 2:
        return word[1] if language == "en" else word[0]
    if isinstance(word, list | frozenset | set):
        return ", ".join(str(part) for part in word)
    return word
