// A job's identity in place of a key: GitHub Actions signs a token for the job, OpenAI exchanges it for a short-lived
// key. The runner's toolkit is not used for it: that one prints the token's mask on stdout, where a result may stand.

import { reasonOf } from '../core/errors.ts';
import type { WorkloadIdentitySettings } from '../optimize/model-config.ts';
import { ModelError } from '../program/model.ts';
import { guardedFetch } from './guarded-fetch.ts';

export interface Identity {
  settings: WorkloadIdentitySettings;
  /** ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN: where the job's token is asked for, and with what. */
  requestUrl: string;
  requestToken: string;
}

/** The `openai` package's option; `keep` is told each token. Throws ModelError when the job gets none. */
export function workloadIdentity({ settings, requestUrl, requestToken }: Identity, keep: (secret: string) => void) {
  const getToken = async () => {
    keep(requestToken);
    const token = await askToken(requestUrl, requestToken, settings.audience);
    keep(token);
    return token;
  };
  const clientId = settings['client-id'];
  return {
    identityProviderId: settings['identity-provider-id'],
    serviceAccountId: settings['service-account-id'],
    ...(clientId === undefined ? {} : { clientId }),
    provider: { tokenType: 'jwt' as const, getToken },
  };
}

async function askToken(requestUrl: string, requestToken: string, audience: string | undefined): Promise<string> {
  const url = new URL(requestUrl);
  if (audience !== undefined) url.searchParams.set('audience', audience);
  const said = await guardedFetch(true)(url, {
    headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
    signal: AbortSignal.timeout(30_000),
  })
    .then(async (reply) => (reply.ok ? ((await reply.json()) as { value?: unknown }) : `${reply.status}`))
    .catch(reasonOf);
  if (typeof said === 'object' && typeof said?.value === 'string') return said.value;
  const reason = typeof said === 'string' ? said : 'no token in the answer';
  throw new ModelError('key', `${url.host} gives the job no identity token (${reason}); grant \`id-token: write\``);
}
