// A mark at something that is shown: a shape and, on focus or under the pointer, what there is to say.
import {useState, type ReactNode} from 'react'
import {Popover} from '@mantine/core'
import '@mantine/core/styles/Popover.css'
import {Shape, type Tone} from './status'
import css from './flag.module.css'

/** `label`: the same in words, for those who hear the page. */
export function Flag({tone, label, children}: {tone: Tone; label: string; children: ReactNode}) {
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-start" withArrow shadow="md" withRoles={false} classNames={{dropdown: css.dropdown, arrow: css.arrow}}>
      <Popover.Target>
        <button type="button" className={css.mark} aria-label={label} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
          <Shape tone={tone} label="" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  )
}
