/** Block Kit as nodes. */
import { el, safeUrl } from '/shared/dom.js';
import { emojiText, mrkdwn } from './mrkdwn.js';

/** @param context {names, onPress(element, button)} */
export function renderBlock(block, context) {
  const render = RENDERERS[block.type];
  const node = render ? render(block, context) : el('div', { class: 'block unknown' }, `(${block.type})`);
  node.dataset.blockId = block.block_id ?? '';
  return node;
}

const RENDERERS = {
  header: (block) => el('div', { class: 'block header', role: 'heading', 'aria-level': 3 }, emojiText(block.text.text)),
  section,
  divider: () => el('hr', { class: 'block divider' }),
  context: (block, context) =>
    el('div', { class: 'block context' }, block.elements.map((one) => contextElement(one, context))),
  actions: (block, context) =>
    el('div', { class: 'block actions', role: 'group', 'aria-label': 'Actions' }, block.elements.map((one) => element(one, context))),
  image: (block) =>
    el('figure', { class: 'block image' }, block.title && el('figcaption', {}, emojiText(block.title.text)), picture(block)),
};

function section(block, context) {
  const body = el('div', { class: 'section-body' });
  if (block.text) body.append(el('div', { class: 'text' }, text(block.text, context)));
  if (block.fields) {
    body.append(el('div', { class: 'fields' }, block.fields.map((one) => el('div', { class: 'field' }, text(one, context)))));
  }
  return el('div', { class: 'block section' }, body,
    block.accessory && el('div', { class: 'accessory' }, element(block.accessory, context)));
}

function contextElement(one, context) {
  return one.type === 'image' ? picture(one) : el('span', {}, text(one, context));
}

function element(one, context) {
  if (one.type === 'image') return picture(one);
  if (one.type !== 'button') return el('span', { class: 'unknown' }, `(${one.type})`);
  const url = one.url && safeUrl(one.url);
  return el('button', {
    type: 'button',
    class: `button ${one.style === 'primary' || one.style === 'danger' ? one.style : ''}`,
    'data-action-id': one.action_id,
    'aria-label': one.accessibility_label,
    'aria-haspopup': one.confirm ? 'dialog' : null,
    on: {
      click: (event) => {
        if (url) window.open(url, '_blank', 'noopener');
        context.onPress(one, event.currentTarget);
      },
    },
  }, emojiText(one.text.text));
}

function picture(one) {
  const url = safeUrl(one.image_url ?? '');
  return url ? el('img', { src: url, alt: one.alt_text, loading: 'lazy' }) : el('span', { class: 'unknown' }, one.alt_text);
}

export function text(object, context) {
  return object.type === 'mrkdwn' ? mrkdwn(object.text, context.names) : [emojiText(object.text)];
}
