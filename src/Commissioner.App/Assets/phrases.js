/* Phrases: the chosen one is appended to what is written; without this the server does it */

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-phrase-insert]');
  if (!button) return;
  const box = button.closest('[data-phrases]');
  const area = button.form?.elements.namedItem(box.dataset.phrases);
  if (!(area instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  const said = box.querySelector('[data-phrase]').selectedOptions[0]?.dataset.text;
  if (!said) return box.querySelector('[data-phrase]').focus();
  area.value = area.value.trim() ? `${area.value.trimEnd()}\n${said}` : said;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
});
