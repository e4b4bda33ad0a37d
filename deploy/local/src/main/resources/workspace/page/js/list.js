/** A list of messages: the channel, or a thread. Keeps their order, days, and who goes on speaking. */
import { el } from '/shared/dom.js';
import { messageView } from './message.js';
import { inOrder } from './store.js';
import { dayOf, ofTs, sameDay } from './time.js';

const SAME_BREATH = 5 * 60;
const NEAR_END = 80;

/** @param options as of messageView */
export function messageList(list, scroller, options) {
  const shown = new Map();

  const ordered = () => [...shown.values()].sort((a, b) => inOrder(a.message, b.message));
  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };

  /** Day lines, and no name again for who goes on speaking. */
  function arrange() {
    list.querySelectorAll('.day').forEach((line) => line.remove());
    let before = null;
    for (const { message, view } of ordered()) {
      const when = ofTs(message.ts);
      if (!options.inThread && (!before || !sameDay(ofTs(before.ts), when))) {
        list.insertBefore(el('li', { class: 'day', role: 'separator' }, el('span', {}, dayOf(when))), view.node);
        before = null;
      }
      view.node.classList.toggle('follows', goesOn(before, message));
      before = message;
    }
  }

  const goesOn = (before, message) =>
    Boolean(before) && before.author === message.author && before.visibleTo === message.visibleTo &&
    !message.broadcast && before.blocks.length === 0 && message.blocks.length === 0 &&
    Number(message.ts) - Number(before.ts) < SAME_BREATH;

  function add(message) {
    const view = messageView(message, options);
    shown.set(message.ts, { message, view });
    const next = ordered().find((one) => inOrder(message, one.message) < 0);
    list.insertBefore(view.node, next?.view.node ?? null);
  }

  return {
    atEnd,
    toEnd,
    setAll(messages) {
      shown.clear();
      list.replaceChildren();
      messages.forEach(add);
      arrange();
      toEnd();
    },
    add(message) {
      const follow = atEnd();
      add(message);
      arrange();
      if (follow) toEnd();
      return follow;
    },
    update(message) {
      const one = shown.get(message.ts);
      if (!one) return;
      const follow = atEnd();
      one.message = message;
      one.view.update(message);
      if (follow) toEnd();
    },
    remove(ts) {
      shown.get(ts)?.view.node.remove();
      shown.delete(ts);
      arrange();
    },
    has: (ts) => shown.has(ts),
    size: () => shown.size,
  };
}
