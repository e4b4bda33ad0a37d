/** What the page knows: the workspace, all messages of the channel, and who I am. */
const KEY = 'tidegate.';

export const state = {
  workspace: null,
  me: null,
  channel: null,
  messages: new Map(),
  thread: null,
  dismissed: new Set(JSON.parse(sessionStorage.getItem(`${KEY}dismissed`) ?? '[]')),
};

export const remembered = (name) => localStorage.getItem(KEY + name);
export const remember = (name, value) => localStorage.setItem(KEY + name, value);

export function dismiss(ts) {
  state.dismissed.add(ts);
  sessionStorage.setItem(`${KEY}dismissed`, JSON.stringify([...state.dismissed]));
}

/** Slack's timestamps: text order holds among those of one length. */
export const inOrder = (a, b) => a.ts.length - b.ts.length || (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0);

export function setAll(list) {
  state.messages.clear();
  for (const { replies, ...message } of list) {
    state.messages.set(message.ts, message);
    replies.forEach((reply) => state.messages.set(reply.ts, reply));
  }
}

const seen = (message) =>
  message.channel === state.channel.id &&
  (!message.visibleTo || (message.visibleTo === state.me.id && !state.dismissed.has(message.ts)));

export const isInChannel = (message) => seen(message) && (!message.threadTs || message.broadcast);
export const isInThread = (message, ts) => seen(message) && (message.ts === ts || message.threadTs === ts);

export const inChannel = () => [...state.messages.values()].filter(isInChannel).sort(inOrder);
export const inThread = (ts) => [...state.messages.values()].filter((message) => isInThread(message, ts)).sort(inOrder);
export const replies = (ts) =>
  [...state.messages.values()].filter((message) => message.threadTs === ts && !message.visibleTo).sort(inOrder);

/** Somebody known, or at least a name for who is not. */
export function person(id) {
  const { people, bot, slackbot } = state.workspace;
  return [...people, bot, slackbot].find((one) => one.id === id) ?? { id, realName: id, title: '', bot: false };
}
