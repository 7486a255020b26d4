// The company's time. In the demo it is simulated, and a person may let it pass.
import {useState} from 'react'
import {useQueryClient} from '@tanstack/react-query'
import {useAct} from '~/api/act'
import {client, read, sawPosition, type Schemas} from '~/api/client'
import {clockQuery, useNow} from '~/api/company'
import {fullTime, setClock, weekdayTime} from '~/format/time'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {Icon} from '~/ui/icon'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'
import css from './shell.module.css'

export function ClockControl({clock}: {clock: Schemas['Clock']}) {
  const now = useNow()
  const queries = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [people, setPeople] = useState(true)
  const advance = useAct({
    act: async (duration: string) => {
      const after = await read(client.POST('/clock/advance', {body: {duration, people}}))
      sawPosition(after.position)
      setClock(after)
      queries.setQueryData(clockQuery.queryKey, after)
      return after
    },
    done: (after) => texts.advanced(fullTime(after.now)),
  })
  return (
    <>
      <button type="button" className={`${css.chip} ${css.clockChip}`} onClick={() => setOpened(true)} aria-label={`${texts.clock}: ${fullTime(now)}, ${clock.simulated ? texts.simulated : texts.real}`}>
        <Icon name="clock" />
        <span>{weekdayTime(now)}</span>
        <small>{clock.simulated ? texts.simulated : ''}</small>
      </button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={texts.clock} size={440}>
        <div className={css.clockPanel}>
          <p className={css.clockNow}>{fullTime(now)}</p>
          <p>{clock.speed === 0 ? texts.clockStopped : clock.speed === 1 ? `${clock.zone}` : texts.clockRunsAt(number(clock.speed))}</p>
          {clock.simulated && (
            <>
              <p>{texts.clockLead}</p>
              <div className={css.clockSteps}>
                {texts.steps.map(([duration, title]) => (
                  <Button key={duration} icon="fast" busy={advance.pending} onClick={() => advance.run(duration)}>
                    {title}
                  </Button>
                ))}
              </div>
              <label className={css.check}>
                <input type="checkbox" checked={people} onChange={(event) => setPeople(event.currentTarget.checked)} /> {texts.clockPeople}
              </label>
              <ProblemNote problem={advance.problem} />
            </>
          )}
        </div>
      </Dialog>
    </>
  )
}
