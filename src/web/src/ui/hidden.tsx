// Words that only a screen reader says: after what a control shows, never in its place, so that whoever speaks to the page can name
// a control by what they see (WCAG 2.5.3, label in name).
import type {ReactNode} from 'react'

export function Hidden({children}: {children: ReactNode}) {
  return <span className="visually-hidden">{children}</span>
}
