/** The dialog that asks before a button is pressed. */
import { el } from '/shared/dom.js';
import { text } from './blocks.js';

/** Resolves to whether the person confirmed. */
export function confirmed(confirm, context) {
  return new Promise((resolve) => {
    const done = (answer) => () => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const yes = el('button', { type: 'button', class: `button ${confirm.style === 'danger' ? 'danger filled' : 'primary filled'}`, on: { click: done(true) } },
      text(confirm.confirm, context));
    const dialog = el('dialog', { class: 'confirm', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text', on: { cancel: done(false) } },
      el('h2', { id: 'confirm-title' }, text(confirm.title, context)),
      el('div', { id: 'confirm-text', class: 'text' }, text(confirm.text, context)),
      el('div', { class: 'confirm-buttons' },
        el('button', { type: 'button', class: 'button', on: { click: done(false) } }, text(confirm.deny, context)), yes));
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
