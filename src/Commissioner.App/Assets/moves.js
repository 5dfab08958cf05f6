/* Moves by key: what may be done now says its key itself (data-key), so a key does what its button does, and nothing else */

const escape = key => CSS.escape(key);

function say(text) {
  const place = document.getElementById('keys-say');
  if (!place) return;
  place.textContent = '';
  place.textContent = text;
  setTimeout(() => { if (place.textContent === text) place.textContent = ''; }, 4000);
}

/** What this page does by this key, or null. */
export function actHere(key) {
  const found = document.querySelector(`main [data-key="${escape(key)}"]`);
  if (found) return () => found.click();
  const next = document.getElementById('main')?.dataset.next;
  return key === 'n' && next ? () => { location.href = next; } : null;
}

/** Does what the page of a case does by this key: its link is followed, its form is sent as it stands there. */
export async function actOn(address, key) {
  if (key === 'n') return actHere('n')?.();
  try {
    const answer = await fetch(address, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector(`main [data-key="${escape(key)}"]`);
    if (!found) return say(document.getElementById('keys-say')?.dataset.notNow ?? '');
    if (found.matches('a')) {
      location.href = new URL(found.getAttribute('href'), answer.url).href;
      return;
    }

    const form = document.importNode(found.closest('form'), true);
    form.setAttribute('action', new URL(form.getAttribute('action') ?? '', answer.url).href);
    form.hidden = true;
    document.body.append(form);
    form.requestSubmit();
  } catch {
    location.href = address;
  }
}
