"""Two corrections of what Rasa works out anew for each message, for speed alone.

``RulePolicy`` goes through all rules twice: once with the words of the message, for rules that
name a whole sentence, and once with its intent. And ``Domain.is_empty`` builds an empty domain to
compare with, to find out whether intents can be looked up in this one.
"""

from __future__ import annotations

import weakref
from typing import Final

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT

Found = tuple[str | None, str | None, bool]

_EMPTY: Final = "_meridian_is_empty"
_NAMES_SENTENCES: Final[weakref.WeakKeyDictionary[RulePolicy, bool]] = weakref.WeakKeyDictionary()


def install_one_scan_of_rules() -> None:
    """Go through the rules by the words of a message only where some rule names a sentence."""
    find_action_from_rules = RulePolicy._find_action_from_rules  # noqa: SLF001

    def find(
        self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Found:
        # Within a loop a rule may match whatever the words are; that is left to Rasa.
        if use_text_for_last_user_input and not tracker.active_loop_name and not names_sentences(self):
            return None, None, False
        found: Found = find_action_from_rules(self, tracker, domain, use_text_for_last_user_input)
        return found

    RulePolicy._find_action_from_rules = find  # noqa: SLF001


def names_sentences(policy: RulePolicy) -> bool:
    """Whether some rule holds for a message's words in place of its intent."""
    if policy not in _NAMES_SENTENCES:
        states = (state for key in policy.lookup[RULES] for state in policy._rule_key_to_state(key))  # noqa: SLF001
        _NAMES_SENTENCES[policy] = any(TEXT in state.get(USER, {}) for state in states)
    return _NAMES_SENTENCES[policy]


def install_emptiness_once() -> None:
    """Find out once for each domain whether it is empty; it does not change after it was read."""
    is_empty = Domain.is_empty

    def ask_once(self: Domain) -> bool:
        # Not in a dictionary: a domain's hash is that of all it holds, computed anew each time.
        known: dict[str, bool] = self.__dict__
        if _EMPTY not in known:
            known[_EMPTY] = is_empty(self)
        return known[_EMPTY]

    Domain.is_empty = ask_once
