/* The page's part of it: forms that are kept where there is no line, the list of what waits, and the page without a line */
import { Away, all, alone, drop, keep, key, know, known, send, sendAll, works } from './outbox.js';
import { settled } from './shared-phone.js';
import { bring, brought } from './uploads.js';

const root = document.documentElement;
const { base, worker } = root.dataset;
const list = () => document.querySelector('[data-outbox]');
const every = 60 * 1000;
// A kept request that was sent says so for a day.
const saidFor = 24 * 60 * 60 * 1000;

if ('serviceWorker' in navigator && worker) {
  addEventListener('load', () => navigator.serviceWorker.register(worker, { scope: base }).catch(() => {}));
  navigator.serviceWorker.addEventListener('message', event => event.data === 'outbox' && show());
}

/* The list */

let sending;

async function show(now) {
  if (!works || !list()) return;
  sending = now?.state === 'sending' ? now.key : undefined;
  const who = await known('who');
  const items = (await all()).filter(item => item.who === who).sort((a, b) => a.at - b.at);
  for (const item of items) if (item.state === 'sent' && Date.now() - item.at > saidFor) await drop(item.key);
  const words = list().dataset;
  const rows = items.map(item => {
    const row = list().querySelector('template').content.firstElementChild.cloneNode(true);
    const part = name => row.querySelector(`[data-part="${name}"]`);
    const state = item.key === sending ? 'sending' : item.state;
    row.dataset.state = state;
    part('title').textContent = item.title;
    part('state').textContent = words[state];
    part('state').classList.add(state === 'sent' ? 'state-settled' : state === 'refused' ? 'state-unsettled' : 'state-waiting');
    part('at').textContent = new Date(item.at).toLocaleString(root.lang);
    part('why').textContent = (item.why ?? []).join(' ');
    part('open').hidden = state !== 'sent' && state !== 'refused';
    part('open').href = state === 'sent' ? item.url : `${item.action ?? ''}#unsent=${item.key}`;
    part('open').textContent = state === 'sent' ? (item.number ?? words.see) : words.mend;
    part('drop').hidden = state === 'sending';
    part('drop').textContent = state === 'sent' ? words.seen : words.drop;
    part('drop').addEventListener('click', async () => {
      if (state !== 'sent' && !confirm(words.dropping)) return;
      await drop(item.key);
      show();
    });
    return row;
  });
  list().querySelector('ul').replaceChildren(...rows);
  list().hidden = rows.length === 0;
  const said = items.map(item => `${item.title} ${words[item.key === sending ? 'sending' : item.state]} ${item.number ?? ''}`).join('; ');
  const heard = list().querySelector('[role="status"]');
  if (heard.textContent !== said) heard.textContent = said;
}

async function flush() {
  if (!works || !navigator.onLine) return;
  try {
    await settled;
    if (!(await all()).some(item => item.state === 'waiting')) return;
    await sendAll(base, show);
  } catch {
    // Storage was taken away meanwhile: there is nothing to send.
  }

  await show();
}

addEventListener('online', flush);
document.addEventListener('visibilitychange', () => document.hidden || flush());
setInterval(() => document.hidden || flush(), every);

/* A form */

const fieldsOf = form => {
  // Files that were brought on this page are told apart: they may have to be brought again.
  const own = new Set(brought(form).map(file => `${file.id}|${file.name}`));
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string'
    && name !== 'form-key' && name !== '__RequestVerificationToken' && !(name === 'Attached' && own.has(value)));
};

// What the server would refuse hours later is asked for now, in the browser's own words.
function complete(form) {
  for (const name of (form.dataset.needs ?? '').split(' ').filter(Boolean)) {
    const field = form.elements[name];
    if (field && !(field instanceof RadioNodeList)) field.required = true;
  }

  return form.reportValidity();
}

async function keptHere(form, item) {
  const words = list().dataset;
  for (const older of document.querySelectorAll('p[data-kept]')) older.remove();
  if ('serviceWorker' in navigator) navigator.serviceWorker.ready.then(ready => ready.sync?.register('outbox')).catch(() => {});
  await know('draft');
  const note = document.createElement('p');
  note.className = 'note note-warning';
  note.tabIndex = -1;
  note.dataset.kept = item.key;
  note.textContent = words.kept;
  if (form.hasAttribute('data-offline')) {
    form.reset();
    bring.clear(form);
    form.dataset.key = key();
    form.before(note);
  } else form.replaceWith(note);
  document.querySelector('.reasons')?.remove();
  await show();
  note.focus();
}

async function file(form) {
  await settled;
  const who = await known('who');
  const item = {
    key: form.elements['form-key']?.value ?? (form.dataset.key ??= key()),
    who,
    action: new URL(form.getAttribute('action') ?? '', location.href.split('#')[0]).href,
    title: form.elements.Title?.value || document.title,
    at: Date.now(),
    state: 'waiting',
    fields: fieldsOf(form),
    files: brought(form),
  };
  const offline = form.hasAttribute('data-offline');
  if (!who) return offline ? say(form, list().dataset.stranger) : HTMLFormElement.prototype.submit.call(form);
  if (!navigator.onLine && !complete(form)) return;
  busy(form, true);
  try {
    await keep(item);
  } catch {
    // No room on the phone: with a line it is sent as forms always were.
    if (navigator.onLine && !offline) return HTMLFormElement.prototype.submit.call(form);
    busy(form, false);
    return say(form, list().dataset.full);
  }

  let became;
  try {
    if (navigator.onLine) became = await alone(() => send(item, base), true);
  } catch (failure) {
    if (!(failure instanceof Away)) throw failure;
  }

  busy(form, false);
  if (!became) return complete(form) ? keptHere(form, item) : drop(item.key);
  await know('draft');
  if (became.state === 'sent') {
    await drop(item.key);
    location.href = became.url;
  } else if (offline) {
    await keep({ ...item, state: became.state === 'refused' ? 'refused' : 'waiting', why: became.why });
    await keptHere(form, item);
    if (became.state === 'stranger') say(form, list().dataset.stranger);
  } else {
    // The server itself says what is wrong, on the form.
    await drop(item.key);
    bring.handIn(form);
    HTMLFormElement.prototype.submit.call(form);
  }
}

function busy(form, is) {
  for (const button of form.querySelectorAll('button:not([type="button"])')) button.disabled = is;
  form.setAttribute('aria-busy', is);
}

function say(form, text) {
  let note = form.parentElement.querySelector('[data-said]');
  if (!note) {
    note = document.createElement('p');
    note.className = 'note note-warning';
    note.setAttribute('role', 'alert');
    note.dataset.said = '';
    form.before(note);
  }

  note.textContent = text;
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!works || !form.matches('form[data-kept]') || !list() || (!root.dataset.who && !form.hasAttribute('data-offline'))) return;
  event.preventDefault();
  // Whatever fails here, the form is sent as forms always were; its key makes two attempts one.
  file(form).catch(() => (form.hasAttribute('data-offline') ? say(form, list().dataset.full) : HTMLFormElement.prototype.submit.call(form)));
}, true);

/* What is written while there is no line is there again, like what is written with one */

document.addEventListener('input', event => {
  const form = event.target.form;
  if (!works || !form?.matches('form[data-kept][data-new]') || (navigator.onLine && !form.hasAttribute('data-offline'))) return;
  // At once: it is little, and a phone may be put away any moment.
  know('draft', fieldsOf(form)).catch(() => {});
});

function fill(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (!field || name === 'version') continue;
    if (field instanceof RadioNodeList) field.value = value;
    else if (field.type === 'checkbox') field.checked = field.value === value;
    else field.value = value;
  }
}

async function restore() {
  const form = document.querySelector('form[data-kept][data-new]');
  const unsent = /^#unsent=([0-9a-f-]+)$/.exec(location.hash)?.[1];
  const item = unsent && (await all()).find(kept => kept.key === unsent && kept.state !== 'sent');
  const mended = item && document.querySelector('form[data-kept]');
  if (mended) {
    fill(mended, item.fields);
    for (const kept of item.files) bring.add(mended, kept);
    if (mended.elements['form-key']) mended.elements['form-key'].value = item.key;
    return;
  }

  const draft = form && (await known('draft'));
  if (draft && !form.elements.Title?.value && !form.elements.Description?.value) {
    fill(form, draft);
    if (!form.hasAttribute('data-offline')) {
      await know('draft');
      form.elements.Description.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}

/* The page without a line */

addEventListener('hashchange', () => location.hash.startsWith('#unsent=') && location.reload());

async function withoutLine() {
  const form = document.querySelector('form[data-offline]');
  if (!form) return;
  const look = (await known('look')) ?? {};
  for (const name of ['theme', 'text']) if (look[name]) root.dataset[name] = look[name];
  const who = await known('who');
  form.hidden = !who;
  for (const part of document.querySelectorAll('[data-offline-stranger]')) part.hidden = Boolean(who);
  for (const part of document.querySelectorAll('[data-again]')) part.addEventListener('click', () => location.reload());
  form.dataset.key = key();
  const line = () => {
    for (const part of document.querySelectorAll('[data-line]')) part.hidden = (part.dataset.line === 'back') !== navigator.onLine;
  };
  addEventListener('online', line);
  addEventListener('offline', line);
  line();
}

document.addEventListener('DOMContentLoaded', async () => {
  if (!works) return;
  try {
    await settled;
    await withoutLine();
    await restore();
    await show();
  } catch {
    // Storage is forbidden: nothing is kept, and forms are sent as they always were.
  }

  flush();
});
