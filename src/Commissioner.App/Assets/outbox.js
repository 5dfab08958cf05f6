/* What was written without a line: kept on this phone for the person who wrote it, and sent, under one key, until it has arrived */

const database = 'commissioner-phone';
const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open(database, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('kept', { keyPath: 'key' });
    asked.result.createObjectStore('known', { keyPath: 'name' });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function stored(store, mode, act) {
  const db = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = db.transaction(store, mode);
      const asked = act(change.objectStore(store));
      change.oncomplete = () => done(asked?.result);
      change.onabort = change.onerror = () => failed(change.error);
    });
  } finally {
    db.close();
  }
}

export const works = 'indexedDB' in self && 'fetch' in self;
export const all = () => stored('kept', 'readonly', kept => kept.getAll());
export const keep = item => stored('kept', 'readwrite', kept => kept.put(item));

/** Writes it anew where it is still kept: it may have been dropped, or its writer have signed out, while it was on its way. */
export const renew = item => stored('kept', 'readwrite', kept => {
  const asked = kept.get(item.key);
  asked.onsuccess = () => asked.result && kept.put(item);
  return asked;
});
export const drop = key => stored('kept', 'readwrite', kept => kept.delete(key));
export const known = async name => (await stored('known', 'readonly', store => store.get(name)))?.value;
export const know = (name, value) => stored('known', 'readwrite', store => (value === undefined ? store.delete(name) : store.put({ name, value })));

/** Forgets all that was kept here, of whomever. */
export async function forget() {
  await stored('kept', 'readwrite', kept => kept.clear());
  await stored('known', 'readwrite', store => store.clear());
}

/** A key that nobody else makes. */
export const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Thrown when nothing answered, or nothing that says whether it was done: it is sent again later. */
export class Away extends Error {}

// A line that hangs is none.
async function ask(address, how, patience) {
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), patience);
  try {
    const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...how, signal: ends.signal });
    const text = await answer.text();
    if (answer.status === 429 || answer.status >= 500) throw new Away();
    return { answer, text };
  } catch {
    throw new Away();
  } finally {
    clearTimeout(timer);
  }
}

// A file that was brought and belongs to nothing is thrown away after a while: brought again under its key it is the same file.
const broughtFor = 6 * 60 * 60 * 1000;

/**
 * Sends what was kept. Whatever became of an earlier attempt whose answer was lost: files and form bear the keys that they were written with, so it is
 * done once.
 */
export async function send(item, base) {
  const { text } = await ask(base + 'outbox', {}, 20000);
  const { who, token } = JSON.parse(text);
  if (who !== item.who) return { state: 'stranger' };
  for (const file of item.files) {
    if (file.id && Date.now() - file.at < broughtFor) continue;
    const body = new FormData();
    body.append('file', file.blob, file.name);
    const brought = await ask(base + 'files', { method: 'POST', body, headers: { RequestVerificationToken: token, 'Idempotency-Key': file.key } }, 180000);
    if (brought.answer.redirected) return { state: 'stranger' };
    if (!brought.answer.ok) return { state: 'refused', why: [titled(brought.text)] };
    const taken = JSON.parse(brought.text);
    Object.assign(file, { id: taken.id, name: taken.fileName, at: Date.now() });
    await renew(item);
  }

  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  for (const file of item.files) body.append('Attached', `${file.id}|${file.name}`);
  body.append('form-key', item.key);
  body.append('__RequestVerificationToken', token);
  const { answer, text: page } = await ask(item.action, { method: 'POST', body }, 60000);
  if (answer.redirected && new URL(answer.url).pathname.endsWith('/sign-in')) return { state: 'stranger' };
  if (answer.ok && answer.redirected) return { state: 'sent', url: answer.url, number: /data-case-number="([^"]*)"/.exec(page)?.[1] };
  return { state: 'refused', why: reasons(page) };
}

const titled = text => {
  try {
    return JSON.parse(text).title;
  } catch {
    return '';
  }
};

// There is no parser of pages where there is no page.
function reasons(page) {
  if (!self.DOMParser) return [];
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  return [...parsed.querySelectorAll('.reasons li')].map(li => li.textContent.trim()).filter(Boolean);
}

/** One sends at a time; who comes second either waits or leaves it to the first. */
export const alone = (act, waits) => navigator.locks
  ? navigator.locks.request('outbox', { ifAvailable: !waits }, lock => lock && act())
  : act();

/** Sends all that waits of who wrote here last. */
export async function sendAll(base, told) {
  const who = await known('who');
  if (!who) return;
  await alone(async () => {
    for (const item of await all()) {
      if (item.who !== who || item.state !== 'waiting') continue;
      told?.({ ...item, state: 'sending' });
      let became;
      try {
        became = await send(item, base);
      } catch (failure) {
        if (!(failure instanceof Away)) throw failure;
        told?.(item);
        return;
      }

      if (became.state === 'sent') await renew({ key: item.key, who, title: item.title, at: item.at, state: 'sent', url: became.url, number: became.number });
      else if (became.state === 'refused') await renew({ ...item, state: 'refused', why: became.why });
      told?.();
      if (became.state === 'stranger') return;
    }
  });
}
