// What can be done. One primary act per view; the danger look is for what stops or refuses work.
import {type ButtonHTMLAttributes, type ReactNode} from 'react'
import {A} from './link'
import {Icon, type IconName} from './icon'
import css from './button.module.css'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'
type Size = 's' | 'm' | 'l'
const classes = (look: Look, size: Size, wide?: boolean, className?: string) => [css.button, css[look], css[size], wide && css.wide, className].filter(Boolean).join(' ')

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {look?: Look; size?: Size; icon?: IconName; busy?: boolean; wide?: boolean; className?: string; children: ReactNode}
export function Button({look = 'plain', size = 'm', icon, busy, wide, className, children, disabled, type = 'button', ...rest}: ButtonProps) {
  return (
    <button type={type} className={classes(look, size, wide, className)} aria-busy={busy || undefined} disabled={disabled || busy} {...rest}>
      {icon && <Icon name={icon} size={size === 's' ? 15 : 17} />}
      <span>{children}</span>
    </button>
  )
}

export function LinkButton({href, look = 'plain', size = 'm', icon, wide, children}: {href: string; look?: Look; size?: Size; icon?: IconName; wide?: boolean; children: ReactNode}) {
  return (
    <A href={href} className={classes(look, size, wide)}>
      {icon && <Icon name={icon} size={size === 's' ? 15 : 17} />}
      <span>{children}</span>
    </A>
  )
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {icon: IconName; label: string}
export function IconButton({icon, label, type = 'button', ...rest}: IconButtonProps) {
  return (
    <button type={type} className={css.icon} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}
