/** The mails, newest first, and the one that is read. */
import { announce, byId, el, live } from '/shared/dom.js';
import { drawMail } from './mail.js';

const KEY = 'tidegate.mailbox.read';
const read = new Set(JSON.parse(sessionStorage.getItem(KEY) ?? '[]'));
const clock = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
let mails = [];
let chosen = null;

async function reload() {
  mails = (await (await fetch('/local/mails')).json()).mails;
  byId('offline').hidden = true;
  draw();
}

function draw() {
  const wanted = byId('search').value.toLowerCase();
  const shown = mails.filter((mail) => words(mail).includes(wanted)).reverse();
  byId('count').textContent = `${shown.length} ${shown.length === 1 ? 'mail' : 'mails'}`;
  byId('empty').hidden = mails.length > 0;
  byId('mails').replaceChildren(...shown.map(item));
}

const words = (mail) => [mail.subject, mail.from, mail.to, ...mail.recipients].join(' ').toLowerCase();

function item(mail) {
  const text = mail.parts.find((part) => part.contentType.toLowerCase().startsWith('text/plain'))?.text ?? '';
  return el('li', {}, el('button', {
    type: 'button', class: read.has(mail.id) ? 'item' : 'item unread', 'aria-current': mail.id === chosen ? 'true' : null,
    on: { click: () => choose(mail.id) },
  },
  el('div', { class: 'item-row' }, el('span', { class: 'item-to' }, `To ${mail.recipients.join(', ')}`),
    el('time', { datetime: mail.receivedAt }, clock.format(new Date(mail.receivedAt)))),
  el('div', { class: 'item-subject' }, mail.subject || '(no subject)'),
  el('div', { class: 'item-text' }, text.replace(/\s+/g, ' ').slice(0, 140))));
}

async function choose(id) {
  chosen = id;
  read.add(id);
  sessionStorage.setItem(KEY, JSON.stringify([...read]));
  draw();
  document.querySelector('main').classList.add('reading');
  const mail = await (await fetch(`/local/mails/${id}`)).json();
  drawMail(byId('mail'), mail, () => document.querySelector('main').classList.remove('reading'));
  byId('mail').focus();
}

byId('search').addEventListener('input', draw);
byId('clear').addEventListener('click', () => fetch('/local/mails', { method: 'DELETE' }));
live(['MAIL', 'CLEARED'], {
  onReady: reload,
  onLost: () => { byId('offline').hidden = false; },
  onChange: (kind, mail) => {
    if (kind === 'CLEARED') {
      mails = [];
      byId('mail').replaceChildren();
    } else {
      mails.push(mail);
      announce(`New mail: ${mail.subject}`);
    }
    draw();
  },
});
