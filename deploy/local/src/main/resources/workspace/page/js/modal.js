/** Modals that the bot opens for me: filled in, submitted, closed. A new one lies upon the others. */
import { el } from '/shared/dom.js';
import * as api from './api.js';
import { renderBlock } from './blocks.js';
import { inputBlock } from './input.js';
import { names } from './message.js';
import { emojiText } from './mrkdwn.js';
import { state } from './store.js';

const open = new Map();
const CONNECTING = 'We had some trouble connecting. Try again?';
const TROUBLES = { operation_timeout: CONNECTING, dispatch_failed: CONNECTING, invalid_response: CONNECTING };

/** @param kind {VIEW_OPENED|VIEW_CHANGED|VIEW_CLOSED} */
export function modalChanged(kind, { user, view }) {
  open.get(view.id)?.leave();
  if (kind !== 'VIEW_CLOSED' && user === state.me.id) open.set(view.id, show(user, view));
}

/** After a break. What was opened meanwhile is not shown late, as in Slack; what was closed or forgotten goes. */
export async function checkModals() {
  if (open.size === 0) return;
  const there = new Set((await api.views()).views.filter((one) => one.open).map((one) => one.view.id));
  [...open].filter(([id]) => !there.has(id)).forEach(([, modal]) => modal.leave());
}

function show(user, view) {
  const trouble = el('p', { class: 'trouble', role: 'alert', hidden: true });
  const inputs = new Map();
  const context = { names, onPress: () => complain('This workspace does not send presses in modals.') };
  const blocks = view.blocks.map((block) => {
    if (block.type !== 'input') return renderBlock(block, context);
    const input = inputBlock(block, view.id);
    inputs.set(block.block_id, input);
    return input.node;
  });
  const send = view.submit && el('button', { type: 'submit', class: 'button primary filled' }, emojiText(view.submit.text));
  const form = el('form', { novalidate: true, on: { submit, keydown: onKey } },
    el('header', { class: 'modal-header' },
      el('img', { class: 'avatar small', src: '/shared/tidegate.svg', alt: '' }),
      el('h2', { id: `${view.id}-title` }, emojiText(view.title.text)),
      el('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: close } }, '✕')),
    el('div', { class: 'modal-body' }, blocks),
    el('footer', { class: 'modal-footer' }, trouble,
      el('button', { type: 'button', class: 'button', on: { click: close } }, emojiText(view.close?.text ?? 'Cancel')), send));
  const dialog = el('dialog', { class: 'modal', 'aria-labelledby': `${view.id}-title`, on: { cancel: (event) => { event.preventDefault(); close(); } } }, form);
  document.body.append(dialog);
  dialog.showModal();
  const all = [...inputs.values()];
  (all.find((input) => input.wantsFocus) ?? all[0])?.focus();

  function complain(reason) {
    trouble.textContent = reason ?? '';
    trouble.hidden = !reason;
  }

  /** Enter makes a new line where there can be one, so Ctrl and Enter submit. */
  function onKey(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send) form.requestSubmit(send);
  }

  async function submit(event) {
    event.preventDefault();
    if (send.hasAttribute('aria-busy')) return;
    complain(null);
    all.forEach((input) => input.fail(null));
    send.setAttribute('aria-busy', 'true');
    try {
      taken(await api.submitView(user, view.id, Object.fromEntries(all.map((input) => [input.id, input.value()]))));
    } catch {
      complain('The workspace is away; nothing was sent.');
    } finally {
      send.removeAttribute('aria-busy');
    }
  }

  function taken(outcome) {
    if (outcome.ok) return outcome.open || leave();
    const wrong = Object.entries(outcome.errors ?? {});
    wrong.forEach(([id, reason]) => inputs.get(id)?.fail(reason));
    if (wrong.length > 0) inputs.get(wrong[0][0])?.focus();
    else complain(TROUBLES[outcome.error] ?? outcome.error);
  }

  async function close() {
    leave();
    try {
      await api.closeView(user, view.id);
    } catch {
      // The workspace is away, and with it the modal.
    }
  }

  function leave() {
    open.delete(view.id);
    dialog.close();
    dialog.remove();
  }

  return { leave };
}
