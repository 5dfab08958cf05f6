/* Whoever goes by keyboard stays where it was when a piece of the page is read anew */

let was = null;

const rowsOf = part => [...part.querySelectorAll('[data-rows] > *')];

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const at = document.activeElement;
  const target = detail.target;
  if (!at || at === document.body || !target?.contains(at)) return;
  was = {
    target: target.id,
    id: at.id,
    href: at.getAttribute('href'),
    name: at.getAttribute('name'),
    row: rowsOf(target).findIndex(row => row.contains(at)),
  };
});

// htmx gives the focus back to what has the same id; this is for what has none, or is gone.
document.addEventListener('htmx:afterSettle', () => {
  if (!was) return;
  const { target, id, href, name, row } = was;
  was = null;
  if (document.activeElement && document.activeElement !== document.body) return;
  const part = document.getElementById(target) ?? document.getElementById('main');
  if (!part) return;
  const rows = rowsOf(part);
  const same = (id && document.getElementById(id))
    || (href && part.querySelector(`a[href="${CSS.escape(href)}"]`))
    || (name && part.querySelector(`[name="${CSS.escape(name)}"]`))
    || (row >= 0 && rows.length > 0 && rows[Math.min(row, rows.length - 1)].querySelector('a[href]'))
    || part;
  if (same === part && !part.hasAttribute('tabindex')) part.setAttribute('tabindex', '-1');
  same.focus({ preventScroll: true });
});
