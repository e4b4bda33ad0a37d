/** One mail: its parts, each as a person reads it. */
import { el } from '/shared/dom.js';
import { calendar } from './calendar.js';

export function drawMail(place, mail, onBack) {
  const views = [...mail.parts.map((part) => view(mail, part)), headers(mail), source(mail)];
  const first = views.findIndex((one) => one.name === 'HTML');
  const panel = el('div', { class: 'panel', role: 'tabpanel', tabindex: 0, 'aria-labelledby': 'tab-0' });
  const tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Parts of the mail', on: { keydown: move } },
    views.map((one, index) => el('button', { id: `tab-${index}`, type: 'button', role: 'tab', on: { click: () => show(index) } }, one.name)));

  function show(index) {
    [...tabs.children].forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `tab-${index}`);
    panel.replaceChildren(views[index].draw());
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const now = [...tabs.children].findIndex((tab) => tab.tabIndex === 0);
    const next = (now + step + views.length) % views.length;
    show(next);
    tabs.children[next].focus();
  }

  place.replaceChildren(
    el('button', { type: 'button', class: 'link back', on: { click: onBack } }, '← All mails'),
    el('header', { class: 'mail-head' }, el('h2', {}, mail.subject || '(no subject)'), facts(mail)), tabs, panel);
  show(Math.max(first, 0));
}

function facts(mail) {
  const rows = [['From', mail.from], ['To', mail.to || mail.recipients.join(', ')], ['Delivered to', mail.recipients.join(', ')],
    ['Received', new Date(mail.receivedAt).toLocaleString()]];
  return el('dl', {}, rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function view(mail, part) {
  const type = part.contentType.toLowerCase();
  if (type.startsWith('text/html')) {
    // Sandboxed without any permission: it runs nothing, and what it may load the server forbids.
    return { name: 'HTML', draw: () => el('iframe', { sandbox: '', src: `/local/mails/${mail.id}/html`, title: 'The mail as HTML' }) };
  }
  if (type.startsWith('text/calendar')) return { name: 'Calendar', draw: () => calendar(part) };
  const name = type.startsWith('text/plain') ? 'Text' : part.fileName ?? part.contentType.split(';')[0];
  return { name, draw: () => el('pre', {}, part.text || `${part.contentType}, ${part.size} bytes`) };
}

const headers = (mail) => ({
  name: 'Headers',
  draw: () => el('table', {}, el('tbody', {}, mail.headers.map((one) =>
    el('tr', {}, el('th', { scope: 'row' }, one.name), el('td', {}, one.value))))),
});

const source = (mail) => ({
  name: 'Source',
  draw: () => {
    const pre = el('pre', {}, '…');
    fetch(`/local/mails/${mail.id}/raw`).then((response) => response.text()).then((text) => { pre.textContent = text; });
    return pre;
  },
});
