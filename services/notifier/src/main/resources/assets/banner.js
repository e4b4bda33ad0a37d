/* The maintenance banner. A site includes it once: <script src="https://status.example/banner.js" async></script>
   data-component="name of a target" shows only what concerns that one. It fails silently: no banner, no error. */
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script || !script.src || window.tidegateBanner) return;
  window.tidegateBanner = true;
  const summary = new URL('api/v2/summary.json', script.src);
  const component = script.dataset.component;
  const EVERY = 30000;
  const DISMISSED = 'tidegate-banner-dismissed';
  const STYLE = `
    :host { all: initial; display: block; }
    p { box-sizing: border-box; display: flex; gap: 12px; align-items: center; justify-content: center; margin: 0; padding: 10px 16px;
      font: 15px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; background: #e6eff6; color: #1d4565; }
    p.good { background: #e3f4ec; color: #07523a; } p.work { background: #fdf1d3; color: #5e3b00; } p.warning { background: #fdeae3; color: #85270c; }
    a { color: inherit; font-weight: 600; white-space: nowrap; }
    button { font: inherit; font-size: 20px; line-height: 1; border: 0; padding: 4px 8px; background: none; color: inherit; cursor: pointer; }
    :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }`;
  let host;
  let shown;

  const day = { weekday: 'short', day: 'numeric', month: 'short' };
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const write = (time, form) => new Intl.DateTimeFormat(undefined, form).format(time);

  /** In the reader's local time; a day is named where it is not today. */
  function span(from, until) {
    const end = until && new Date(until);
    const form = time => (time.toDateString() === new Date().toDateString() ? clock : { ...day, ...clock });
    if (!from) return end && end > new Date() ? `until ${write(end, form(end))}` : '';
    const start = new Date(from);
    const sameDay = end && start.toDateString() === end.toDateString();
    return write(start, { ...day, ...clock }) + (end ? `–${write(end, sameDay ? clock : { ...day, ...clock })}` : '');
  }

  function dismissed() {
    try { return localStorage.getItem(DISMISSED); } catch { return null; }
  }

  function dismiss(id) {
    try { localStorage.setItem(DISMISSED, id); } catch { /* a private window: it is gone until the next page */ }
    shown = id;
    line().hidden = true;
    line().replaceChildren();
  }

  function line() {
    if (!host) {
      host = document.createElement('div');
      const root = host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE + ' [hidden] { display: none !important; }');
      root.adoptedStyleSheets = [sheet];
      const text = document.createElement('p');
      text.setAttribute('role', 'status');
      text.hidden = true;
      root.append(text);
      document.body.prepend(host);
    }
    return host.shadowRoot.querySelector('p');
  }

  function show(banner) {
    if (!banner || banner.id === dismissed()) {
      if (host) { line().hidden = true; line().replaceChildren(); }
      shown = undefined;
      return;
    }
    if (banner.id === shown) return;
    shown = banner.id;
    const when = span(banner.from, banner.until);
    const words = document.createElement('span');
    words.textContent = banner.text + (when ? `, ${when}` : '');
    const more = document.createElement('a');
    more.href = banner.url;
    more.textContent = 'Details';
    const close = document.createElement('button');
    close.type = 'button';
    close.setAttribute('aria-label', 'Dismiss');
    close.textContent = '×';
    close.addEventListener('click', () => dismiss(banner.id));
    line().className = banner.tone;
    line().hidden = false;
    line().replaceChildren(words, more, close);
  }

  async function poll() {
    try {
      if (document.visibilityState === 'visible') {
        // The browser sends If-None-Match by itself, and without a preflight.
        const answer = await fetch(summary, { cache: 'no-cache', credentials: 'omit' });
        if (answer.ok) {
          const state = await answer.json();
          show(state.tidegate.banners.find(one => !component || one.component === component));
        }
      }
    } catch { /* the site is more important than its banner */ }
  }

  const begin = () => {
    poll();
    setInterval(poll, EVERY);
    document.addEventListener('visibilitychange', poll);
  };
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
})();
