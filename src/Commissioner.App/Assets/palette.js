/* Find and go: one field over all pages of the desk. What it finds, the server finds as everywhere; what can be done here, the page says itself */

const wait = 150;
let asked = 0, timer, finding = Promise.resolve();

const dialog = () => document.getElementById('palette');
const options = () => [...dialog().querySelectorAll('[role="option"]')];

function choose(at) {
  const all = options();
  const field = dialog().querySelector('[role="combobox"]');
  for (const option of all) option.setAttribute('aria-selected', 'false');
  const chosen = all[(at + all.length) % all.length];
  if (!chosen) return field.removeAttribute('aria-activedescendant');
  chosen.setAttribute('aria-selected', 'true');
  chosen.scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', chosen.id);
}

const chosenAt = () => options().findIndex(option => option.getAttribute('aria-selected') === 'true');

// The buttons and links of the case that is open.
function actions(typed, title) {
  const found = [...document.querySelectorAll('.case-moves a.btn, .case-moves form button, main [data-key]')]
    .filter((move, i, all) => all.indexOf(move) === i && !move.closest('details:not([open])'))
    .map(move => ({ move, name: move.textContent.trim() }))
    .filter(({ name }) => name && name.toLowerCase().includes(typed.toLowerCase()));
  if (!found.length) return null;
  const group = document.createElement('div');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', title);
  const head = document.createElement('p');
  head.className = 'palette-group';
  head.setAttribute('aria-hidden', 'true');
  head.textContent = title;
  group.append(head);
  for (const { move, name } of found) {
    const option = document.createElement('a');
    option.setAttribute('role', 'option');
    option.textContent = name;
    if (move.dataset.key) {
      const key = document.createElement('kbd');
      key.textContent = move.dataset.key;
      option.append(' ', key);
    }
    option.addEventListener('click', () => {
      dialog().close();
      move.click();
    });
    group.append(option);
  }
  return group;
}

async function find() {
  const field = dialog().querySelector('[role="combobox"]');
  const [typed, mine] = [field.value.trim(), ++asked];
  let hits = null;
  try {
    const answer = await fetch(`${field.dataset.paletteFrom}?q=${encodeURIComponent(typed)}`, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin' });
    if (answer.ok && !answer.redirected) hits = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-palette-hits]');
  } catch {
    // Without a line to the server the page's own actions are left.
  }
  // A later letter was faster.
  if (mine !== asked) return;
  const list = document.getElementById('palette-hits');
  const done = actions(typed, field.dataset.actions);
  const found = hits ? [...document.importNode(hits, true).children] : [];
  // A number that is typed is what one goes to first; without one what can be done here comes first.
  list.replaceChildren(...(/\d{3}/.test(typed) ? [...found, done] : [done, ...found]).filter(Boolean));
  options().forEach((option, i) => {
    option.id = `palette-${i}`;
    option.tabIndex = -1;
  });
  dialog().querySelector('[data-palette-status]').textContent = options().length ? String(options().length) : field.dataset.none;
  choose(0);
}

function open() {
  const its = dialog();
  if (!its?.showModal || its.open) return;
  const field = its.querySelector('[role="combobox"]');
  field.value = '';
  document.getElementById('palette-hits').replaceChildren();
  its.showModal();
  field.focus();
  finding = find();
}

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k' && dialog()) {
    event.preventDefault();
    return dialog().open ? dialog().close() : open();
  }
  if (!event.target.closest?.('#palette [role="combobox"]') || event.isComposing) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) {
    event.preventDefault();
    choose(chosenAt() + move);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    // What is typed just now is looked up first: the old hits are of other letters.
    if (timer) {
      clearTimeout(timer);
      timer = undefined;
      finding = find();
    }
    finding.then(() => options()[chosenAt()]?.click());
  }
});

document.addEventListener('input', event => {
  if (!event.target.closest?.('#palette [role="combobox"]')) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = undefined;
    finding = find();
  }, wait);
});

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-palette-open]') && dialog()?.showModal) {
    event.preventDefault();
    open();
  } else if (event.target === dialog()) dialog().close();
  if (event.target.closest?.('[data-print]')) print();
});
