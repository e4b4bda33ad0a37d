/** Puts the page together, and tells each part what concerns it. */
import * as api from './api.js';
import { announce, byId, live } from '/shared/dom.js';
import { composer } from './composer.js';
import { messageList } from './list.js';
import { names } from './message.js';
import { checkModals, modalChanged } from './modal.js';
import { plain } from './mrkdwn.js';
import { sidebar } from './sidebar.js';
import { inChannel, inThread, isInChannel, isInThread, remember, remembered, setAll, state } from './store.js';

const ANNOUNCE_EVERY = 10_000;
const VIEW = 'VIEW_';
const KINDS = ['POSTED', 'CHANGED', 'DELETED', 'VIEW_OPENED', 'VIEW_CHANGED', 'VIEW_CLOSED'];

const options = { inThread: false, onThread: openThread, onDismiss: forget };
const channelList = messageList(byId('messages'), byId('scroller'), options);
const threadList = messageList(byId('thread-messages'), byId('thread-scroller'), { ...options, inThread: true });
const side = sidebar({ channel: goTo, me: becomes });
const writing = composer(byId('composer'), {
  id: 'composer-input',
  label: 'Message or command',
  threadTs: () => undefined,
  placeholder: () => `Message #${state.channel.name}, or / for a command`,
});
const replying = composer(byId('thread-composer'), {
  id: 'thread-input',
  label: 'Reply',
  threadTs: () => state.thread,
  placeholder: () => 'Reply…',
});
let announced = 0;

async function start() {
  state.workspace = await api.workspace();
  const { people, channels } = state.workspace;
  state.me = people.find((one) => one.id === remembered('me')) ?? people[0];
  state.channel = channels.find((one) => one.id === remembered('channel')) ?? channels.find((one) => one.joined) ?? channels[0];
  live(KINDS, { onReady: reload, onChange: happened, onLost: () => { byId('offline').hidden = false; } });
}

const happened = (kind, what) => (kind.startsWith(VIEW) ? modalChanged : changed)(kind, what);

/** After every break, and at the start. */
async function reload() {
  setAll((await api.messages(state.channel.id)).messages);
  byId('offline').hidden = true;
  draw();
  await checkModals();
}

function draw() {
  byId('channel-name').textContent = `# ${state.channel.name}`;
  byId('channel-topic').textContent = state.channel.topic;
  document.title = `#${state.channel.name} · ${state.workspace.team.name}`;
  side.draw();
  writing.refresh();
  replying.refresh();
  channelList.setAll(inChannel());
  byId('welcome').hidden = channelList.size() > 0;
  drawThread();
}

function changed(kind, message) {
  if (message.channel !== state.channel.id) return;
  if (kind === 'DELETED') return forget(message.ts);
  state.messages.set(message.ts, message);
  if (isInChannel(message)) show(channelList, message, true);
  if (state.thread && isInThread(message, state.thread)) show(threadList, message, false);
  const first = message.threadTs && state.messages.get(message.threadTs);
  if (first) channelList.update(first);
  byId('welcome').hidden = channelList.size() > 0;
  if (kind === 'CHANGED') tell(message);
}

function show(list, message, inMain) {
  if (list.has(message.ts)) return list.update(message);
  const follows = list.add(message);
  if (inMain && !follows) byId('newer').hidden = false;
}

/** A card that changes all the time is read out now and then, by its top-level text. */
function tell(message) {
  const now = Date.now();
  if (now - announced > ANNOUNCE_EVERY && isInChannel(message)) {
    announced = now;
    announce(plain(message.text, names));
  }
}

function forget(ts) {
  const gone = state.messages.get(ts);
  if (!state.dismissed.has(ts)) state.messages.delete(ts);
  channelList.remove(ts);
  threadList.remove(ts);
  const first = gone?.threadTs && state.messages.get(gone.threadTs);
  if (first) channelList.update(first);
}

function openThread(ts) {
  state.thread = ts;
  drawThread();
  replying.focus();
}

function closeThread() {
  const ts = state.thread;
  state.thread = null;
  drawThread();
  document.querySelector(`#messages [data-ts="${CSS.escape(ts)}"] .foot button`)?.focus();
}

function drawThread() {
  const open = Boolean(state.thread && state.messages.has(state.thread));
  const follow = channelList.atEnd();
  byId('thread').hidden = !open;
  document.body.classList.toggle('thread-open', open);
  byId('thread-channel').textContent = `#${state.channel.name}`;
  if (open) threadList.setAll(inThread(state.thread));
  if (follow) channelList.toEnd();
}

async function goTo(id) {
  state.channel = state.workspace.channels.find((one) => one.id === id);
  state.thread = null;
  remember('channel', id);
  await reload();
  writing.focus();
}

function becomes(id) {
  state.me = state.workspace.people.find((one) => one.id === id);
  remember('me', id);
  draw();
  announce(`You are ${state.me.realName}, ${state.me.title}`);
}

byId('thread-close').addEventListener('click', closeThread);
byId('thread').addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.defaultPrevented) closeThread(); });
byId('newer').addEventListener('click', () => channelList.toEnd());
byId('scroller').addEventListener('scroll', () => { if (channelList.atEnd()) byId('newer').hidden = true; }, { passive: true });

start();
