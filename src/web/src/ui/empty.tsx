// Nothing here: what belongs here, who makes it, and the one thing to do about it.
import {type ReactNode} from 'react'
import {Icon, type IconName} from './icon'
import css from './empty.module.css'

export function Empty({icon = 'check', title, children, action}: {icon?: IconName; title: string; children?: ReactNode; action?: ReactNode}) {
  return (
    <div className={css.empty}>
      <span className={css.icon}><Icon name={icon} size={20} /></span>
      <div className={css.text}>
        <p className={css.title}>{title}</p>
        {children && <p className={css.say}>{children}</p>}
        {action && <div>{action}</div>}
      </div>
    </div>
  )
}
