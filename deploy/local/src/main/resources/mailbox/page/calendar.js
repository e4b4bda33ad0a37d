/** A calendar part (RFC 5545) as an invitation, with its source below. */
import { el } from '/shared/dom.js';

export function calendar(part) {
  const fields = read(part.text);
  const method = fields.METHOD ?? '';
  const cancelled = method === 'CANCEL' || fields.STATUS === 'CANCELLED';
  const names = { REQUEST: 'Invitation', CANCEL: 'Cancelled', PUBLISH: 'Event' };
  const rows = [['Start', moment(fields.DTSTART)], ['End', moment(fields.DTEND)], ['Where', fields.LOCATION], ['Version', fields.SEQUENCE], ['UID', fields.UID]]
    .filter(([, value]) => value);
  return el('div', {},
    el('section', { class: cancelled ? 'event cancelled' : 'event' },
      el('span', { class: 'method' }, names[method] ?? 'Calendar'), el('h3', {}, fields.SUMMARY ?? 'Event'),
      el('dl', {}, rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
      fields.DESCRIPTION && el('p', {}, fields.DESCRIPTION)),
    el('pre', {}, part.text));
}

/** Lines unfolded; the first field of a name wins, for the event stands before its alarms. */
function read(text) {
  const fields = {};
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).split(';')[0];
    if (colon > 0 && !(name in fields)) {
      fields[name] = line.slice(colon + 1).replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1');
    }
  }
  return fields;
}

function moment(value) {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?/.exec(value ?? '');
  if (!match) return value;
  const [, year, month, day, hour = '00', minute = '00', second = '00', utc = ''] = match;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${utc}`)
    .toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short' });
}
