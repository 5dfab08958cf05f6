// load.mjs SETTINGS: so many requests a second by signed-in people and programs, whether they are answered in time or not, until it is ended.
// Mode "strict": what is not answered as it should be is a failure. Mode "patient": 503 with Retry-After is an answer; what was filed is filed
// again by the same key until it is taken, as a program does. Ends with 1 where something failed.
import { readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import http from 'node:http';
import https from 'node:https';

const of = JSON.parse(readFileSync(process.argv[2]));
const base = new URL(of.base);
const isTls = base.protocol === 'https:';
const agent = new (isTls ? https : http).Agent({ keepAlive: true, maxSockets: 150, ...(isTls && { ca: readFileSync(of.ca), servername: 'park.example' }) });
const longest = 15 * 60 * 1000;
const began = performance.now();
const took = [], statuses = {}, failures = [], filed = new Map();
let sent = 0, failed = 0, again = 0, away = 0, reopened = 0, next = 0, cookie = '', ending = 0;
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

function once(method, path, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const request = (isTls ? https : http).request({
      host: base.hostname, port: base.port, path, method, agent, timeout: 60000,
      headers: { host: 'park.example', ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) },
    }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', part => (text += part)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on('error', reject).on('aborted', () => reject(new Error('aborted')));
    });
    request.on('timeout', () => request.destroy(new Error('no answer for a minute')));
    request.on('error', error => reject(Object.assign(error, { reused: request.reusedSocket })));
    request.end(body);
  });
}

// A kept connection that was closed while nothing went over it is opened anew, as browsers do.
async function ask(...what) {
  for (let tries = 0; ; tries++) {
    try {
      return await once(...what);
    } catch (error) {
      if (!error.reused || tries > 2 || !['ECONNRESET', 'EPIPE'].includes(error.code)) throw error;
      reopened++;
    }
  }
}

async function signIn() {
  const form = await ask('GET', '/sign-in');
  const mark = /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(form.text)?.[1];
  const kept = (form.headers['set-cookie'] ?? []).map(c => c.split(';')[0]).join('; ');
  if (form.status !== 200 || !mark) return form;
  const answer = await ask('POST', '/sign-in', { cookie: kept, 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ UserName: of.user, Password: of.password, __RequestVerificationToken: mark }).toString());
  const session = (answer.headers['set-cookie'] ?? []).map(c => c.split(';')[0]).find(c => c.startsWith('commissioner='));
  if (answer.status === 302 && session) cookie = session;
  return answer;
}

const by = key => ({ authorization: `Bearer ${key}` });
const any = list => list[Math.floor(Math.random() * list.length)];

// How often in a hundred, what is asked, and what must be answered.
const kinds = [
  [16, 'sign-in page', 200, () => ask('GET', '/sign-in')],
  [2, 'sign-in', 302, signIn],
  [20, 'queue', 200, () => ask('GET', '/cases/queue', { cookie })],
  [32, 'list', 200, () => ask('GET', '/api/v1/cases', by(any(of.keys)))],
  [12, 'case', 200, () => {
    const one = any([...filed.values()].slice(-50));
    return one ? ask('GET', `/api/v1/cases/${one.id}`, by(one.key)) : ask('GET', '/api/v1/cases', by(any(of.keys)));
  }],
  [18, 'filing', 201, file],
];
const pool = kinds.flatMap((kind, index) => Array(kind[0]).fill(index));

async function file() {
  const name = `${of.round}k${++next}`, key = any(of.keys);
  const body = JSON.stringify({ title: `示例诉求 ${name}`, description: '示例：请协助处理。', category: 'Other' });
  let first;
  for (let wait = 500; ; wait = 2000) {
    let answer;
    try {
      answer = await ask('POST', '/api/v1/cases', { ...by(key), 'content-type': 'application/json', 'idempotency-key': `load ${name}` }, body);
      first ??= answer;
    } catch (error) {
      first ??= error;
    }

    if (answer?.status === 201) {
      const { id, number } = JSON.parse(answer.text);
      filed.set(name, { id, number, key });
      appendFileSync(`${of.out}.filed`, `${name}\t${number}\n`);
      if (first instanceof Error) throw first;
      return first;
    }

    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    if (ending && performance.now() - ending > 60 * 1000) throw new Error('not taken within a minute after the end');
    again++;
    await pause(answer?.headers['retry-after'] ? answer.headers['retry-after'] * 1000 : wait);
  }
}

async function one() {
  const [, what, wanted, act] = kinds[any(pool)];
  sent++;
  const from = performance.now();
  let said;
  try {
    const answer = await act();
    took.push(performance.now() - from);
    said = answer.status;
    statuses[said] = (statuses[said] ?? 0) + 1;
    if (said === wanted) return;
    if (of.mode === 'patient' && said === 503 && Number(answer.headers['retry-after']) > 0) return void away++;
    said = `${said} ${answer.text.slice(0, 200)}`;
  } catch (error) {
    said = error.message;
  }

  failed++;
  if (failures.length < 20) failures.push(`after ${((performance.now() - began) / 1000).toFixed(1)} s: ${what} → ${said}`.replace(/\s+/g, ' '));
}

await signIn();
if (!cookie) throw new Error('nobody could sign in');
writeFileSync(`${of.out}.filed`, '');
writeFileSync(`${of.out}.begun`, '');
process.on('SIGTERM', () => (ending ||= performance.now()));
const open = new Set();
for (let due = performance.now(); !ending && performance.now() - began < longest; due += 1000 / of.rate) {
  if (due > performance.now()) await pause(due - performance.now());
  const going = one().finally(() => open.delete(going));
  open.add(going);
}

await Promise.all(open);
took.sort((a, b) => a - b);
const at = part => Math.round(took[Math.min(took.length - 1, Math.floor(took.length * part))]);
const seconds = (performance.now() - began) / 1000;
console.log(`${sent} requests in ${seconds.toFixed(0)} s (${(sent / seconds).toFixed(0)}/s), ${JSON.stringify(statuses)}, ${failed} failed`
  + `${away ? `, ${away} told to come again` : ''}, ${filed.size} filed (${again} sent again by their key), ${reopened} kept connections opened anew;`
  + ` p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
for (const failure of failures) console.log(failure);
agent.destroy();
process.exit(failed ? 1 : 0);
