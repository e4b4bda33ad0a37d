/** One message, drawn once and then changed in place: what did not change keeps its nodes, and with them the focus. */
import { el } from '/shared/dom.js';
import * as api from './api.js';
import { renderBlock } from './blocks.js';
import { confirmed } from './confirm.js';
import { mrkdwn, plain } from './mrkdwn.js';
import { dismiss, person, replies, state } from './store.js';
import { fullOf, ofTs, sameDay, dayOf, timeOf } from './time.js';

export const names = {
  person: (id) => person(id).realName,
  isMe: (id) => id === state.me.id,
  channel: (id) => state.workspace.channels.find((one) => one.id === id)?.name ?? id,
};

export function avatar(one, size = '') {
  if (one.id === state.workspace.bot.id) {
    return el('img', { class: `avatar ${size}`, src: '/shared/tidegate.svg', alt: '' });
  }
  const place = state.workspace.people.findIndex((other) => other.id === one.id);
  return el('span', { class: `avatar hue-${(place + 8) % 8} ${size}`, 'aria-hidden': true }, one.realName.slice(0, 1).toUpperCase());
}

/** @param options {inThread, onThread(ts), onDismiss(ts)} */
export function messageView(message, options) {
  const node = el('li', { class: 'message', 'data-ts': message.ts });
  const body = el('div', { class: 'body', 'aria-live': 'off' });
  const trouble = el('p', { class: 'trouble', role: 'alert', hidden: true });
  const foot = el('div', { class: 'foot' });
  const drawn = new Map();
  const context = { names, onPress: (element, button) => press(message.ts, element, button, trouble) };
  node.append(...frame(message, options, body, trouble, foot));

  function update(changed) {
    node.classList.toggle('deleted', changed.deleted);
    const parts = changed.blocks.length > 0 ? changed.blocks : [{ type: 'text', text: changed.text }];
    body.replaceChildren(...parts.map((part, index) => keep(drawn, index, part, context)));
    if (changed.edits > 0 && changed.blocks.length === 0) body.append(edited(changed));
    updateFoot(changed, options, foot);
  }

  update(message);
  return { node, update };
}

/** A drawn block is drawn anew only when it differs. */
function keep(drawn, index, part, context) {
  const json = JSON.stringify(part);
  if (drawn.get(index)?.json !== json) {
    const node = part.type === 'text' ? el('div', { class: 'text' }, mrkdwn(part.text, names)) : renderBlock(part, context);
    drawn.set(index, { json, node });
  }
  return drawn.get(index).node;
}

function frame(message, options, body, trouble, foot) {
  const author = person(message.author);
  const when = ofTs(message.ts);
  return [
    el('div', { class: 'gutter' }, avatar(author),
      el('time', { class: 'gutter-time', datetime: when.toISOString(), title: fullOf(when) }, timeOf(when))),
    el('div', { class: 'content' },
      message.visibleTo && el('p', { class: 'only-you' }, '👁 Only visible to you'),
      el('div', { class: 'who' },
        el('span', { class: 'name' }, author.realName),
        author.bot && el('span', { class: 'app' }, 'APP'),
        el('time', { class: 'when', datetime: when.toISOString(), title: fullOf(when) }, timeOf(when))),
      message.broadcast && !options.inThread && repliedTo(message, options),
      body, trouble, foot),
  ];
}

function repliedTo(message, options) {
  const first = state.messages.get(message.threadTs);
  return el('p', { class: 'replied' }, 'replied to a thread: ',
    el('button', { type: 'button', class: 'link', on: { click: () => options.onThread(message.threadTs) } },
      first ? shortened(plain(first.text, names)) : 'a message'));
}

const shortened = (text) => (text.length > 70 ? `${text.slice(0, 70).trimEnd()}…` : text);

const edited = (message) =>
  el('span', { class: 'edited', title: `changed ${message.edits} times, last ${fullOf(ofTs(message.editedTs))}` }, '(edited)');

function updateFoot(message, options, foot) {
  foot.replaceChildren();
  if (message.blocks.length > 0 && message.edits > 0) foot.append(edited(message));
  if (options.inThread && message.broadcast) {
    foot.append(el('span', { class: 'also' }, `Also sent to #${state.channel.name}`));
  }
  if (message.visibleTo) {
    foot.append(el('button', { type: 'button', class: 'link', on: { click: () => { dismiss(message.ts); options.onDismiss(message.ts); } } }, 'Dismiss message'));
  }
  if (!options.inThread && !message.threadTs && !message.visibleTo) foot.append(...threadSummary(message, options));
}

function threadSummary(message, options) {
  const all = replies(message.ts);
  const open = { type: 'button', on: { click: () => options.onThread(message.ts) } };
  if (all.length === 0) return [el('button', { ...open, class: 'reply-in-thread' }, 'Reply in thread')];
  const last = ofTs(all.at(-1).ts);
  const when = sameDay(last, new Date()) ? `today at ${timeOf(last)}` : `${dayOf(last)} at ${timeOf(last)}`;
  const authors = [...new Set(all.map((reply) => reply.author))].slice(0, 4).map((id) => avatar(person(id), 'tiny'));
  return [el('button', { ...open, class: 'thread-summary' }, ...authors,
    el('span', { class: 'reply-count' }, `${all.length} ${all.length === 1 ? 'reply' : 'replies'}`),
    el('span', { class: 'last-reply' }, `Last reply ${when}`))];
}

const REASONS = {
  operation_timeout: 'The app did not respond in time.',
  dispatch_failed: 'The app did not respond.',
};

async function press(ts, element, button, trouble) {
  trouble.hidden = true;
  if (element.confirm && !(await confirmed(element.confirm, { names }))) return button.focus();
  button.setAttribute('aria-busy', 'true');
  try {
    const outcome = await api.press(state.me.id, ts, element.action_id);
    if (!outcome.ok) complain(trouble, REASONS[outcome.error] ?? outcome.error);
  } catch {
    complain(trouble, 'The workspace is away; the button was not pressed.');
  } finally {
    button.removeAttribute('aria-busy');
  }
}

function complain(trouble, reason) {
  trouble.textContent = `⚠ ${reason} Try again.`;
  trouble.hidden = false;
}
