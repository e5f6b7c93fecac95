import type { CallFacts } from './call-facts.ts';

/** A failure in one line: `2026-01-02 03:04:05 UTC, POST /v1/responses, gpt-5.4, 502, request_id req_51`. */
export function oneLine({ facts, error, finding }: CallFacts): string {
  const { time, endpoint, model, requestId } = facts;
  const answered = [error.status, error.code ?? error.type].filter((part) => part !== null).join(' ');
  const parts = [
    time === null ? null : `${time.value.slice(0, 19).replace('T', ' ')} UTC`,
    endpoint?.value,
    model?.value,
    answered || (finding ?? 'an error'),
    requestId === null ? null : `request_id ${requestId.value}`,
  ];
  return parts.filter((part) => part != null).join(', ');
}
