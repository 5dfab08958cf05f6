/* Works without a line: it knows one page that is nobody's, with its styles and script, and nothing that anybody read */
import { known, sendAll } from './outbox.js';

// Each release registers it under another address: what an earlier one kept goes with it.
const shelf = 'shell-' + new URL(self.location).searchParams.get('v');
const base = new URL('./', self.location).pathname;
const shell = culture => `${base}offline?culture=${culture}`;

async function stock() {
  const kept = await caches.open(shelf);
  for (const culture of ['zh-CN', 'en']) {
    // As a stranger, so that nothing of whoever is signed in stands in it.
    const page = await fetch(shell(culture), { credentials: 'omit', cache: 'reload' });
    if (!page.ok || page.redirected) throw new Error('There is no page for without a line');
    const text = await page.clone().text();
    await kept.put(shell(culture), page);
    const parts = new Set([...text.matchAll(/(?:href|src)="([^"#]*\/dist\/[^"#]+)/g)].map(found => found[1].replaceAll('&amp;', '&')));
    for (const part of parts) {
      if (!(await kept.match(part))) await kept.add(new Request(part, { credentials: 'omit' }));
    }
  }
}

self.addEventListener('install', event => event.waitUntil(stock().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('shell-') && name !== shelf) await caches.delete(name);
  await self.clients.claim();
})()));

async function offline() {
  const kept = await caches.open(shelf);
  const culture = (await language()) === 'en' ? 'en' : 'zh-CN';
  return (await kept.match(shell(culture))) ?? Response.error();
}

async function language() {
  try {
    return await known('language');
  } catch {
    return 'zh-CN';
  }
}

self.addEventListener('fetch', event => {
  const { request } = event;
  const address = new URL(request.url);
  // What is posted is the browser's own affair: it offers to send it again, and its key makes that one.
  if (address.origin !== self.location.origin || request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offline));
  else if (address.pathname.includes('/dist/')) {
    // What anybody reads: the line first, so that a new release is seen at once.
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});

self.addEventListener('sync', event => {
  if (event.tag !== 'outbox') return;
  event.waitUntil(sendAll(base).then(async () => {
    for (const page of await self.clients.matchAll()) page.postMessage('outbox');
  }));
});
