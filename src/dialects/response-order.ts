import { type Fields, typeIn } from './json.ts';
import { isCount } from './usage.ts';

/** More output items than a small answer has; later ones count as out of order rather than fill the memory. */
const mostItems = 256;

/**
 * Whether each event of a responses stream has what it builds on: first `response.created`, then an item, then a part
 * of it. OpenAI's SDK puts the answer together in this order and throws where a step is missing.
 */
export function responseOrder(): (event: Fields) => boolean {
  let created = false;
  /** How many parts each item has. */
  const parts: number[] = [];

  return (event) => {
    const type = typeIn(event);
    if (type === 'response.created') {
      const isFirst = !created;
      created = true;
      return isFirst;
    }
    if (!created) return false;
    if (type === 'response.output_item.added') {
      return parts.length < mostItems && parts.push(0) > 0;
    }
    const { output_index: item, content_index: part } = event;
    if (item === undefined) return !type.endsWith('.delta');
    const partsOfItem = isCount(item) ? parts[item] : undefined;
    if (!isCount(item) || partsOfItem === undefined) return false;
    if (type === 'response.content_part.added') parts[item] = partsOfItem + 1;
    const isOfPart = /^response\.(output_text|refusal)\./.test(type);
    return !isOfPart || (isCount(part) && part < partsOfItem);
  };
}
