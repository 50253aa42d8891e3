"""Which language to answer in: by script and words, else as remembered, else as the page, else English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.language.chinese import Chinese
from bot.language.guess import Guess, Guesser
from bot.language.message import Message, telling_words
from bot.language.script import han_characters, is_in_foreign_script
from knowledge.language import Language

_DEFAULT: Final = Language.EN
_ENOUGH_WORDS: Final = 3
_LEAD_OVER_NOTHING: Final = 0.2
_LEAD_OF_MANY: Final = 0.15
_LEAD_WITH_NAMES: Final = 0.9
_LEAD_OVER_PAGE: Final = 0.6
_LEAD_OVER_REMEMBERED: Final = 2.0


@dataclass(frozen=True)
class Decision:
    """The language to answer in, and whether the message is in a language the assistant does not speak."""

    language: Language
    unsupported: bool


class LanguageDecision:
    """Decides the language of each message; its models are loaded when it is made."""

    def __init__(self) -> None:
        self._chinese = Chinese()
        self._guesser = Guesser()

    def decide(self, text: str, *, remembered: Language | None, locale: str | None) -> Decision:
        """The language of a message, given what its conversation and its page are known to be in."""
        context = _Context(remembered, Language.from_locale(locale))
        message = Message.read(text)
        if is_in_foreign_script(message.text, message.words):
            return Decision(context.language, unsupported=True)
        guess = self._guesser.guess(message.words)
        if self._is_chinese(message, guess, context):
            return Decision(self._script(message, context), unsupported=False)
        if guess and guess.is_foreign:
            return Decision(context.language, unsupported=True)
        if context.current is None and not message.words and han_characters(text):
            # Just a name, such as a formula's: its characters are all there is to go by.
            return Decision(self._chinese.written(text) or self._chinese.likely(text), unsupported=False)
        return Decision(_switched(message, guess, context), unsupported=False)

    def _is_chinese(self, message: Message, guess: Guess | None, context: _Context) -> bool:
        characters = len(han_characters(message.text))
        if not characters or not guess or not guess.words:
            return characters >= context.han_needed
        if self._closes_in_latin(message):
            return False
        weight = context.chinese_favour * self._chinese.weight(message.text)
        return weight >= max(guess.evidence.own, guess.evidence.foreign)

    def _closes_in_latin(self, message: Message) -> bool:
        """Whether the last of several sentences is a whole one without Chinese."""
        last = message.last_sentence
        guess = self._guesser.guess(telling_words(last)) if last and not han_characters(last) else None
        return guess is not None and guess.words >= _ENOUGH_WORDS

    def _script(self, message: Message, context: _Context) -> Language:
        known = self._chinese.written(message.text) or context.script
        return known or self._chinese.likely(message.text)


@dataclass(frozen=True)
class _Context:
    remembered: Language | None
    page: Language | None

    @property
    def current(self) -> Language | None:
        return self.remembered or self.page

    @property
    def language(self) -> Language:
        return self.current or _DEFAULT

    @property
    def script(self) -> Language | None:
        """The script of Chinese that the conversation, else the page, is in."""
        known = [language for language in (self.remembered, self.page) if language and language.is_chinese]
        return known[0] if known else None

    @property
    def han_needed(self) -> int:
        """How many characters alone make a message Chinese."""
        return 2 if self.current else 1

    @property
    def chinese_favour(self) -> float:
        """How much Chinese counts in a message that mixes it with words in Latin letters."""
        if self.current is None:
            return 1.0
        return 1.25 if self.current.is_chinese else 0.9


def _switched(message: Message, guess: Guess | None, context: _Context) -> Language:
    """The guessed language, unless the words are too few or too weak to leave the current one."""
    return guess.language if guess and _is_sure(message, guess, context) else context.language


def _is_sure(message: Message, guess: Guess, context: _Context) -> bool:
    if context.current is None:
        return guess.lead >= _LEAD_OVER_NOTHING
    if guess.words >= _ENOUGH_WORDS:
        return guess.lead >= _LEAD_OF_MANY
    if message.length >= _ENOUGH_WORDS:
        return guess.words > 0 and guess.lead >= _LEAD_WITH_NAMES
    needed = _LEAD_OVER_REMEMBERED if context.remembered else _LEAD_OVER_PAGE
    return guess.evidence.lead(guess.language) >= needed
