/** Offers the commands of the workspace, and the words that may follow them. */
import { el } from '/shared/dom.js';
import { state } from './store.js';

export function completions(input, list) {
  let offers = [];
  let chosen = 0;

  function refresh() {
    offers = found(input.value);
    chosen = 0;
    list.replaceChildren(...offers.map(option));
    list.hidden = offers.length === 0;
    input.setAttribute('aria-expanded', String(offers.length > 0));
    mark();
  }

  function option(offer, index) {
    return el('li', { id: `${list.id}-${index}`, role: 'option', on: { mousedown: (event) => { event.preventDefault(); take(index); } } },
      el('span', { class: 'offer' }, offer.command, offer.arguments && el('span', { class: 'offer-arguments' }, ` ${offer.arguments}`)),
      el('span', { class: 'offer-meaning' }, offer.meaning));
  }

  function mark() {
    [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === chosen)));
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
    if (offers.length > 0) input.setAttribute('aria-activedescendant', `${list.id}-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
  }

  function take(index) {
    input.value = `${offers[index].command} `;
    input.dispatchEvent(new Event('input'));
    input.focus();
  }

  function close() {
    offers = [];
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  /** Whether the key was for the list. */
  function key(event) {
    if (offers.length === 0) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (moves[event.key]) chosen = (chosen + moves[event.key] + offers.length) % offers.length;
    else if (event.key === 'Tab' && !event.shiftKey) take(chosen);
    else if (event.key === 'Enter' && !complete(offers[chosen], input.value)) take(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    mark();
    event.preventDefault();
    return true;
  }

  return { refresh, key, close };
}

/** Typed in full already: then Enter sends it. */
const complete = (offer, typed) => offer.command === typed.trim();

function found(typed) {
  if (!typed.startsWith('/') || typed.includes('\n')) return [];
  return state.workspace.commands.flatMap((command) => {
    if (!typed.startsWith(`${command.command} `)) {
      const word = { command: command.command, arguments: command.usage.slice(0, 40) + '…', meaning: 'Tidegate' };
      return command.command.startsWith(typed) ? [word, ...words(command, '')] : [];
    }
    const rest = typed.slice(command.command.length + 1);
    return rest.includes(' ') ? [] : words(command, rest);
  });
}

const words = (command, start) =>
  command.words
    .filter((one) => one.word.startsWith(start))
    .map((one) => ({ command: `${command.command} ${one.word}`, arguments: one.arguments, meaning: one.meaning }));
