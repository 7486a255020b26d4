// The word for a kind of thing of the model, in the reader's language.
import {words} from '~/format/number'
import {texts} from './texts'

const known: Record<string, string> = texts.kinds
/** "check plan" for `check_plan`; an unknown kind as its own words. */
export const kindWord = (kind: string): string => known[kind] ?? words(kind)
