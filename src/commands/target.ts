import type { CheckContext } from '../checks/check.ts';
import { createGatewayClient } from '../gateway/gateway-client.ts';
import { type CallNote, noteCalls } from '../gateway/note-calls.ts';
import { createWrongKeyMemory, noMemory } from '../gateway/wrong-key-memory.ts';
import { mayCarryKey } from '../settings/key-policy.ts';
import type { Settings } from '../settings/settings.ts';
import { proxyFor } from '../system/proxy-choice.ts';
import type { System } from '../system/system.ts';
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
export function openTarget(settings: Settings, system: System, maxConnections = usualConnections): Target {
  const baseUrl = settings.baseUrl.value;
  const used = baseUrl.used ?? '';
  const { apiKey, profile } = settings;
  const policy = apiKey && mayCarryKey(baseUrl, profile.value, settings.profiles, apiKey.value.shape);
  const key = policy?.allowed ? apiKey?.value.secret : undefined;
  const proxy = used === '' ? {} : proxyFor(used, system.env);
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
      timeoutMs: settings.timeoutMs.value,
      answerPatience: answerPatience(settings),
    },
    http,
    system,
    system.interrupt,
  );
  const { gateway, notes } = noteCalls(client, profile.value);
  const wrongKeys = system.sandbox === undefined ? createWrongKeyMemory(used, system) : noMemory;
  return {
    context: { settings, gateway, wrongKeys, proxy, system, signal: system.interrupt },
    notes,
    close: () => gateway.close(),
  };
}
