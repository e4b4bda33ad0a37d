/** What this person typed before, by the up and down arrows. */
import { remember, remembered, state } from './store.js';

const MOST = 50;

export function history(input) {
  let at = -1;
  const key = () => `history.${state.me.id}`;
  const all = () => JSON.parse(remembered(key()) ?? '[]');

  function show(index) {
    at = index;
    input.value = index < 0 ? '' : all()[index];
    input.setSelectionRange(input.value.length, input.value.length);
  }

  return {
    add(text) {
      at = -1;
      remember(key(), JSON.stringify([text, ...all().filter((one) => one !== text)].slice(0, MOST)));
    },
    /** Whether the key was for the history. */
    key(event) {
      const browsing = input.value === '' || (at >= 0 && input.value === all()[at]);
      const next = { ArrowUp: at + 1, ArrowDown: at - 1 }[event.key];
      if (next === undefined || !browsing || next < -1 || next >= all().length) return false;
      event.preventDefault();
      show(next);
      return true;
    },
  };
}
