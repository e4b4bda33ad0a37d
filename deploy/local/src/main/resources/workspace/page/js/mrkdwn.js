/** Slack's mrkdwn as nodes. What is not understood stays the text that it is. */
import { el, safeUrl } from '/shared/dom.js';
import { emoji } from './emoji.js';
import { fullOf, slackDate } from './time.js';

const WORD = /[\p{L}\p{N}]/u;
const STYLES = { '*': 'strong', _: 'em', '~': 's' };

export const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Plain text has no markup, but it has emoji. */
export const emojiText = (text) =>
  unescape(text).replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);

/** @param names {person(id), channel(id), isMe(id)} for mentions */
export function mrkdwn(text, names) {
  const nodes = [];
  text.split('```').forEach((part, index, all) => {
    if (index % 2 === 1 && index < all.length - 1) {
      nodes.push(el('pre', {}, el('code', {}, unescape(part.replace(/^\n|\n$/g, '')))));
    } else {
      nodes.push(...lines(index % 2 === 1 ? '```' + part : part, names));
    }
  });
  return nodes;
}

const KINDS = [
  ['quote', /^(?:&gt;|>) ?/],
  ['item', /^(?:[•◦▪] |[-*] (?=\S))/],
];

function kindOf(line) {
  const [kind, mark] = KINDS.find(([, pattern]) => pattern.test(line)) ?? ['plain', /^/];
  return { kind, text: line.replace(mark, '') };
}

/** Neighbouring lines of a kind belong together. */
function lines(text, names) {
  const nodes = [];
  let run = [];
  let kind = null;
  const flush = () => {
    if (run.length > 0) nodes.push(...block(kind, run, names));
    run = [];
  };
  for (const line of text.replace(/^\n|\n$/g, '').split('\n').map(kindOf)) {
    if (line.kind !== kind) flush();
    kind = line.kind;
    run.push(line.text);
  }
  flush();
  return nodes;
}

function block(kind, run, names) {
  if (kind === 'item') return [el('ul', {}, run.map((line) => el('li', {}, inline(line, names))))];
  const content = run.flatMap((line, index) => (index === 0 ? inline(line, names) : [el('br'), ...inline(line, names)]));
  return kind === 'quote' ? [el('blockquote', {}, content)] : content;
}

/** One line. */
export function inline(text, names) {
  const nodes = [];
  let plain = '';
  const push = (node) => {
    if (plain) nodes.push(document.createTextNode(unescape(plain)));
    plain = '';
    nodes.push(node);
  };
  for (let at = 0; at < text.length; ) {
    const found = code(text, at) ?? angle(text, at, names) ?? styled(text, at, names) ?? shortcode(text, at);
    if (found) {
      push(found.node);
      at += found.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push(document.createTextNode(unescape(plain)));
  return nodes;
}

function code(text, at) {
  const match = text[at] === '`' && /^`([^`\n]+)`/.exec(text.slice(at));
  return match ? { node: el('code', {}, unescape(match[1])), length: match[0].length } : null;
}

function styled(text, at, names) {
  const tag = STYLES[text[at]];
  if (!tag || (at > 0 && WORD.test(text[at - 1]))) return null;
  const mark = text[at];
  for (let end = text.indexOf(mark, at + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    const inside = text.slice(at + 1, end);
    const after = text[end + 1] ?? '';
    if (inside.trim() === inside && inside && !(after && WORD.test(after))) {
      return { node: el(tag, {}, inline(inside, names)), length: end + 1 - at };
    }
  }
  return null;
}

function shortcode(text, at) {
  const match = text[at] === ':' && /^:([a-z0-9_+-]+):/.exec(text.slice(at));
  const sign = match && emoji(match[1]);
  return sign ? { node: document.createTextNode(sign), length: match[0].length } : null;
}

function angle(text, at, names) {
  const match = text[at] === '<' && /^<([^<>\n]+)>/.exec(text.slice(at));
  if (!match) return null;
  const [target, ...rest] = match[1].split('|');
  const node = reference(target, rest.join('|'), names);
  return node ? { node, length: match[0].length } : null;
}

function reference(target, label, names) {
  if (target.startsWith('@')) return mention(target.slice(1), names);
  if (target.startsWith('#')) return el('span', { class: 'mention' }, `#${label || names.channel(target.slice(1))}`);
  if (target.startsWith('!date^')) return date(target, unescape(label));
  if (target.startsWith('!')) return el('span', { class: 'mention broad' }, `@${label || target.slice(1).split('^')[0]}`);
  const url = safeUrl(unescape(target));
  return url && el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, unescape(label || target));
}

const mention = (id, names) =>
  el('span', { class: names.isMe(id) ? 'mention mine' : 'mention' }, `@${names.person(id)}`);

function date(target, fallback) {
  const [, seconds, format, link] = target.split('^');
  const shown = slackDate(seconds, format ?? '', fallback);
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(fallback);
  const time = el('time', { datetime: moment.toISOString(), title: fullOf(moment) }, shown);
  const url = link && safeUrl(unescape(link));
  return url ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, time) : time;
}

/** Text without markup, for one line in passing. */
export function plain(text, names) {
  return el('span', {}, inline(text.split('\n')[0], names)).textContent;
}
