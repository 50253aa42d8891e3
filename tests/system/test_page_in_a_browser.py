"""The chat page as a visitor sees it, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from knowledge.catalogue import Catalogue
from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Visitor, kinds
from tests.system.sentences import SENTENCES

# A reply may take its time on a machine that is busy.
expect.set_options(timeout=20_000)

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOCALES: Final = {"en": "en-GB", "nl": "nl-NL", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}
SECONDS: Final = 20_000
# Notes what the page's own policy forbade.
WATCH_POLICY: Final = """
window.forbidden = [];
document.addEventListener("securitypolicyviolation", (e) => forbidden.push(e.violatedDirective));
"""

pytestmark = [
    pytest.mark.system,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed (Debian: apt install chromium)"),
]


@dataclass
class Visit:
    """The page, opened by a visitor of one language."""

    page: Page
    assistant: Assistant
    complaints: list[str] = field(default_factory=list)

    @property
    def replies(self) -> Locator:
        """What the assistant said."""
        return self.page.locator("article.assistant")

    @property
    def answers(self) -> Locator:
        """The answers among it."""
        return self.page.locator("article.answer")

    async def ask(self, text: str) -> None:
        """Type a message and send it."""
        self.assistant.texts.add(text)
        await self.page.locator("#text").fill(text)
        await self.page.locator("#send").click()

    async def trouble(self) -> list[str]:
        """Errors in the console and what the page's policy forbade."""
        return [*self.complaints, *await self.page.evaluate("window.forbidden")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(
    request: pytest.FixtureRequest, browser: Browser, assistant: Assistant
) -> AsyncIterator[Visit]:
    """The page in the test's language, English if it has none; it must be without complaints at the end."""
    language = getattr(request, "param", None) or _language_of(request)
    context = await browser.new_context(locale=LOCALES[language], base_url=assistant.address)
    visit = Visit(await _open(context), assistant)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("console", lambda m: visit.complaints.append(m.text) if m.type == "error" else None)
    await visit.page.goto("/")
    yield visit
    trouble = await visit.trouble()
    await context.close()
    assert trouble == []


async def _open(context: BrowserContext) -> Page:
    context.set_default_timeout(SECONDS)
    await context.add_init_script(WATCH_POLICY)
    return await context.new_page()


def _language_of(request: pytest.FixtureRequest) -> str:
    return str(request.node.callspec.params["language"]) if hasattr(request.node, "callspec") else "en"


@pytest.mark.parametrize("language", Language)
async def test_a_question_gets_its_answer_with_the_source(
    visit: Visit, written: Catalogue, language: Language
) -> None:
    await visit.ask(SENTENCES[language].session_length)

    await expect(visit.answers).to_have_count(1)
    paragraph = visit.answers.locator("p.text")
    assert await paragraph.evaluate("p => p.textContent") == written.answer("session/length", language)
    assert (await paragraph.get_attribute("lang") or "").startswith(language)
    titles = [written.documents[s].titles[language] for s in written.topics["session/length"].sources]
    await expect(visit.answers.locator(".sources li")).to_have_text(titles)
    await expect(visit.page.locator("article.notice")).to_have_count(1)
    await expect(visit.page.locator("article.user p.text")).to_have_text([SENTENCES[language].session_length])


@pytest.mark.parametrize("language", Language)
async def test_the_page_speaks_the_browsers_language(visit: Visit, language: Language) -> None:
    pressed = visit.page.locator("#languages button[aria-pressed=true]")

    await expect(pressed).to_have_text([language.own_name])
    assert (await visit.page.locator("html").get_attribute("lang") or "").startswith(language)


@pytest.mark.parametrize("language", Language)
async def test_each_question_that_the_page_offers_is_answered(
    visit: Visit, assistant: Assistant, language: Language
) -> None:
    offered = await visit.page.locator("#starters button").all_inner_texts()

    assert len(offered) >= 4
    async with Visitor(assistant) as visitor:
        for text in offered:
            assert kinds(await visitor.conversation(locale=language).say(text)) == ["answer"], text


@pytest.mark.parametrize("language", Language)
async def test_pressing_a_quick_reply_asks_it(visit: Visit, language: Language) -> None:
    await visit.page.locator("#starters button").first.click()
    await expect(visit.answers).to_have_count(1)

    await visit.answers.first.locator(".choices button").first.click()

    await expect(visit.answers).to_have_count(2)
    await expect(visit.page.locator("article.user")).to_have_count(2)


async def test_a_language_chosen_on_the_page_is_kept(visit: Visit) -> None:
    await visit.page.locator("#languages button[value='zh-Hans']").click()
    await visit.page.reload()

    await expect(visit.page.locator("html")).to_have_attribute("lang", "zh-Hans-CN")
    await visit.ask("👋")
    await expect(visit.page.locator("article.notice p.text")).to_have_attribute("lang", "zh-Hans-CN")


async def test_the_keyboard_is_enough(visit: Visit) -> None:
    keyboard, text = visit.page.keyboard, SENTENCES[Language.EN].cupping
    visit.assistant.texts.add(text)

    await keyboard.press("Tab")
    await keyboard.press("Enter")  # skips to the message field
    await keyboard.type(text)
    await keyboard.press("Shift+Enter")
    await keyboard.type("Please.")
    await expect(visit.page.locator("#text")).to_have_value(f"{text}\nPlease.")
    await keyboard.press("Enter")
    await expect(visit.answers).to_have_count(1)
    await expect(visit.page.locator("#text")).to_be_focused()

    last = visit.answers.first.locator(".choices button").last
    await keyboard.press("Shift+Tab")
    await expect(last).to_be_focused()
    await keyboard.press("Enter")
    await expect(visit.answers).to_have_count(2)


async def test_a_reload_goes_on_with_the_conversation(visit: Visit) -> None:
    await visit.ask(SENTENCES[Language.EN].cupping)
    await expect(visit.answers).to_have_count(1)
    before = await visit.page.evaluate("localStorage.getItem('meridian.conversation')")

    await visit.page.reload()
    await visit.ask(SENTENCES[Language.EN].leaning)

    await expect(visit.answers).to_have_count(1)
    await expect(visit.page.locator("article.notice")).to_have_count(0)
    assert before
    assert await visit.page.evaluate("localStorage.getItem('meridian.conversation')") == before


async def test_a_new_conversation_begins_with_nothing_said(visit: Visit) -> None:
    await visit.ask(SENTENCES[Language.EN].cupping)
    await expect(visit.answers).to_have_count(1)

    await visit.page.locator("#restart").click()

    await expect(visit.replies).to_have_count(0)
    await visit.ask(SENTENCES[Language.EN].leaning)
    await expect(visit.page.locator("article.notice")).to_have_count(1)
    await expect(visit.page.locator("article.fallback")).to_have_count(1)


async def test_what_looks_like_html_is_shown_as_it_was_typed(visit: Visit) -> None:
    text = "<img src=x onerror=\"document.title='hacked'\"><b>bold</b>"

    await visit.ask(text)

    await expect(visit.replies.nth(1)).to_be_visible()
    await expect(visit.page.locator("article.user p.text")).to_have_text([text])
    assert await visit.page.locator("article img, article b").count() == 0
    assert await visit.page.title() != "hacked"


async def test_a_message_that_could_not_be_sent_is_sent_again_on_request(visit: Visit) -> None:
    await visit.page.route("**/api/v1/chat", lambda route: route.abort())
    await visit.ask(SENTENCES[Language.EN].session_length)
    again = visit.page.locator("p.error button")
    await expect(again).to_be_visible()

    await visit.page.unroute("**/api/v1/chat")
    await again.click()

    await expect(visit.answers).to_have_count(1)
    await expect(visit.page.locator("p.error")).to_have_count(0)
    visit.complaints.clear()  # the browser's own word on the request that was broken off
