// A question that stands over the page: what will happen, and the act.
import {type FormEvent, type ReactNode} from 'react'
import {Drawer, Modal} from '@mantine/core'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Drawer.css'
import type {Problem} from '~/api/client'
import {Button} from './button'
import {ProblemNote} from './problem'
import {texts} from './texts'
import css from './dialog.module.css'

const labels = {'aria-label': texts.close}
const classNames = {content: css.content, header: css.header, title: css.title, body: css.body, close: css.close}

export function Dialog({opened, onClose, title, children, size = 520}: {opened: boolean; onClose: () => void; title: ReactNode; children: ReactNode; size?: number}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} classNames={classNames} closeButtonProps={labels} overlayProps={{backgroundOpacity: 0.45}} transitionProps={{duration: 120, transition: 'fade'}} yOffset="8vh">
      {children}
    </Modal>
  )
}

/** A dialog that asks for something and does it. */
export function ActDialog({opened, onClose, title, does, act, look = 'primary', pending, problem, disabled, children, size}: {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** What will happen, in words. */
  does?: ReactNode
  act: {label: string; run: () => void}
  look?: 'primary' | 'danger'
  pending: boolean
  problem: Problem | undefined
  disabled?: boolean
  children?: ReactNode
  size?: number
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!disabled && !pending) act.run()
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={size}>
      <form onSubmit={submit} className={css.form}>
        {does && <p className={css.does}>{does}</p>}
        {children}
        <ProblemNote problem={problem} />
        <div className={css.acts}>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" look={look} busy={pending} disabled={disabled}>{act.label}</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function Sidebar({opened, onClose, title, children}: {opened: boolean; onClose: () => void; title: string; children: ReactNode}) {
  return (
    <Drawer opened={opened} onClose={onClose} title={title} size={288} classNames={classNames} closeButtonProps={labels} overlayProps={{backgroundOpacity: 0.45}} transitionProps={{duration: 140}}>
      {children}
    </Drawer>
  )
}
