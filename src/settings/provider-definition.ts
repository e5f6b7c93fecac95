import * as z from 'zod/mini';
import { builtInProfiles, profileById } from '../providers/index.ts';
import { baseUrlFrom } from './base-url.ts';
import { routePathPattern } from './route-path.ts';

// Otherwise zod compiles its schemas with `new Function`, which a hardened Node refuses.
z.config({ jitless: true });

const text = (expected: string) => z.string(expected).check(z.minLength(1, expected));
// Taken apart with braces, all of zod would go into the bundle: 150 KB.
const exactOptional = z.exactOptional;

const yesNoUnknown = z.enum(['yes', 'no', 'unknown'], 'yes, no or unknown');
/** The path of a route in a settings file. */
export const routePath = z
  .string('a path such as /v1/messages')
  .check(z.regex(routePathPattern, 'a path such as /v1/messages'));

const route = z.strictObject(
  {
    method: z.enum(['GET', 'POST'], 'GET or POST'),
    path: routePath,
    speaks: z.enum(
      [
        'chat',
        'completions',
        'responses',
        'messages',
        'model-list',
        'balance',
        'key-status',
        'count-tokens',
        'other',
      ],
      'the format of the route, such as chat, responses, messages or model-list',
    ),
    streams: yesNoUnknown,
    outputLimit: exactOptional(z.array(text('the name of a request field'), 'a list of request fields')),
  },
  'a route with method, path, speaks and streams',
);

const amount = z.number('a price per million tokens').check(z.minimum(0, 'a price per million tokens'));
const model = z.strictObject(
  {
    id: text('the id of the model'),
    routes: exactOptional(z.array(routePath, 'a list of paths')),
    price: exactOptional(
      z.strictObject(
        {
          currency: text('a currency such as RUB'),
          input: amount,
          output: amount,
          cacheRead: exactOptional(amount),
          cacheWrite: exactOptional(amount),
        },
        'a price with currency, input and output',
      ),
    ),
  },
  'a model with an id',
);

const gatewayUrl = z
  .string('a base URL such as https://gateway.example/v1')
  .check(z.refine((url) => isSafeUrl(url), 'a base URL such as https://gateway.example/v1'));

/** Whether a base URL has nothing wrong with it. */
export function isSafeUrl(url: string): boolean {
  const { used, problem } = baseUrlFrom(url);
  return used !== undefined && problem === undefined;
}

/** One gateway of the person's own; its id is the name it stands under. */
export const providerDefinition = z.strictObject(
  {
    name: exactOptional(text('a name, as text')),
    baseUrl: gatewayUrl,
    keyEnv: exactOptional(
      z
        .string('the name of an environment variable')
        .check(z.regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable')),
    ),
    keyPrefixes: exactOptional(z.array(text('a beginning of keys, as text'), 'a list of beginnings of keys')),
    support: exactOptional(
      z.array(
        z.strictObject(
          {
            label: text('words that say where support is found'),
            link: exactOptional(
              z
                .string('a link that begins with https://')
                .check(z.regex(/^https:\/\/[^\s]+$/, 'a link that begins with https://')),
            ),
          },
          'a contact with a label',
        ),
        'a list of contacts',
      ),
    ),
    models: exactOptional(z.array(model, 'a list of models')),
    routes: exactOptional(z.array(route, 'a list of routes')),
  },
  'a provider with a baseUrl',
);

/** An id that a gateway of one's own may have. */
export const providerId = z
  .string('a short name for the provider')
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/i, 'a short name of letters, digits and hyphens'))
  .check(
    z.refine((id) => profileById(id, builtInProfiles) === undefined, 'a name that no built-in provider has'),
  );
