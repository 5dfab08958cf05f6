/* A phone that several people use: what one of them wrote without a line is gone when it signs out, and when another signs in */
import { all, drop, forget, know, known, works } from './outbox.js';

const { who, files, leaving } = document.documentElement.dataset;

// Nobody is told here that storage is forbidden: then nothing is kept, and nothing has to go.
const quietly = act => act().catch(() => {});

async function settle() {
  if (who) {
    const before = await known('who');
    if (before !== who || (await all()).some(item => item.who !== who)) {
      for (const item of await all()) if (item.who !== who) await drop(item.key);
      await know('draft');
    }

    await know('who', files ? who : undefined);
  } else if (document.querySelector('[data-nobody]')) {
    // The session has ended by itself: what waits is kept for who comes back, and nothing new is written in its name.
    await know('who');
    await know('draft');
  }

  if (who || document.querySelector('[data-nobody]')) {
    const { theme, text } = document.documentElement.dataset;
    await know('language', document.documentElement.lang);
    await know('look', { theme, text });
  }
}

function signsOut(event) {
  const form = event.target;
  if (!form.getAttribute('action')?.endsWith('/sign-out')) return;
  event.preventDefault();
  quietly(async () => {
    const waits = (await all()).filter(item => item.state !== 'sent').length;
    if (waits && leaving && !confirm(leaving.replace('{0}', waits))) return;
    await quietly(forget);
    form.submit();
  });
}

// A page may have two scripts that bring this with them; it is done once.
function begin() {
  if (!works) return Promise.resolve();
  document.addEventListener('submit', signsOut, true);
  return quietly(settle);
}

/** Settles whose the phone is now, before anything is shown of what it keeps. */
export const settled = (window.phoneSettled ??= begin());
