import htmx from 'htmx.org/dist/htmx.esm.js';
import './drafts.js';
import './shared-phone.js';
import './uploads.js';
import './focus.js';
import './mentions.js';
import { actOn, actHere } from './moves.js';
import './palette.js';
import './passkeys.js';
import './phrases.js';
import './bulk.js';
import './press.js';

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // Pages hold contact data: none of it is kept in the browser's storage.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  // A refused form (422) and a lost update (409) come back as the page with its reasons.
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '409|422', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
});

// Storage can be full or forbidden; then nothing is remembered, and nothing else changes.
function stored(act) {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
}

/* Keys of a queue */

const keysOff = 'keys-off';
const keysAreOff = () => stored(storage => storage.getItem(keysOff)) === '1';

function step(by) {
  const links = [...document.querySelectorAll('[data-rows] > *')].map(row => row.querySelector('a[href]')).filter(Boolean);
  if (!links.length) return;
  const at = links.findIndex(link => link.closest('[data-rows] > *').contains(document.activeElement));
  const link = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
  link.focus();
  link.closest('[data-rows] > *').scrollIntoView({ block: 'nearest' });
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  '/': () => document.querySelector('[data-search], input[type="search"]')?.focus(),
  '?': () => document.getElementById('keys')?.showModal?.(),
};

// A move of the case on this page, or of the case of the row that has the focus.
function moveBy(key, inRow) {
  if (!/^[a-z]$/.test(key)) return null;
  const link = inRow?.closest('[data-rows] > *')?.querySelector('a[href*="/cases/show/"]');
  return link ? () => actOn(link.href, key) : actHere(key);
}

document.addEventListener('keydown', event => {
  const { key, target } = event;
  // What is written is sent by Ctrl and Enter from wherever one writes.
  if (key === 'Enter' && (event.ctrlKey || event.metaKey) && target.form?.matches('main form[method="post"]')) {
    event.preventDefault();
    target.form.requestSubmit();
    return;
  }
  // In a field for a time, n is now, by the park's clock.
  if (key === 'n' && target.matches('input[type="datetime-local"]') && !(event.ctrlKey || event.metaKey || event.altKey)) {
    event.preventDefault();
    target.value = new Date().toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T');
    target.dispatchEvent(new Event('input', { bubbles: true }));
    target.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  if (key === 'Escape') for (const menu of document.querySelectorAll('details[data-menu][open]')) close(menu);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.closest('input, textarea, select, [contenteditable], dialog')) return;
  const inRows = target.closest('[data-rows]');
  // Arrows scroll the page until somebody is in the rows.
  const act = inRows && key === 'ArrowDown' ? keys.j : inRows && key === 'ArrowUp' ? keys.k : keysAreOff() ? null : keys[key] ?? (event.repeat ? null : moveBy(key, inRows && target));
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('change', event => {
  if (!event.target.matches('[data-keys-off]')) return;
  const off = event.target.checked;
  stored(storage => (off ? storage.setItem(keysOff, '1') : storage.removeItem(keysOff)));
});

/* Menus */

function close(menu) {
  const held = menu.contains(document.activeElement);
  menu.open = false;
  if (held) menu.querySelector('summary').focus();
}

document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest('[data-keys-help]')) keys['?']();
});

/* Live: the server says that a case has changed, nothing of what it says; the page reads its own part anew */

const pollEvery = 15 * 1000;
const tryAgain = 60 * 1000;
let source, poll, gather, wasLost = false;
const changed = new Set();

// What somebody is writing is not written over.
function isBusy(part) {
  const at = document.activeElement;
  return part.querySelector('[data-live-hold]')
    || (part.contains(at) && at.matches('input, textarea, select'))
    || [...part.querySelectorAll('details[open]')].some(details => details.querySelector('form'))
    || [...part.querySelectorAll('textarea, input[type="text"]')].some(field => field.value !== field.defaultValue);
}

function refresh(of) {
  for (const part of document.querySelectorAll('[data-live]')) {
    if (of && part.dataset.live && !of.has(part.dataset.live)) continue;
    if (!isBusy(part)) htmx.trigger(part, 'live');
    else for (const told of part.querySelectorAll('[data-live-stale]')) told.hidden = false;
  }
}

function startPolling() {
  poll ??= setInterval(() => refresh(), pollEvery);
}

function stopPolling() {
  clearInterval(poll);
  poll = undefined;
}

// What is read because of a change and not of a press keeps no session from lying idle.
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.triggeringEvent?.type === 'live') event.detail.headers['X-Live'] = 'true';
});

function listen() {
  const from = document.querySelector('[data-live-from]');
  if (source || document.hidden || !from || !document.querySelector('[data-live]')) return;
  if (!window.EventSource) return startPolling();
  source = new EventSource(from.dataset.liveFrom);
  source.addEventListener('open', () => {
    stopPolling();
    if (wasLost) refresh();
    wasLost = false;
  });
  source.addEventListener('change', event => {
    changed.add(JSON.parse(event.data).caseId);
    // Several changes at once are one reading.
    gather ??= setTimeout(() => {
      gather = undefined;
      refresh(new Set(changed));
      changed.clear();
    }, 250);
  });
  source.addEventListener('missed', () => refresh());
  source.addEventListener('error', () => {
    wasLost = true;
    startPolling();
    if (source?.readyState !== EventSource.CLOSED) return;
    hush();
    setTimeout(listen, tryAgain);
  });
}

function hush() {
  source?.close();
  source = undefined;
}

// A browser holds six lines to a server: pages that nobody looks at hold none.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    wasLost = wasLost || Boolean(source);
    hush();
    stopPolling();
  } else listen();
});
addEventListener('pagehide', hush);
addEventListener('pageshow', event => event.persisted && listen());

/* Once loaded */

document.addEventListener('DOMContentLoaded', () => {
  listen();
  for (const box of document.querySelectorAll('[data-keys-off]')) box.checked = keysAreOff();
});
