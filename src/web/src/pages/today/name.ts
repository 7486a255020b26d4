import type {Schemas} from '~/api/client'

/** "Assemble motor MK-2207" */
export const nameOf = (item: Pick<Schemas['WorkItem'], 'title' | 'business_key'>) => `${item.title} ${item.business_key}`.trim()
