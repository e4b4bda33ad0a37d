/** Channels, people, links, and who I am. */
import { byId, el, safeUrl } from '/shared/dom.js';
import { avatar } from './message.js';
import { state } from './store.js';

/** @param on {channel(id), me(id)} */
export function sidebar(on) {
  const menu = byId('menu');
  const open = (wanted) => {
    document.body.classList.toggle('menu-open', wanted);
    menu.setAttribute('aria-expanded', String(wanted));
  };
  menu.addEventListener('click', () => open(!document.body.classList.contains('menu-open')));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') open(false); });
  document.querySelector('.channel').addEventListener('click', (event) => { if (!menu.contains(event.target)) open(false); });
  byId('me-select').addEventListener('change', (event) => on.me(event.target.value));
  return {
    draw() {
      byId('team-name').textContent = state.workspace.team.name;
      byId('channels').replaceChildren(...state.workspace.channels.map((one) => channel(one, () => { on.channel(one.id); open(false); })));
      byId('people').replaceChildren(...state.workspace.people.map((one) => someone(one, () => { on.me(one.id); open(false); })), bot());
      byId('links').replaceChildren(...links());
      drawMe();
    },
  };
}

const current = (is) => (is ? 'true' : null);

function channel(one, choose) {
  return el('li', {}, el('button', { type: 'button', class: 'side-item', 'aria-current': current(one.id === state.channel.id), on: { click: choose } },
    el('span', { class: 'hash', 'aria-hidden': true }, '#'), el('span', { class: 'side-name' }, one.name)));
}

function someone(one, choose) {
  const isMe = one.id === state.me.id;
  return el('li', {}, el('button', { type: 'button', class: 'side-item', 'aria-pressed': String(isMe), on: { click: choose } },
    avatar(one, 'tiny'), el('span', { class: 'side-name' }, one.realName), el('span', { class: 'side-title' }, one.title),
    isMe && el('span', { class: 'you' }, 'you')));
}

function bot() {
  const one = state.workspace.bot;
  return el('li', {}, el('div', { class: 'side-item quiet' }, avatar(one, 'tiny'), el('span', { class: 'side-name' }, one.realName),
    el('span', { class: 'side-title' }, one.title), el('span', { class: 'app' }, 'APP')));
}

const LINKS = { statusPage: 'Status page', mailbox: 'Mailbox', whatsapp: 'Phones' };

function links() {
  return Object.entries(LINKS)
    .map(([key, label]) => [safeUrl(state.workspace.links[key] ?? ''), label])
    .filter(([url]) => url)
    .map(([url, label]) => el('a', { href: url, target: '_blank', rel: 'noopener' }, label, el('span', { 'aria-hidden': true }, ' ↗')));
}

function drawMe() {
  byId('me-name').textContent = state.me.realName;
  byId('me-avatar').replaceWith(Object.assign(avatar(state.me, 'small'), { id: 'me-avatar' }));
  byId('me-select').replaceChildren(...state.workspace.people.map((one) =>
    el('option', { value: one.id, selected: one.id === state.me.id }, `${one.realName}, ${one.title}`)));
  byId('me-select').value = state.me.id;
}
