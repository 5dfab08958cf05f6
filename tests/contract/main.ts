// The main job, as another system does it, through a client that is generated from the description. Prism stands between and checks every answer.
import createClient from 'openapi-fetch';
import type { paths } from './out/api.js';

declare const process: { argv: string[] };
const [, , baseUrl = '', title = '', departmentId = '', ...tokens] = process.argv;
const steps: string[] = [];

/** What was answered, or an end with the problem that was. */
async function done<T>(step: string, call: Promise<{ data?: T; error?: { type: string; title: string }; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  const violations = response.headers.get('sl-violations');
  if (error || data === undefined || violations) throw new Error(`${step}: ${response.status} ${JSON.stringify(error)} ${violations ?? ''}`);
  steps.push(step);
  return data;
}

function borne(token: string) {
  const client = createClient<paths>({ baseUrl });
  client.use({ onRequest: ({ request }) => request.headers.set('Authorization', `Bearer ${token}`) });
  return client;
}

// Whoever signed in, as from-nothing gives their tokens.
const [enterprise, commissioner, department, office] = tokens.map(borne) as [ReturnType<typeof borne>, ReturnType<typeof borne>, ReturnType<typeof borne>, ReturnType<typeof borne>];
const now = () => new Date().toISOString();
const filed = await done('files', enterprise.POST('/api/v1/cases', { body: {
  title, description: '示例：厂区门口的路灯不亮，请处理。', category: 'ParkEnvironment', urgency: 'Ordinary' } }));
const of = { params: { path: { id: filed.id } } };
await done('accepts', commissioner.POST('/api/v1/cases/{id}/acceptances', of));
await done('contacts', commissioner.POST('/api/v1/cases/{id}/contacts', { ...of, body: { means: 'Call', at: now(), outcome: '已电话了解情况' } }));
const whistle = await done('whistles', commissioner.POST('/api/v1/cases/{id}/whistles', { ...of, body: {
  kind: 'Routine', asked: '请到场处理', tried: '已现场查看，专员无权限', disclosure: 'Full', legs: [{ departmentId, lead: true }] } }));
const leg = { params: { path: { id: whistle.id, legId: whistle.legs[0].id } } };
await done('checks in', department.POST('/api/v1/whistles/{id}/legs/{legId}/check-ins', { ...leg, body: {
  handlerName: '示例经办', handlerPhone: '13800000001', firstStep: '今日到现场查看', firstStepAt: now() } }));
const four = { takenUpAt: now(), spokenWith: '示例联系人', spokenAt: now(), done: '路灯已修好', solvedAt: now() };
await done('reports', department.POST('/api/v1/whistles/{id}/legs/{legId}/reports', { ...leg, body: four }));
await done('approves', commissioner.POST('/api/v1/whistles/{id}/legs/{legId}/approvals', leg));
await done('proposes closure', commissioner.POST('/api/v1/cases/{id}/closure-proposals', { ...of, body: four }));
await done('passes it', office.POST('/api/v1/cases/{id}/reviews', { ...of, body: { pass: true } }));
await done('confirms', enterprise.POST('/api/v1/cases/{id}/confirmations', { ...of, body: { outcome: 'Resolved' } }));
await done('rates', enterprise.POST('/api/v1/cases/{id}/ratings', { ...of, body: { overall: 5 } }));
const ended = await done('reads it', enterprise.GET('/api/v1/cases/{id}', of));
if (ended.status !== 'Resolved') throw new Error(`It ended as ${ended.status}.`);
console.log(`${filed.number}: ${steps.join(', ')}`);
