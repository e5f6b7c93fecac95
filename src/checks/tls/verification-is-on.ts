import { notApplicable, own, problem } from '../../errors/finding.ts';
import { defineCheck } from '../check.ts';

export const verificationIsOn = defineCheck({
  id: 'tls.verification-is-on',
  title: 'Node.js programs check certificates here',
  spine: false,
  needs: {},
  observe: async ({ system }) => ({ switchedOff: system.env.NODE_TLS_REJECT_UNAUTHORIZED === '0' }),
  judge: ({ switchedOff }) =>
    switchedOff
      ? problem(own('local/tls-verification-off', {}))
      : notApplicable('nothing here switches them off'),
});
