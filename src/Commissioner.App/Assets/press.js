/* One press is one post */

document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  // After the browser has gathered the form, or the pressed button's value would be missing.
  setTimeout(() => {
    for (const button of form.querySelectorAll('button:not([type="button"]):not(:disabled)')) {
      button.disabled = true;
      button.dataset.pressed = '';
    }
  });
});

addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll('[data-pressed]')) {
    button.disabled = false;
    delete button.dataset.pressed;
  }
});
