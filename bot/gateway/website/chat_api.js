// Speaks to POST /api/v1/chat.

const MILLISECONDS_TO_WAIT = 30_000;

// What went wrong: "busy" and "failed" may be sent again under the same id, "refused" may not.
export class ChatError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

// Sends { text, id, locale, conversation? } and gives the reply.
export async function send(message) {
  let response;
  try {
    response = await fetch("/api/v1/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(MILLISECONDS_TO_WAIT),
    });
    if (response.ok) return await response.json();
  } catch {
    throw new ChatError("failed");
  }
  if (response.status === 429) throw new ChatError("busy");
  throw new ChatError(response.status < 500 ? "refused" : "failed");
}

// A random UUID; crypto.randomUUID is missing on pages served without HTTPS.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join("-");
}
