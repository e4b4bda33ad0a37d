// The page is whole without this. With it, times are the reader's own and the page follows the live stream.
const forms = {
  'day-time': { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
};

function localise(root) {
  for (const time of root.querySelectorAll('time[data-form]')) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    // The zone's own time stays within reach.
    time.title = time.textContent;
    time.textContent = new Intl.DateTimeFormat(undefined, { hourCycle: 'h23', ...forms[time.dataset.form] }).format(moment);
  }
}

function say(live) {
  document.getElementById('live').textContent = live ? 'This page is live.' : 'Reconnecting…';
}

async function renew() {
  const answer = await fetch(location.pathname, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  localise(next);
  document.title = next.title;
  const main = document.getElementById('content');
  const nextMain = next.getElementById('content');
  main.dataset.revision = nextMain.dataset.revision;
  // The hero stays in place, so that a screen reader hears what changed in it.
  const hero = document.getElementById('now');
  const nextHero = nextMain.querySelector('#now');
  hero.className = nextHero.className;
  if (hero.innerHTML !== nextHero.innerHTML) hero.replaceChildren(...nextHero.childNodes);
  while (hero.nextSibling) hero.nextSibling.remove();
  nextHero.remove();
  main.append(...nextMain.childNodes);
}

function follow() {
  const live = new EventSource('live');
  live.addEventListener('state', event => {
    say(true);
    if (event.lastEventId === document.getElementById('content').dataset.revision) return;
    renew().catch(() => setTimeout(() => renew().catch(() => say(false)), 5000));
  });
  live.onopen = () => say(true);
  live.onerror = () => {
    say(false);
    // After some answers a browser gives up for good.
    if (live.readyState === EventSource.CLOSED) setTimeout(follow, 10000);
  };
}

localise(document);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.getElementById('zone').textContent = `Times are your local time (${zone.replaceAll('_', ' ')}).`;
follow();
