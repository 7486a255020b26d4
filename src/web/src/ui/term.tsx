// A word of the essay with its meaning at hand.
import {Popover} from '@mantine/core'
import '@mantine/core/styles/Popover.css'
import {glossary, type GlossaryWord} from './glossary'
import {Icon} from './icon'
import {texts} from './texts'
import css from './term.module.css'

export function Help({word}: {word: GlossaryWord}) {
  const {title, text} = glossary[word]
  return (
    <Popover width={300} position="bottom" withArrow shadow="md" classNames={{dropdown: css.dropdown, arrow: css.arrow}} withRoles>
      <Popover.Target>
        <button type="button" className={css.mark} aria-label={texts.whatIs(title)}>
          <Icon name="help" size={15} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={css.title}>{title}</p>
        <p>{text}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
