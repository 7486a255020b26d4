// What stands under Processes: what they are, what is under way in them, what waits for programs, and what reached nobody.
import {Tabs} from '~/ui/tabs'
import {texts} from './texts'

export const processTabs = (
  <Tabs
    label={texts.title}
    items={[{href: '/processes', title: texts.catalogue}, {href: '/cases', title: texts.cases}, {href: '/jobs', title: texts.jobs}, {href: '/discards', title: texts.lost}, {href: '/batches', title: texts.batches}]}
  />
)
