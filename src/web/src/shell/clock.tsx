// The company's time, always in sight.
import {lazy, Suspense, useState} from 'react'
import type {Schemas} from '~/api/client'
import {useNow} from '~/api/company'
import {fullTime, weekdayTime} from '~/format/time'
import {Hidden} from '~/ui/hidden'
import {Icon} from '~/ui/icon'
import {texts} from './texts'
import css from './shell.module.css'

const ClockPanel = lazy(() => import('./clock_panel').then((module) => ({default: module.ClockPanel})))

export function ClockControl({clock}: {clock: Schemas['Clock']}) {
  const now = useNow()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <button type="button" className={`${css.chip} ${css.clockChip}`} onClick={() => setOpened(true)}>
        <Icon name="clock" />
        <span>{weekdayTime(now)}</span>
        <small>{clock.simulated ? texts.simulated : ''}</small>
        <Hidden>. {texts.clock}: {fullTime(now)}, {clock.simulated ? texts.simulated : texts.real}</Hidden>
      </button>
      <Suspense>{opened && <ClockPanel clock={clock} onClose={() => setOpened(false)} />}</Suspense>
    </>
  )
}
