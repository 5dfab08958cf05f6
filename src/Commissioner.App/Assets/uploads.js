/* Files are brought one by one while the form is still written: each says how far it is, and one that fails is brought again alone */
import { key } from './outbox.js';

const rowsOf = new WeakMap();
const base = document.documentElement.dataset.base ?? '/';
const words = form => form.querySelector('[data-bring]')?.dataset ?? {};

function row(form, file) {
  const line = form.querySelector('[data-bring] template').content.firstElementChild.cloneNode(true);
  const part = name => line.querySelector(`[data-part="${name}"]`);
  const own = { file, line, part };
  part('name').textContent = file.name;
  part('bar').setAttribute('aria-label', file.name);
  part('again').setAttribute('aria-label', `${part('again').textContent} ${file.name}`);
  part('away').setAttribute('aria-label', `${part('away').textContent} ${file.name}`);
  part('again').addEventListener('click', () => upload(form, own));
  part('away').addEventListener('click', () => {
    own.asked?.abort();
    rowsOf.get(form).delete(own);
    line.remove();
    changed(form);
  });
  if (!rowsOf.has(form)) rowsOf.set(form, new Set());
  rowsOf.get(form).add(own);
  form.querySelector('[data-bring] ul').append(line);
  state(form, own, file.id ? 'here' : 'waits');
  return own;
}

function state(form, own, now, why) {
  const { part, line, file } = own;
  line.dataset.state = now;
  part('said').textContent = why ?? words(form)[now] ?? '';
  part('bar').hidden = now !== 'goes';
  part('again').hidden = now !== 'failed';
  part('hidden').disabled = !file.id;
  if (file.id) part('hidden').value = `${file.id}|${file.name}`;
}

// The form's draft knows of it, too.
const changed = form => form.elements.__RequestVerificationToken?.dispatchEvent(new Event('change', { bubbles: true }));

function upload(form, own) {
  const { file, part } = own;
  const token = form.elements.__RequestVerificationToken?.value;
  if (!token || !navigator.onLine || file.id) return;
  const asked = own.asked = new XMLHttpRequest();
  const body = new FormData();
  body.append('file', file.blob, file.name);
  asked.open('POST', base + 'files');
  asked.setRequestHeader('RequestVerificationToken', token);
  // Brought again, it is the same file.
  asked.setRequestHeader('Idempotency-Key', file.key);
  asked.timeout = 180000;
  asked.upload.addEventListener('progress', event => {
    if (event.lengthComputable) part('bar').value = event.loaded / event.total;
  });
  const failed = why => state(form, own, 'failed', why);
  asked.addEventListener('error', () => failed());
  asked.addEventListener('timeout', () => failed());
  asked.addEventListener('load', () => {
    let said = {};
    try {
      said = JSON.parse(asked.responseText);
    } catch {
      // A page instead of an answer: whoever brought it has to sign in first, or try later.
    }

    if (asked.status === 200 && said.id) {
      Object.assign(file, { id: said.id, name: said.fileName, at: Date.now() });
      part('name').textContent = file.name;
      state(form, own, 'here');
      changed(form);
    } else failed(said.title);
  });
  part('bar').value = 0;
  state(form, own, 'goes');
  asked.send(body);
}

export const bring = {
  /** A file that was chosen, photographed, recorded, or kept from before. */
  add(form, file) {
    if (form.querySelector('[data-bring]')) upload(form, row(form, file));
  },

  /** All are taken off the form. */
  clear(form) {
    for (const own of rowsOf.get(form) ?? []) own.line.remove();
    rowsOf.delete(form);
  },

  /** What has not been brought goes with the form itself, as it would without this script. */
  handIn(form) {
    const input = form.querySelector('input[type="file"][name="Files"]');
    const left = new DataTransfer();
    for (const { file, part } of rowsOf.get(form) ?? []) {
      if (!file.id) left.items.add(new File([file.blob], file.name, { type: file.blob.type }));
      else Object.assign(part('hidden'), { disabled: false, value: `${file.id}|${file.name}` });
    }

    if (input) input.files = left.files;
  },
};

/** The files that were put on a form here, brought or not. */
export const brought = form => [...rowsOf.get(form) ?? []].map(({ file }) => file);

document.addEventListener('change', event => {
  const input = event.target;
  const form = input.form;
  if (input.type !== 'file' || !form?.querySelector('[data-bring]')) return;
  for (const blob of input.files) bring.add(form, { key: key(), blob, name: blob.name });
  // Another shot adds to these.
  input.value = '';
});

document.addEventListener('submit', event => rowsOf.has(event.target) && bring.handIn(event.target), true);

/* Two more ways to a file: the camera at once, and a voice note */

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const endings = { 'audio/mp4': 'm4a', 'audio/webm': 'weba', 'audio/ogg': 'ogg' };
const longest = 5 * 60;

function voice(button) {
  const form = button.form;
  let recorder, timer, since;
  button.addEventListener('click', async () => {
    if (recorder) return recorder.stop();
    let heard;
    try {
      heard = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      button.textContent = button.dataset.silent;
      return;
    }

    const mimeType = kinds.find(kind => MediaRecorder.isTypeSupported(kind));
    const parts = [];
    recorder = new MediaRecorder(heard, { mimeType, audioBitsPerSecond: 32000 });
    recorder.addEventListener('dataavailable', event => parts.push(event.data));
    recorder.addEventListener('stop', () => {
      clearInterval(timer);
      for (const track of heard.getTracks()) track.stop();
      const type = (recorder.mimeType || mimeType).split(';')[0];
      recorder = undefined;
      button.textContent = button.dataset.start;
      button.setAttribute('aria-pressed', 'false');
      const name = `${button.dataset.name} ${new Date().toTimeString().slice(0, 5).replace(':', '')}.${endings[type] ?? 'm4a'}`;
      bring.add(form, { key: key(), blob: new Blob(parts, { type }), name });
    });
    since = Date.now();
    recorder.start(1000);
    button.setAttribute('aria-pressed', 'true');
    const tell = () => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      button.textContent = `${button.dataset.stop} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      if (seconds >= longest) recorder?.stop();
    };
    tell();
    timer = setInterval(tell, 1000);
  });
}

document.addEventListener('DOMContentLoaded', () => {
  for (const part of document.querySelectorAll('[data-bring] [data-shoot]')) {
    part.hidden = false;
    part.addEventListener('click', () => part.closest('[data-bring]').querySelector('[data-camera]').click());
  }

  if (!self.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return;
  for (const button of document.querySelectorAll('[data-bring] [data-voice]')) {
    button.hidden = false;
    voice(button);
  }
});
