import {Sidebar} from '~/ui/dialog'
import {Links} from './nav'
import {texts} from './texts'

/** Every page, on a phone. */
export function Menu({onClose}: {onClose: () => void}) {
  return (
    <Sidebar opened onClose={onClose} title={texts.product}>
      <Links />
    </Sidebar>
  )
}
