/** A phone for each number, with what it got. */
import { byId, el, live } from '/shared/dom.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const messages = new Map();

async function reload() {
  messages.clear();
  for (const message of (await (await fetch('/local/messages')).json()).messages) messages.set(message.id, message);
  byId('offline').hidden = true;
  draw();
}

function draw() {
  const phones = Map.groupBy([...messages.values()], (message) => message.to);
  byId('empty').hidden = phones.size > 0;
  byId('phones').replaceChildren(...[...phones].sort(([a], [b]) => a.localeCompare(b)).map(([number, all]) => phone(number, all)));
  document.querySelectorAll('.chat').forEach((chat) => { chat.scrollTop = chat.scrollHeight; });
}

function phone(number, all) {
  return el('section', { class: 'phone', 'aria-label': `Phone ${number}` },
    el('header', {}, el('img', { src: '/shared/tidegate.svg', alt: '', width: 34, height: 34 }),
      el('div', {}, el('h2', {}, 'Tidegate'), el('p', {}, `to ${number}`))),
    el('div', { class: 'chat', tabindex: 0, role: 'log', 'aria-label': `Messages to ${number}` }, all.map(bubble)));
}

function bubble(message) {
  const { sign, word } = statusOf(message);
  const when = new Date(message.at);
  return el('article', { class: 'bubble' },
    el('p', { class: 'words' }, message.text || message.template),
    el('p', { class: 'template' }, `template ${message.template}, ${message.language}`),
    el('footer', {}, el('time', { datetime: message.at }, clock.format(when)), el('span', { class: word, title: message.statuses.join(', ') }, sign,
      el('span', { class: 'visually-hidden' }, ` ${word}`))));
}

/** Whatever order the statuses were told in, a phone shows the furthest. */
function statusOf(message) {
  const has = (status) => message.statuses.includes(status);
  if (has('failed')) return { sign: '⚠ not delivered', word: 'failed' };
  if (has('delivered')) return { sign: '✓✓', word: 'delivered' };
  return has('sent') ? { sign: '✓', word: 'sent' } : { sign: '◷', word: 'accepted' };
}

byId('clear').addEventListener('click', () => fetch('/local/messages', { method: 'DELETE' }));
live(['MESSAGE', 'CLEARED'], {
  onReady: reload,
  onLost: () => { byId('offline').hidden = false; },
  onChange: (kind, message) => {
    if (kind === 'CLEARED') messages.clear();
    else messages.set(message.id, message);
    draw();
  },
});
