import type { Gateway } from './gateway.ts';
import { type Body, type Called, modelFormats } from './model-formats.ts';
import { limitIn } from './output-limit.ts';
import type { SimulatedRoute } from './simulated-provider.ts';

/** What the body of a POST asked for: what a test needs to prove that no call goes out without an output limit. */
export interface AskedOfModel {
  readonly stream: boolean;
  /** In tokens, from a field that counts on this route; null when there is none. */
  readonly outputLimit: number | null;
  readonly model: string | null;
}

/** `path` is without the one that the gateway is mounted at; on an unknown one every known name of a limit counts. */
export function askedOfModel(
  { provider }: Pick<Gateway, 'provider'>,
  path: string,
  text: string | undefined,
): AskedOfModel {
  const body = parsedBody(text ?? '') ?? {};
  const route = provider.routes.find((one) => one.method === 'POST' && one.path === path);
  const limits = route !== undefined && callsModel(route) ? modelFormats[route.serves].limits : everyLimit;
  return {
    stream: body.stream === true,
    outputLimit: limitIn({ limits }, body) ?? null,
    model: typeof body.model === 'string' ? body.model.slice(0, 200) : null,
  };
}

const everyLimit = [...new Set(Object.values(modelFormats).flatMap(({ limits }) => limits))];

function callsModel(route: SimulatedRoute): route is SimulatedRoute & { readonly serves: Called } {
  return Object.hasOwn(modelFormats, route.serves);
}

/** The JSON object in a body; undefined when it is something else. */
export function parsedBody(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}
