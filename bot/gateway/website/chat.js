// The chat page: one message at a time goes to the assistant, and its reply is shown.

import { ChatError, newId, send } from "./chat_api.js";
import { DEFAULT_LANGUAGE, LABELS, languageOf } from "./labels.js";
import { forget, recall, remember } from "./memory.js";
import { assistantMessage, choices, errorLine, information, userMessage } from "./message_view.js";

const find = (id) => document.getElementById(id);
const log = find("log");
const field = find("text");

let language = startLanguage();
let conversation = recall("conversation");
let waiting = false;
let visit = 0; // grows with each new conversation, so that a late reply to the old one is not shown

function startLanguage() {
  const wanted = [recall("language"), ...navigator.languages].filter(Boolean).map(languageOf);
  return wanted.find(Boolean) ?? DEFAULT_LANGUAGE;
}

function showLabels() {
  const labels = LABELS[language];
  document.documentElement.lang = labels.tag;
  document.title = labels.title;
  for (const labelled of document.querySelectorAll("[data-label]")) {
    labelled.textContent = labels[labelled.dataset.label];
  }
  log.setAttribute("aria-label", labels.log);
  field.placeholder = labels.placeholder;
  const starters = labels.starters.map((text) => ({ title: text, text }));
  find("starters").replaceChildren(...choices(starters, say).children);
  for (const button of find("languages").children) {
    button.setAttribute("aria-pressed", String(button.value === language));
  }
}

function chooseLanguage(event) {
  const button = event.target.closest("button");
  if (!button) return;
  language = button.value;
  remember("language", language);
  showLabels();
}

function say(text) {
  const trimmed = text.trim();
  if (!trimmed || waiting) return;
  show(userMessage(trimmed, LABELS[language]));
  deliver({ id: newId(), text: trimmed });
}

async function deliver(message) {
  const began = visit;
  setWaiting(true);
  try {
    const reply = await send({ ...message, locale: LABELS[language].tag, conversation });
    if (began === visit) showReply(reply);
  } catch (error) {
    if (began === visit) showError(error, message);
  } finally {
    if (began === visit) setWaiting(false);
  }
}

function showReply(reply) {
  conversation = reply.conversation;
  remember("conversation", conversation);
  const labels = LABELS[language];
  const { tag } = LABELS[reply.language];
  const articles = reply.messages.map((message) => assistantMessage(message, tag, labels, say));
  show(...(articles.length ? articles : [information(labels.staff)]));
}

function showError(error, message) {
  const reason = error instanceof ChatError ? error.reason : "failed";
  const labels = LABELS[language];
  const line = errorLine(labels[reason], labels.again, reason === "refused" ? null : resend);
  show(line);

  function resend() {
    if (waiting) return;
    line.remove();
    field.focus();
    deliver(message); // the same id: if the first one did arrive, its reply comes back
  }
}

function show(...elements) {
  log.append(...elements);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  readingStart(elements[0]).scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

// A long answer is read from its beginning, with the question above it unless that is long too.
function readingStart(shown) {
  const question = [...log.querySelectorAll(".user")].at(-1);
  return question && question.offsetHeight < log.clientHeight / 3 ? question : shown;
}

function setWaiting(value) {
  waiting = value;
  find("send").disabled = value;
  find("typing").hidden = !value;
  find("status").textContent = value ? LABELS[language].typing : "";
}

function submit(event) {
  event.preventDefault();
  if (waiting) return;
  say(field.value);
  field.value = "";
  fitField();
  field.focus();
}

function sendOnEnter(event) {
  // While an input method composes Chinese, Enter chooses characters.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  find("form").requestSubmit();
}

function fitField() {
  field.rows = Math.min(5, field.value.split("\n").length);
}

function startAnew() {
  visit += 1;
  conversation = undefined;
  forget("conversation");
  setWaiting(false);
  log.replaceChildren(find("greeting"));
  log.scrollTop = 0;
  field.focus();
}

find("languages").addEventListener("click", chooseLanguage);
find("restart").addEventListener("click", startAnew);
find("form").addEventListener("submit", submit);
field.addEventListener("keydown", sendOnEnter);
field.addEventListener("input", fitField);
showLabels();
