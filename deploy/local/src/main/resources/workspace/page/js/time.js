/** Times as the reader's own clock shows them. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

export const ofTs = (ts) => new Date(Number(ts) * 1000);
export const timeOf = (date) => clock.format(date);
export const fullOf = (date) => full.format(date);
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

function pretty(date, otherwise) {
  const now = new Date();
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 86_400_000);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days] ?? otherwise;
}

export function dayOf(date) {
  const text = pretty(date, day.format(date));
  return text[0].toUpperCase() + text.slice(1);
}

const dated = (date, options) => new Intl.DateTimeFormat(undefined, options).format(date);
const SHORT = { day: 'numeric', month: 'short', year: 'numeric' };
const MIDDLE = { day: 'numeric', month: 'long', year: 'numeric' };
const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

const TOKENS = {
  date_num: (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`,
  date: (date) => dated(date, MIDDLE),
  date_short: (date) => dated(date, SHORT),
  date_long: (date) => dated(date, LONG),
  date_pretty: (date) => pretty(date, dated(date, MIDDLE)),
  date_short_pretty: (date) => pretty(date, dated(date, SHORT)),
  date_long_pretty: (date) => pretty(date, dated(date, LONG)),
  time: (date) => clock.format(date),
  time_secs: (date) => clockSeconds.format(date),
  ago: (date) => ago(date),
};

function ago(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** Slack's `<!date^seconds^format|fallback>`. */
export function slackDate(seconds, format, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  return format.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(date) ?? whole);
}
