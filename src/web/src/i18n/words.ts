// The words of one page in each language, side by side: `texts.ts` has the English ones, `texts.de.ts` the German ones. The compiler
// refuses a German key that is missing, too many, or of another shape.
import {language, type Language} from './language'

/** The same keys and the same questions to a function, other words. */
export type Words<T> = T extends string ? string : T extends (...given: infer Given) => string ? (...given: Given) => string : {readonly [Key in keyof T]: Words<T[Key]>}

export function pick<T>(english: T, german: Words<NoInfer<T>>, spoken: Language = language): Words<T> {
  return spoken === 'de' ? (german as Words<T>) : (english as Words<T>)
}
