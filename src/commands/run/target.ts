import type { CheckContext } from '../../checks/check.ts';
import { createGatewayClient, type Sending } from '../../gateway/gateway-client.ts';
import { type CallNote, noteCalls } from '../../gateway/note-calls.ts';
import { createWrongKeyMemory, noMemory } from '../../gateway/wrong-key-memory.ts';
import { mayCarryKey } from '../../settings/key-policy.ts';
import type { Secret } from '../../settings/secret.ts';
import type { ApiKey, Settings } from '../../settings/settings.ts';
import { type ProxyChoice, proxyFor } from '../../system/proxy-choice.ts';
import type { System } from '../../system/system.ts';
import { answerPatience } from './answer-patience.ts';

/** What checks look at, opened for one run. `close` ends its connections. */
export interface Target {
  readonly context: CheckContext;
  /** What was sent to the gateway so far, for the journal. */
  notes(): readonly CallNote[];
  close(): Promise<void>;
}

/** Two waves of at most six requests, and a few looks at other paths. */
const usualConnections = 8;

/** Opens the gateway that the settings name. Whether the key goes along is decided here, once, by the key policy. */
export function openTarget(
  settings: Settings,
  system: System,
  patience = answerPatience(settings, 'doctor'),
  maxConnections = usualConnections,
): Target {
  const baseUrl = settings.baseUrl.value;
  const used = baseUrl.used ?? '';
  const { apiKey, profile } = settings;
  const allowed = (one: ApiKey | undefined) =>
    one && mayCarryKey(baseUrl, profile.value, settings.profiles, one.shape).allowed ? one.secret : undefined;
  const key = allowed(apiKey?.value);
  const proxy = used === '' ? {} : proxyOf(settings, system);
  const http = system.network.connect({
    ...(proxy.proxy === undefined ? {} : { proxy: proxy.proxy }),
    onlyPrivateAddresses: used.startsWith('http:'),
    maxConnections,
  });
  const client = createGatewayClient(
    {
      profile: profile.value,
      baseUrl: used,
      key,
      sending: sendingOf(settings, allowed),
      timeoutMs: settings.timeoutMs.value,
      answerPatience: patience,
    },
    http,
    system,
    system.interrupt,
  );
  const { gateway, notes } = noteCalls(client, profile.value);
  const wrongKeys =
    system.sandbox === undefined ? createWrongKeyMemory(used + headerNote(settings), system) : noMemory;
  return {
    context: { settings, gateway, wrongKeys, proxy, system, signal: system.interrupt },
    notes,
    close: () => gateway.close(),
  };
}

/** That of the environment, or as the program that is named would choose it. */
function proxyOf({ baseUrl, proxy }: Settings, { env }: System): ProxyChoice {
  const choice = proxyFor(baseUrl.value.used ?? '', proxy?.env ?? env);
  const { variable = choice.variable } = proxy ?? {};
  return choice.variable === undefined || variable === undefined ? choice : { ...choice, variable };
}

function sendingOf(
  { keySending }: Settings,
  allowed: (key: ApiKey) => Secret | undefined,
): Sending | undefined {
  if (keySending?.beside === undefined) return keySending && { header: keySending.header };
  const { header, beside } = keySending;
  const key = allowed(beside.key);
  return key === undefined ? { header } : { header, beside: { key, header: beside.header } };
}

/** How a random key is refused in another header than the usual one is remembered by itself. */
function headerNote({ keySending }: Settings): string {
  return keySending === undefined || keySending.header === 'authorization' ? '' : ` ${keySending.header}`;
}
