// What this browser remembers: the conversation's id and the page's language, nothing of what was said.
// Browsers may refuse storage; the page then works until it is closed.

const unsaved = new Map();

export function recall(name) {
  try {
    return localStorage.getItem(`meridian.${name}`) ?? undefined;
  } catch {
    return unsaved.get(name);
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`meridian.${name}`, value);
  } catch {
    unsaved.set(name, value);
  }
}

export function forget(name) {
  unsaved.delete(name);
  try {
    localStorage.removeItem(`meridian.${name}`);
  } catch {
    // Nothing was kept there.
  }
}
