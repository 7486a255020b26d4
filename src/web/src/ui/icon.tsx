// One sprite, fetched once. An icon is decoration unless it is given a label.
import sprite from './icons.svg?url'

export type IconName =
  | 'drive_train' | 'today' | 'strategy' | 'roles' | 'decisions' | 'rhythms' | 'processes' | 'performance' | 'issues' | 'improvements' | 'drift' | 'changes' | 'audit' | 'admin'
  | 'search' | 'sun' | 'moon' | 'clock' | 'person' | 'menu' | 'close' | 'right' | 'down' | 'up' | 'arrow_down' | 'arrow_up' | 'plus' | 'check'
  | 'link' | 'help' | 'play' | 'fast' | 'bell' | 'filter' | 'table' | 'map' | 'return' | 'megaphone' | 'plus_zoom' | 'minus_zoom' | 'fit'
  | 'branch' | 'message' | 'stop' | 'back' | 'external' | 'out'

export function Icon({name, size = 18, label, className}: {name: IconName; size?: number; label?: string; className?: string}) {
  return (
    <svg width={size} height={size} className={className} role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true} focusable="false" style={{flex: 'none'}}>
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
