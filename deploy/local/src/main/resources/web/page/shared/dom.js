/** Builds elements. Text is always a text node: nothing that somebody wrote is ever parsed as HTML. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else node.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Only addresses that a browser opens harmlessly. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Said by a screen reader, seen by nobody. */
export function announce(text) {
  byId('announcer').textContent = text;
}

/**
 * The server's events as they happen. After a break nothing is repeated, so whoever listens reads all anew when
 * `onReady` comes.
 */
export function live(kinds, { onReady, onChange, onLost }) {
  const source = new EventSource('/local/live');
  source.addEventListener('ready', onReady);
  source.addEventListener('error', () => {
    onLost();
    // A browser tries again by itself, unless the answer was an error.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => live(kinds, { onReady, onChange, onLost }), 2000);
  });
  for (const kind of kinds) source.addEventListener(kind, (event) => onChange(kind, JSON.parse(event.data)));
}
