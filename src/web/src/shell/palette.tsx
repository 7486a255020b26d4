// Ctrl-K: go to a page, find anything by name or key, do something from anywhere.
import {useEffect, useId, useState, type KeyboardEvent} from 'react'
import {useQuery} from '@tanstack/react-query'
import {client, write} from '~/api/client'
import {useAct} from '~/api/act'
import {searchFor} from '~/api/queries'
import {words} from '~/format/number'
import {language, speak} from '~/i18n/language'
import {Dialog} from '~/ui/dialog'
import {Icon, type IconName} from '~/ui/icon'
import {useGo} from '~/ui/link'
import {useTheme} from '~/ui/kit'
import {texts as uiTexts} from '~/ui/texts'
import {addresses} from './nav'
import {useShell} from './panels'
import {texts} from './texts'
import css from './shell.module.css'

type Hit = {key: string; group: string; title: string; text?: string; icon: IconName; run: () => void}
const KIND_ICONS: Record<string, IconName> = {
  objective: 'strategy', requirement: 'strategy', constraint: 'strategy', choice: 'strategy', initiative: 'strategy', decision: 'decisions', decision_live: 'decisions',
  rhythm: 'rhythms', occurrence: 'rhythms', process: 'processes', case: 'processes', kpi: 'performance', issue: 'issues', issue_type: 'issues', idea: 'improvements', gauge: 'drift', signal: 'drift', change: 'changes', person: 'person', role: 'roles', unit: 'roles', assignment: 'roles',
}

/** Does every word that was typed begin some word of the text? */
export function fits(text: string, typed: string): boolean {
  const have = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return typed.toLowerCase().split(/\s+/).filter(Boolean).every((word) => have.some((own) => own.startsWith(word)))
}

function useHits(typed: string, close: () => void): Hit[] {
  const go = useGo()
  const {open} = useShell()
  const {toggle} = useTheme()
  const measure = useAct({act: () => write(client.POST('/drift/measure', {body: {}})), done: texts.measured})
  const found = useQuery(searchFor(typed))
  const visit = (href: string) => () => {
    close()
    go(href)
  }
  const pages = (Object.keys(addresses) as (keyof typeof addresses)[]).map((page): Hit => ({key: `go/${page}`, group: texts.groupGo, title: texts.pages[page], icon: page, run: visit(addresses[page])}))
  const deeds: Hit[] = [
    {key: 'do/raise', group: texts.groupDo, title: texts.doRaise, icon: 'megaphone', run: visit('/issues?raise=yes')},
    {key: 'do/propose', group: texts.groupDo, title: texts.doPropose, icon: 'changes', run: visit('/changes/new')},
    {key: 'do/case', group: texts.groupDo, title: texts.doCase, icon: 'plus', run: visit('/processes?start=yes')},
    {key: 'do/own_data', group: texts.groupDo, title: texts.doOwnData, icon: 'roles', run: visit('/own-data')},
    {key: 'do/station', group: texts.groupDo, title: texts.doStation, icon: 'fit', run: visit('/station')},
    {key: 'do/measure', group: texts.groupDo, title: texts.doMeasure, icon: 'drift', run: () => { close(); measure.run(undefined) }},
    {key: 'do/sign_in', group: texts.groupDo, title: texts.doSignIn, icon: 'person', run: () => open('sign_in')},
    {key: 'do/language', group: texts.groupDo, title: texts.doLanguage, icon: 'message', run: () => speak(language === 'de' ? 'en' : 'de')},
    {key: 'do/theme', group: texts.groupDo, title: texts.doTheme, icon: 'sun', run: () => { toggle(); close() }},
  ]
  const hits = typed.trim() ? (found.data?.items ?? []) : []
  return [
    ...pages.filter((hit) => fits(hit.title, typed)),
    ...hits.map((hit): Hit => ({key: `find/${hit.kind}/${hit.id}`, group: texts.groupFind, title: hit.title, text: [uiTexts.kinds[hit.kind as keyof typeof uiTexts.kinds] ?? words(hit.kind), hit.text].filter(Boolean).join(' · '), icon: KIND_ICONS[hit.kind] ?? 'search', run: visit(hit.href)})),
    ...deeds.filter((hit) => fits(hit.title, typed)),
  ]
}

export function Palette({opened, onClose}: {opened: boolean; onClose: () => void}) {
  return (
    <Dialog opened={opened} onClose={onClose} title={texts.search} size={620}>
      <PaletteBody onClose={onClose} />
    </Dialog>
  )
}

function PaletteBody({onClose}: {onClose: () => void}) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useId()
  const hits = useHits(typed, onClose)
  useEffect(() => setChosen(0), [typed])
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && hits.length > 0) {
      event.preventDefault()
      const next = (chosen + step + hits.length) % hits.length
      setChosen(next)
      document.getElementById(`${list}-${next}`)?.scrollIntoView({block: 'nearest'})
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      hits[chosen]?.run()
    }
  }
  return (
    <div className={css.palette}>
      <input
        className={css.query} role="combobox" aria-expanded="true" aria-controls={list} aria-activedescendant={hits.length > 0 ? `${list}-${chosen}` : undefined}
        aria-label={texts.searchHint} placeholder={texts.searchHint} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={onKey} data-autofocus
      />
      <div role="listbox" id={list} aria-label={texts.search} className={css.hits}>
        {hits.map((hit, index) => (
          <div key={hit.key} role="presentation">
            {hit.group !== hits[index - 1]?.group && <p className={css.hitGroup}>{hit.group}</p>}
            <div role="option" id={`${list}-${index}`} aria-selected={index === chosen} className={css.hit} onClick={hit.run} onPointerMove={() => setChosen(index)}>
              <Icon name={hit.icon} />
              <span className={css.hitText}>
                {hit.title}
                {hit.text && <small>{hit.text}</small>}
              </span>
            </div>
          </div>
        ))}
        {hits.length === 0 && <p className={css.none}>{texts.noHit}</p>}
      </div>
    </div>
  )
}
