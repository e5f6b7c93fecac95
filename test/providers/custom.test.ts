import { expect, test } from 'vitest';
import { customProfile } from '../../src/providers/custom/profile.ts';

test('two facts are enough for a profile, and the rest stays unknown', () => {
  const profile = customProfile({ id: 'lab', baseUrl: 'https://llm.example.org' });
  expect(profile).toMatchObject({ name: 'lab', modelList: 'unknown', models: [], support: [], errors: {} });
  expect(profile.env).toEqual({ key: [] });
  const answering = profile.routes.filter(({ method }) => method === 'POST');
  expect(answering.map(({ path, streams }) => [path, streams])).toEqual([
    ['/v1/chat/completions', 'unknown'],
    ['/v1/completions', 'unknown'],
    ['/v1/responses', 'unknown'],
    ['/v1/messages', 'unknown'],
  ]);
});

test('the model list is the only free route, so no unknown GET is sent', () => {
  const { routes } = customProfile({ id: 'lab', baseUrl: 'https://llm.example.org' });
  expect(routes.filter(({ method }) => method === 'GET').map(({ path }) => path)).toEqual(['/v1/models']);
});

test('both request id headers count, the usual one first', () => {
  const { requestId } = customProfile({ id: 'lab', baseUrl: 'https://llm.example.org' });
  expect(requestId).toEqual({
    headers: ['x-request-id', 'request-id'],
    body: ['request_id', 'error.request_id'],
  });
});

test('what the settings give is taken over, prefixes longest first', () => {
  const routes = [{ method: 'POST', path: '/v1/messages', speaks: 'messages', streams: 'yes' }] as const;
  const profile = customProfile({
    id: 'lab',
    name: 'Our lab',
    baseUrl: 'https://llm.example.org',
    keyEnv: 'LAB_KEY',
    keyPrefixes: ['lab_', 'lab_team_'],
    support: [{ label: 'the chat of the team' }],
    models: [{ id: 'small' }],
    routes,
  });
  expect(profile).toMatchObject({
    name: 'Our lab',
    env: { key: ['LAB_KEY'] },
    key: { prefixes: ['lab_team_', 'lab_'] },
    support: [{ label: 'the chat of the team' }],
    models: [{ id: 'small' }],
    routes,
  });
});
