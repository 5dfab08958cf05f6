/* Drafts: what is typed into a form is kept by the server, for this person and this form, until it is sent */

const wait = 500;
const waiting = new Map();
let sending = Promise.resolve();

// Only what takes some writing. Where two forms of a page have the same field, what was typed into one would come back into both.
function isKept(form) {
  const areas = [...form.querySelectorAll('textarea[name]')];
  return form.matches('form[data-draft]:not([data-draft-skip])') && areas.length > 0
    && areas.every(area => document.querySelectorAll(`form [name="${CSS.escape(area.name)}"]`).length === form.querySelectorAll(`[name="${CSS.escape(area.name)}"]`).length);
}

function send(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (typeof value !== 'string') body.delete(name);
  body.set('draft-of', form.dataset.draftOf);
  // Without a line to the server there is no draft, and nothing else changes.
  sending = fetch(form.dataset.draft, { method: 'POST', body, keepalive: true, credentials: 'same-origin' }).catch(() => {});
  return sending;
}

function typed(event) {
  const form = event.target.form;
  if (!form || !isKept(form) || event.target.type === 'file') return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => send(form), wait));
}

const flush = () => [...waiting.keys()].map(send);

document.addEventListener('input', typed);
document.addEventListener('change', typed);
document.addEventListener('submit', event => {
  clearTimeout(waiting.get(event.target));
  waiting.delete(event.target);
});

// The page that a link leads to may be the same form, in the other language: what was typed must be there before it.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  if (!link || !waiting.size || link.target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  Promise.race([Promise.all(flush()), new Promise(late => setTimeout(late, 1500))]).then(() => { location.href = link.href; });
});
addEventListener('pagehide', flush);
document.addEventListener('visibilitychange', () => document.hidden && flush());

// What was given back is given once: the page that got it keeps it anew, and nothing that is read anew in the background writes over it.
document.addEventListener('DOMContentLoaded', () => {
  if (!document.querySelector('[data-restored]')) return;
  for (const form of document.querySelectorAll('form[data-draft]')) {
    if (!isKept(form)) continue;
    form.toggleAttribute('data-live-hold', true);
    send(form);
  }
});
