/* Many cases: what is ticked stays ticked when the rows are read anew */

const picked = new Set();

function showPicked() {
  for (const box of document.querySelectorAll('[data-pick]')) box.checked = picked.has(box.value);
  for (const place of document.querySelectorAll('[data-picked]')) {
    place.firstText ??= place.textContent;
    place.textContent = picked.size ? place.dataset.text.replace('{0}', picked.size) : place.firstText;
  }
}

document.addEventListener('change', event => {
  const box = event.target;
  if (box.matches('[data-pick]')) {
    if (box.checked) picked.add(box.value);
    else picked.delete(box.value);
    for (const all of document.querySelectorAll('[data-pick-all]')) all.checked &&= box.checked;
  } else if (box.matches('[data-pick-all]')) {
    for (const each of document.querySelectorAll('[data-pick]')) {
      if (box.checked) picked.add(each.value);
      else picked.delete(each.value);
    }
  } else return;
  showPicked();
});

document.addEventListener('htmx:afterSwap', event => {
  if (!picked.size || !document.querySelector('[data-pick]')) return;
  // Another page or filter shows others: what is not shown is not meant.
  const shown = new Set([...document.querySelectorAll('[data-pick]')].map(box => box.value));
  for (const value of picked) if (!shown.has(value)) picked.delete(value);
  showPicked();
});

/* One after the other, each a request of its own: it can be stopped between two, and sent again without doing anything twice */

const rest = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const tooOften = 10 * 1000;

async function send(form, line) {
  const body = new URLSearchParams();
  for (const field of form.querySelectorAll('input[name]:not([name="Lines"])')) body.append(field.name, field.value);
  body.append('Lines', line.value);
  const answer = await fetch(form.dataset.bulk, { method: 'POST', body, credentials: 'same-origin', redirect: 'error' });
  if (answer.status === 429) return { later: true };
  if (!answer.ok || !answer.headers.get('Content-Type')?.includes('json')) throw new Error(answer.status);
  return answer.json();
}

async function run(form) {
  const lines = [...form.querySelectorAll('input[name="Lines"]')];
  const bar = form.querySelector('progress');
  const said = form.querySelector('[data-bulk-said]');
  const stop = form.querySelector('[data-bulk-stop]');
  const go = form.querySelector('button:not([type])');
  const say = (id, words) => {
    const place = document.querySelector(`[data-outcome="${id}"]`);
    if (place) place.textContent = words;
  };
  let stopped = false;
  let done = 0;
  go.disabled = true;
  bar.hidden = stop.hidden = false;
  stop.onclick = () => (stopped = true);
  for (let at = 0; at < lines.length && !stopped; at++) {
    const id = lines[at].dataset.of;
    try {
      const outcome = await send(form, lines[at]);
      if (outcome.later) {
        said.textContent = form.dataset.waiting;
        await rest(tooOften);
        at--;
        continue;
      }
      say(id, outcome.done ? form.dataset.done : outcome.why);
      if (outcome.done) done++;
      lines[at].dataset.sent = '';
    } catch {
      say(id, form.dataset.broken);
      stopped = true;
      break;
    }
    bar.value = at + 1;
    said.textContent = form.dataset.counted.replace('{0}', done).replace('{1}', lines.length);
  }
  for (const line of lines) if ('sent' in line.dataset) line.remove();
  if (stopped) said.textContent = `${said.textContent} ${form.dataset.stopped}`;
  stop.hidden = true;
  // What was left can be gone on with, under the same keys.
  go.disabled = !form.querySelector('input[name="Lines"]');
}

document.addEventListener('submit', event => {
  if (!event.target.matches('form[data-bulk]')) return;
  event.preventDefault();
  run(event.target);
}, true);
