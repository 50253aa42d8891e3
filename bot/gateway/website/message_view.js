// Turns messages into elements. Text only ever enters as text, so nothing in it can act as HTML.

export function element(name, properties = {}, ...children) {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children.filter(Boolean));
  return created;
}

export function userMessage(text, labels) {
  return element("article", { className: "message user" }, speaker(labels.you, labels), paragraph(text));
}

// One message of the assistant; `tag` is the language it is written in, `press` is called with the text
// of a pressed quick reply.
export function assistantMessage(message, tag, labels, press) {
  const article = element(
    "article",
    { className: `message assistant ${message.kind}` },
    speaker(labels.assistant, labels),
    Object.assign(paragraph(message.text), { lang: tag }),
    message.booking && appointment(message.booking, labels),
    message.sources?.length && sources(message.sources, labels),
  );
  if (message.suggestions?.length) article.append(choices(message.suggestions, press, tag));
  return article;
}

export function information(text) {
  return element("p", { className: "information", textContent: text });
}

export function errorLine(text, again, resend) {
  const line = element("p", { className: "error" }, element("span", { textContent: text }));
  if (resend) {
    const button = element("button", { type: "button", textContent: again });
    button.addEventListener("click", resend);
    line.append(button);
  }
  return line;
}

// Quick replies: a list of { title, text }.
export function choices(suggestions, press, tag = "") {
  const buttons = suggestions.map(({ title, text }) => {
    const button = element("button", { type: "button", textContent: title, lang: tag });
    button.addEventListener("click", () => press(text));
    return button;
  });
  return element("div", { className: "choices" }, ...buttons);
}

function speaker(name, labels) {
  return element("span", { className: "unseen", textContent: `${name}: `, lang: labels.tag });
}

function paragraph(text) {
  return element("p", { className: "text", textContent: text, dir: "auto" });
}

function sources(list, labels) {
  const items = list.map(source);
  const name = element("span", { className: "label", textContent: labels.sources, lang: labels.tag });
  return element("div", { className: "sources" }, name, element("ul", {}, ...items));
}

function source({ title, url }) {
  if (!/^https?:\/\//.test(url ?? "")) return element("li", { textContent: title });
  const link = element("a", { href: url, textContent: title, target: "_blank", rel: "noopener noreferrer" });
  return element("li", {}, link);
}

function appointment(booking, labels) {
  const rows = Object.entries(labels.booking)
    .filter(([field]) => booking[field])
    .flatMap(([field, label]) => [
      element("dt", { textContent: label }),
      element("dd", { textContent: shown(field, booking[field], labels) }),
    ]);
  return rows.length ? element("dl", { className: `booking ${booking.status}`, lang: labels.tag }, ...rows) : null;
}

function shown(field, value, labels) {
  if (field === "service") return labels.services[value] ?? value;
  if (field === "part") return labels.parts[value] ?? value;
  if (field === "start") return value.slice(0, 16).replace("T", " "); // the clinic's own time, as it was sent
  return value;
}
