// Which scopes the server takes for a token: what it would refuse is not offered.
import type {Schemas} from '~/api/client'

/** `person`: the account acts in one's name, and then neither works nor deploys in nobody's. Deploying is given by an administrator alone. */
export function scopesOf({person, administers, byAdministrator}: {person: boolean; administers: boolean; byAdministrator: boolean}): Schemas['Scope'][] {
  return ['read', 'write', ...(administers ? ['admin' as const] : []), ...(person ? [] : ['work' as const]), ...(!person && byAdministrator ? ['deploy' as const] : [])]
}
