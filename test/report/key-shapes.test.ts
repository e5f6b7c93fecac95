import { describe, expect, test } from 'vitest';
import { keyShapes } from '../../src/report/key-shapes.ts';
import { redact } from '../../src/report/redact.ts';

const shown = (text: string) => redact(text, { secrets: [] }).value as string;
const receiptOf = (text: string) => redact(text, { secrets: [] }).receipt;
const mixed = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.repeat(3);
const hex = '0123456789abcdef'.repeat(6);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a key of another service is hidden from its shortest form on', () => {
  test.each([
    ['pplx-', mixed, 16],
    ['nvapi-', mixed, 16],
    ['r8_', mixed, 16],
    ['fw_', mixed, 16],
    ['dsk-', mixed, 16],
    ['csk-', mixed, 16],
    ['sk_', mixed, 16],
    ['tgp_v1_', mixed, 16],
    ['tvly-', mixed, 16],
    ['jina_', mixed, 20],
    ['lsv2_pt_', mixed, 16],
    ['lsv2_sk_', mixed, 16],
    ['AQVN', mixed, 16],
    ['y0_', mixed, 16],
    ['y1_', mixed, 16],
    ['y2_', mixed, 16],
    ['y3_', mixed, 16],
    [`t1.${mixed.slice(0, 16)}==.`, mixed, 40],
    ['ya29.', mixed, 16],
    ['GOCSPX-', mixed, 16],
    [`SG.${mixed.slice(0, 16)}.`, mixed, 16],
    ['ABSK', mixed, 40],
    ['xapp-', mixed, 16],
    ['gldt-', mixed, 16],
    ['glrt-', mixed, 16],
    ['glcbt-', mixed, 16],
    ['glptt-', mixed, 16],
    ['glft-', mixed, 16],
    ['glimt-', mixed, 16],
    ['glagent-', mixed, 16],
    ['glsoat-', mixed, 16],
    ['dapi', hex, 32],
    ['dop_v1_', hex, 32],
    ['doo_v1_', hex, 32],
    ['dor_v1_', hex, 32],
    ['hvs.', mixed, 20],
    ['shpat_', hex, 32],
    ['shpca_', hex, 32],
    ['shppa_', hex, 32],
    ['shpss_', hex, 32],
    ['sbp_', hex, 32],
    ['sb_secret_', mixed, 16],
    ['AGE-SECRET-KEY-1', mixed.toUpperCase(), 40],
    ['sk%2d', mixed, 12],
    ['sk%2Dproj%2D', mixed, 12],
    ['sk-proj%2d', mixed, 12],
    ['nsk%5f', mixed, 12],
    ['nsk%5F', mixed, 12],
    ['nsk%255Fcode%255F', mixed, 12],
  ])('%s', (beginning, body, count) => {
    expect(shown(`a ${beginning}${body.slice(0, count)} b`)).toBe('a [hidden] b');
    expect(shown(`(${beginning}${body.slice(0, count + 8)})`)).toBe('([hidden])');
    expect(receiptOf(`${beginning}${body.slice(0, count)}`)).toEqual([{ rule: 'key-shape', count: 1 }]);
    const shorter = `a ${beginning}${body.slice(0, count - 1)} b`;
    if (!/%/.test(beginning)) expect(shown(shorter)).toBe(shorter);
    const inside = `x${beginning}${body.slice(0, count)}`;
    if (!/^(?:sk|lsv2_sk)/.test(beginning)) expect(shown(inside)).toBe(inside);
  });

  test.each(['pplx-', 'nvapi-', 'AQVN'])('%s, masked in part', (beginning) => {
    expect(shown(`key ${beginning}ab***cd.`)).toBe('key [hidden].');
  });

  test('every shape is tried on a text that holds its sign', () => {
    for (const [sign, shape] of keyShapes) {
      expect(shape.toLowerCase().replaceAll('\\', ''), sign).toContain(sign.replace('**', '*'));
    }
  });
});

describe('base64 of a key is hidden', () => {
  test.each([
    'sk-CANARYa8f3k2l9d0s7',
    'sk_CANARYa8f3k2l9d0s7',
    'sk-proj-CANARYa8f3k2l9d0s7',
    'nsk_CANARYa8f3k2l9d0s7',
    'nsk_CANARYa8f3k2l9d0s7a',
    'Bearer sk-CANARYa8f3k2l9d0s7',
    'Bearer nsk_CANARYa8f3k2l9d0s7',
  ])('%s', (key) => {
    expect(shown(`got ${base64(key)}.`)).toBe('got [hidden].');
    expect(receiptOf(base64(key))).toEqual([{ rule: 'key-shape', count: 1 }]);
  });

  test.each([
    base64('sk is a language code'),
    base64('sk-'),
    base64('Bearer of good news only'),
    `x${base64('sk-CANARYa8f3k2l9d0s7')}`,
  ])('but not %s', (text) => {
    expect(shown(text)).toBe(text);
  });
});

test.each([
  'sk_learn_is_a_python_package',
  'fw_abcdefghijklmnopqrstuv',
  'disk_0123456789abcdef01',
  'sk%20CANARYa8f3k2l9d0s7',
  'SG.12.34',
  't1.micro.large',
  'GitHub gh_token y_axis_of_the_diagram_1',
  'task-0123456789abcdef0123',
  'ghost-0123456789abcdef0123',
])('%s is no key', (text) => {
  expect(shown(text)).toBe(text);
});
