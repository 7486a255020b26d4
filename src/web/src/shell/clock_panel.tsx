// In the demo the company's time is simulated, and a person may let it pass.
import {useState} from 'react'
import {useQueryClient} from '@tanstack/react-query'
import {useAct} from '~/api/act'
import {client, read, sawPosition, type Schemas} from '~/api/client'
import {clockQuery, useNow} from '~/api/company'
import {fullTime, setClock} from '~/format/time'
import {number} from '~/format/number'
import {Button} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {ProblemNote} from '~/ui/problem'
import {texts} from './texts'
import css from './shell.module.css'

export function ClockPanel({clock, onClose}: {clock: Schemas['Clock']; onClose: () => void}) {
  const now = useNow()
  const queries = useQueryClient()
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
    <Dialog opened onClose={onClose} title={texts.clock} size={440}>
      <div className={css.clockPanel}>
        <p className={css.clockNow}>{fullTime(now)}</p>
        <p>{clock.speed === 0 ? texts.clockStopped : clock.speed === 1 ? clock.zone : texts.clockRunsAt(number(clock.speed))}</p>
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
  )
}
