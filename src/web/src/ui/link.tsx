// A link inside Drivetrain is a plain address: what the server sends as `href` and what a person can copy are the same.
import {type AnchorHTMLAttributes, type MouseEvent} from 'react'
import {useRouter} from '@tanstack/react-router'

export function useGo(): (href: string, options?: {replace?: boolean}) => void {
  const router = useRouter()
  return (href, options) => void router.navigate({href, replace: options?.replace})
}

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {href: string}

export function A({href, onClick, ...rest}: Props) {
  const go = useGo()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (!href.startsWith('/') || href.startsWith('//')) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}

/** An address with these search parameters; empty and absent ones are left out. */
export function at(path: string, search: Record<string, string | string[] | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one)
  const text = query.toString().replaceAll('%2F', '/')
  return text ? `${path}?${text}` : path
}
