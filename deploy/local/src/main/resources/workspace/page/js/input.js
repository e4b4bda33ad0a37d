/** What is filled in: a text, or a choice from a list. */
import { el } from '/shared/dom.js';
import { emojiText } from './mrkdwn.js';

const NEARLY_FULL = 100;

/** @returns {id, node, value(), fail(error), focus(), wantsFocus} */
export function inputBlock(block, prefix) {
  const id = `${prefix}-${block.block_id}`;
  const { element } = block;
  const field = element.type === 'static_select' ? select(element) : text(element);
  field.id = id;
  field.setAttribute('aria-describedby', `${id}-error ${id}-hint`);
  if (!block.optional) field.setAttribute('aria-required', 'true');
  const error = el('p', { id: `${id}-error`, class: 'input-error', role: 'alert', hidden: true });
  const left = el('span', { class: 'input-left', hidden: true });
  const node = el('div', { class: 'block input' },
    el('label', { for: id }, emojiText(block.label.text), block.optional && el('span', { class: 'input-optional' }, ' (optional)')),
    el('div', { class: 'input-field' }, field, left), error,
    el('p', { id: `${id}-hint`, class: 'input-hint', hidden: !block.hint }, block.hint ? emojiText(block.hint.text) : ''));

  function fail(reason) {
    error.textContent = reason ?? '';
    error.hidden = !reason;
    field.setAttribute('aria-invalid', String(Boolean(reason)));
    node.classList.toggle('failed', Boolean(reason));
  }

  field.addEventListener('input', () => {
    fail(null);
    const rest = (element.max_length ?? Infinity) - field.value.length;
    left.textContent = rest;
    left.hidden = rest > NEARLY_FULL;
    left.classList.toggle('over', rest < 0);
  });
  return { id: block.block_id, node, fail, value: () => field.value, focus: () => field.focus(), wantsFocus: element.focus_on_load === true };
}

function text(element) {
  const field = element.multiline ? el('textarea', { rows: 3 }) : el('input', { type: 'text', autocomplete: 'off' });
  field.placeholder = element.placeholder?.text ?? '';
  field.value = element.initial_value ?? '';
  return field;
}

function select(element) {
  const chosen = element.initial_option?.value;
  return el('select', {},
    !chosen && el('option', { value: '' }, element.placeholder?.text ?? 'Choose an option'),
    (element.options ?? []).map((one) => el('option', { value: one.value, selected: one.value === chosen }, emojiText(one.text.text))));
}
