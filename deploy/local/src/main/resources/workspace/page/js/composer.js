/** Where people write: completes commands, remembers them, sends. */
import { el } from '/shared/dom.js';
import * as api from './api.js';
import { completions } from './completion.js';
import { history } from './history.js';
import { state } from './store.js';

/** @param options {id, label, threadTs(), placeholder()} */
export function composer(place, options) {
  const input = el('textarea', {
    id: options.id, rows: 1, 'aria-label': options.label, role: 'combobox', 'aria-autocomplete': 'list',
    'aria-expanded': 'false', 'aria-controls': `${options.id}-list`, autocomplete: 'off', spellcheck: 'false',
  });
  const list = el('ul', { id: `${options.id}-list`, class: 'completions', role: 'listbox', 'aria-label': 'Commands', hidden: true });
  const status = el('p', { class: 'composer-status', role: 'status' });
  const send = el('button', { type: 'button', class: 'send', 'aria-label': 'Send', on: { click: () => submit() } }, '➤');
  place.replaceChildren(el('div', { class: 'composer' }, list, el('div', { class: 'box' }, input, send), status));
  const offers = completions(input, list);
  const past = history(input);

  function grow() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(Math.max(input.scrollHeight, 32), 160)}px`;
    send.disabled = input.value.trim() === '';
  }

  async function submit() {
    const text = input.value.trim();
    if (!text) return;
    past.add(text);
    offers.close();
    input.value = '';
    grow();
    const slow = setTimeout(() => { status.textContent = `${text.split(' ')[0]} is on its way…`; }, 300);
    try {
      await deliver(text);
      status.textContent = '';
    } catch {
      input.value = text;
      grow();
      status.textContent = 'The workspace is away; nothing was sent.';
    } finally {
      clearTimeout(slow);
    }
  }

  const deliver = (text) =>
    (text.startsWith('/') ? api.command : api.say)(state.me.id, state.channel.id, text, options.threadTs());

  input.addEventListener('input', () => { grow(); offers.refresh(); });
  input.addEventListener('blur', () => setTimeout(() => offers.close(), 150));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || offers.key(event) || past.key(event)) return grow();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  grow();
  return {
    focus: () => input.focus(),
    refresh: () => { input.placeholder = options.placeholder(); },
  };
}
