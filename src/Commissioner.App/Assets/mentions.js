/* Names behind an @: the colleagues whom the page offers in its select, shown while one writes; the server knows them by their names */

const most = 6;

const listOf = area => area.parentElement.querySelector('[data-mention-list]');

function shut(area) {
  listOf(area)?.remove();
  area.removeAttribute('aria-activedescendant');
}

const typedBefore = area => area.value.slice(0, area.selectionStart).match(/@([^\s@，。；、]{0,20})$/);

function take(area, name) {
  const typed = typedBefore(area);
  shut(area);
  if (!typed) return;
  const [from, to] = [area.selectionStart - typed[0].length, area.selectionStart];
  area.setRangeText(`@${name} `, from, to, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

function mark(area, at) {
  const all = [...listOf(area).children];
  all.forEach((option, i) => option.setAttribute('aria-selected', String(i === (at + all.length) % all.length)));
  area.setAttribute('aria-activedescendant', all[(at + all.length) % all.length].id);
}

const markedAt = area => [...listOf(area).children].findIndex(option => option.getAttribute('aria-selected') === 'true');

document.addEventListener('input', event => {
  const area = event.target;
  if (!area.matches?.('textarea[data-mentions]')) return;
  shut(area);
  const typed = typedBefore(area);
  if (!typed) return;
  const names = [...new Set([...area.form.querySelectorAll(`[name="${CSS.escape(area.dataset.mentions)}"] option[value]:not([value=""])`)].map(o => o.textContent.trim()))]
    .filter(name => name.includes(typed[1]) && name !== typed[1]).slice(0, most);
  if (!names.length) return;
  const list = document.createElement('div');
  list.className = 'mentions';
  list.setAttribute('role', 'listbox');
  list.toggleAttribute('data-mention-list', true);
  names.forEach((name, i) => {
    const option = document.createElement('div');
    option.setAttribute('role', 'option');
    option.id = `mention-${i}`;
    option.textContent = name;
    option.addEventListener('mousedown', press => {
      press.preventDefault();
      take(area, name);
    });
    list.append(option);
  });
  area.after(list);
  mark(area, 0);
});

document.addEventListener('keydown', event => {
  const area = event.target;
  if (!area.matches?.('textarea[data-mentions]') || !listOf(area) || event.isComposing || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(area, markedAt(area) + step);
  else if (event.key === 'Enter' || event.key === 'Tab') take(area, listOf(area).children[markedAt(area)].textContent);
  else if (event.key === 'Escape') shut(area);
  else return;
  event.preventDefault();
});

document.addEventListener('focusout', event => {
  if (event.target.matches?.('textarea[data-mentions]')) shut(event.target);
});
