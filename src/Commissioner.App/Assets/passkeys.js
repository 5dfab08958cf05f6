/* Passkeys: a press asks the browser, and what it answers is posted with the page's own form */

const can = window.isSecureContext && window.PublicKeyCredential && navigator.credentials?.create;

const read = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));
const write = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const listed = some => (some ?? []).map(one => ({ ...one, id: read(one.id) }));

// What newer browsers read and write by themselves, older ones are told in bytes.
function toFind(asked) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  return { ...asked, challenge: read(asked.challenge), allowCredentials: listed(asked.allowCredentials) };
}

function toMake(asked) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  return {
    ...asked,
    challenge: read(asked.challenge),
    user: { ...asked.user, id: read(asked.user.id) },
    excludeCredentials: listed(asked.excludeCredentials),
  };
}

function written({ id, type, response }) {
  const said = { clientDataJSON: write(response.clientDataJSON) };
  for (const part of ['authenticatorData', 'signature', 'userHandle', 'attestationObject']) {
    if (response[part]) said[part] = write(response[part]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return { id, type, response: said };
}

async function find(button) {
  const token = button.form.elements.__RequestVerificationToken.value;
  const answer = await fetch(button.dataset.passkey, { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: token }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return navigator.credentials.get({ publicKey: toFind(await answer.json()) });
}

const make = button => navigator.credentials.create({ publicKey: toMake(JSON.parse(button.dataset.passkeyMake)) });

function send(button, credential) {
  const { form } = button;
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'Credential', value: JSON.stringify(written(credential)) });
  form.append(field);
  // What the browser had filled in by itself is not sent along.
  for (const password of form.querySelectorAll('[type="password"]')) password.disabled = true;
  form.action = button.dataset.passkeyThen;
  form.submit();
}

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-passkey], [data-passkey-make]');
  if (!button) return;
  const told = button.form.querySelector('[data-passkey-told]');
  told.hidden = true;
  button.disabled = true;
  try {
    send(button, await (button.dataset.passkeyMake ? make : find)(button));
  } catch {
    // Its owner thought better of it, or its device could not: the other ways are still there.
    told.textContent = button.dataset.passkeyFailed;
    told.hidden = false;
    button.disabled = false;
  }
});

document.addEventListener('DOMContentLoaded', () => {
  if (!can) return;
  for (const button of document.querySelectorAll('[data-passkey], [data-passkey-make]')) button.hidden = false;
  for (const without of document.querySelectorAll('[data-passkey-without]')) without.hidden = true;
});

addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll('[data-passkey], [data-passkey-make]')) button.disabled = false;
});
