"""What one message says about an appointment."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.booking.dialogue.details import without_contact, without_note, without_reference
from bot.booking.dialogue.draft import Task
from bot.booking.dialogue.names import read_named
from bot.booking.dialogue.services import read_service
from bot.booking.dialogue.words import opens_with, pattern, says, says_only
from bot.booking.when import Judge, When, read_when
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_MANY_DIGITS: Final = re.compile(r"\d(?:[\s-]?\d){5,}")
_QUESTION_MARK: Final = re.compile(r"[?？]\s*$")
_ORDINALS: Final = ("first", "second", "third")


class Answer(StrEnum):
    """A message that is nothing but one of these."""

    YES = "yes"
    NO = "no"
    NEVER_MIND = "never_mind"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a message says; what it does not speak of is None or False.

    ``half_contact`` says that it has what looks like a phone number or mail address and is none.
    """

    when: When = field(default_factory=When)
    service: str | None = None
    name: str | None = None
    name_is_guess: bool = False
    phone: str | None = None
    email: str | None = None
    note: str | None = None
    reference: str | None = None
    answer: Answer | None = None
    opens_with_yes: bool = False
    task: Task | None = None
    pick: int | None = None
    earliest: bool = False
    half_contact: bool = False
    is_question: bool = False

    @property
    def has_when(self) -> bool:
        """Whether a day, a time or a part of the day was spoken of."""
        return self.when != When()

    @property
    def agrees(self) -> bool:
        """Whether it begins with a yes and says nothing that could turn it around."""
        return self.opens_with_yes and not self.is_question

    def without_guess(self) -> Heard:
        """The same where what stands in a name's place is known to be something else."""
        return replace(self, name=None, name_is_guess=False) if self.name_is_guess else self

    @property
    def has_values(self) -> bool:
        """Whether it gives anything that an appointment is made of."""
        return self.service is not None or self._has_more_than_service

    @property
    def may_ask(self) -> bool:
        """Whether it may be a question about something else; that may well name a service."""
        if self.answer is not None or self._has_more_than_service:
            return False
        return self.service is None or self.is_question

    @property
    def is_surely_a_wish(self) -> bool:
        """Whether it has so much of an appointment in it that nothing else can be meant."""
        person = self.name or self.phone or self.email
        given = [self.service, self.when.date, self.when.time, person]
        return self.has_when and sum(value is not None for value in given) > 2

    @property
    def is_likely_a_wish(self) -> bool:
        """Whether it names a service and a day or time."""
        return self.service is not None and (self.when.date or self.when.time) is not None

    @property
    def _has_more_than_service(self) -> bool:
        given = (self.name, self.phone, self.email, self.note, self.reference, self.pick)
        return self.has_when or self.earliest or any(value is not None for value in given)


@dataclass(frozen=True, kw_only=True)
class Ear:
    """Where and when a message is heard; ``given`` is the day already chosen.

    ``may_refer`` says that a reference may stand in it, which otherwise is none; ``judge`` tells the
    days and times that are wished from others, where there is one, and ``about`` helps it: the
    probability that the message is about an appointment.
    """

    language: Language
    now: datetime
    clinic: ClinicProfile
    given: date | None = None
    name_is_asked: bool = False
    may_refer: bool = False
    judge: Judge | None = None
    about: float | None = None


def hear(text: str, ear: Ear) -> Heard:
    """All that a message says about an appointment."""
    written = unicodedata.normalize("NFKC", text)
    note, rest = without_note(written)
    # The reference first: its last figures could be taken for the first of the number behind it.
    reference, rest = without_reference(rest) if ear.may_refer else (None, rest)
    email, phone, rest = without_contact(rest, ear.clinic.country)
    is_question = bool(_QUESTION_MARK.search(written)) or says("question", fold(rest))
    asked = ear.name_is_asked and not is_question
    named = read_named(rest, asked=asked, beside_contact=bool(email or phone))
    folded = fold(named.rest)
    when = read_when(
        named.rest,
        ear.language,
        now=ear.now,
        hours=ear.clinic.hours,
        given=ear.given,
        judge=ear.judge,
        about=ear.about,
    )
    return Heard(
        when=when,
        service=read_service(folded, ear.clinic.services),
        name=named.name,
        name_is_guess=named.is_guess,
        phone=phone,
        email=email,
        note=note,
        reference=reference,
        answer=_answer(folded),
        opens_with_yes=opens_with("yes", folded) and not says("but", folded),
        task=_task(folded),
        pick=_pick(folded),
        earliest=says("earliest", folded) or says_only("any", folded),
        half_contact=not (phone or email) and bool(_MANY_DIGITS.search(rest) or "@" in rest),
        is_question=is_question,
    )


def fold(text: str) -> str:
    """A text as the word lists have it: lower case, one kind of apostrophe, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def _answer(folded: str) -> Answer | None:
    for answer in (Answer.YES, Answer.NEVER_MIND, Answer.NO):
        if says_only(answer, folded):
            return answer
    return None


def named_task(text: str) -> Task | None:
    """Whether a message speaks of moving or cancelling."""
    return _task(fold(text))


def _task(folded: str) -> Task | None:
    if says("cancel", folded):
        return Task.CANCEL
    return Task.MOVE if says("move", folded) else None


def _pick(folded: str) -> int | None:
    bare = folded.strip(" .!,。，！")
    for place, name in enumerate(_ORDINALS):
        if pattern(name).fullmatch(bare) or says_only(name, folded):
            return place
    return None
