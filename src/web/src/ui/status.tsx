// States are told three times: by shape, by word, by colour. Colour alone would be lost on one in twelve men.
import {type ReactNode} from 'react'
import {texts} from './texts'
import css from './status.module.css'

export type Tone = 'ok' | 'warn' | 'alarm' | 'no_data' | 'accent'

/** ok: disc with a tick; warn: triangle; alarm: octagon with a stroke; no data: dashed ring. */
export function Shape({tone, size = 14, label}: {tone: Tone; size?: number; label?: string}) {
  const name = label ?? texts.status[tone]
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} className={`${css.shape} ${css[tone]}`} role={name ? 'img' : undefined} aria-label={name || undefined} aria-hidden={name ? undefined : true}>
      {tone === 'ok' && (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="m4.8 8.3 2.2 2.2 4.2-4.7" fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
        </>
      )}
      {tone === 'warn' && (
        <>
          <path d="M8 1.3 15.3 14.2a.5.5 0 0 1-.4.7H1.1a.5.5 0 0 1-.4-.7z" fill="currentColor" />
          <path d="M8 6v4M8 12.2v.1" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
        </>
      )}
      {tone === 'alarm' && (
        <>
          <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
          <path d="M8 4.2v4.6M8 11.4v.1" stroke="var(--surface)" strokeWidth="1.9" strokeLinecap="round" />
        </>
      )}
      {tone === 'no_data' && <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 2" />}
      {tone === 'accent' && <circle cx="8" cy="8" r="4.5" fill="currentColor" />}
    </svg>
  )
}

export function Badge({tone, children, shape = true}: {tone: Tone; children: ReactNode; shape?: boolean}) {
  return (
    <span className={`${css.badge} ${css[`${tone}_badge`]}`}>
      {shape && <Shape tone={tone} size={12} label="" />}
      {children}
    </span>
  )
}

/** A word without judgement: a tier, a kind, a version. */
export function Tag({children, title}: {children: ReactNode; title?: string}) {
  return (
    <span className={css.tag} title={title}>
      {children}
    </span>
  )
}

export function Count({n, tone = 'accent'}: {n: number; tone?: Tone}) {
  return n > 0 ? <span className={`${css.count} ${css[`${tone}_badge`]}`}>{n > 99 ? '99+' : n}</span> : null
}
