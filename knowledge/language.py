"""The four languages of the assistant."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language that the assistant speaks; its value is a BCP 47 tag."""

    EN = "en"
    NL = "nl"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"

    @property
    def is_chinese(self) -> bool:
        """Whether this language is written in Chinese characters."""
        return self in (Language.ZH_HANT, Language.ZH_HANS)

    @property
    def own_name(self) -> str:
        """The language's name as its speakers write it."""
        return _OWN_NAMES[self]

    @classmethod
    def from_locale(cls, locale: str | None) -> Language | None:
        """The language of a BCP 47 tag such as ``zh-HK`` or ``nl_BE``; None for others."""
        tag = (locale or "").replace("_", "-").lower()
        primary = tag.split("-")[0]
        if primary == "yue":
            return cls.ZH_HANT
        if primary == "zh":
            return _chinese_from_tag(tag)
        return cls(primary) if primary in ("en", "nl") else None


def _chinese_from_tag(tag: str) -> Language:
    subtags = tag.split("-")[1:]
    if "hans" in subtags:
        return Language.ZH_HANS
    if "hant" in subtags or not {"hk", "mo", "tw"}.isdisjoint(subtags):
        return Language.ZH_HANT
    return Language.ZH_HANS


_OWN_NAMES = {
    Language.EN: "English",
    Language.NL: "Nederlands",
    Language.ZH_HANT: "繁體中文",
    Language.ZH_HANS: "简体中文",
}
