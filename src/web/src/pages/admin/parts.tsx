// What the parts of the page share: a secret that is shown once.
import {say} from '~/ui/announce'
import {Button} from '~/ui/button'
import {Dialog} from '~/ui/dialog'
import {texts} from './texts'
import css from './admin.module.css'

export type Secret = {title: string; text: string; hint: string; copied: string}

export function SecretDialog({secret, onClose}: {secret: Secret; onClose: () => void}) {
  return (
    <Dialog opened onClose={onClose} title={secret.title}>
      <div className={css.secret}>
        <code tabIndex={0}>{secret.text}</code>
        <p className={css.sub}>{secret.hint}</p>
        <div className={css.acts}>
          <Button look="primary" icon="link" onClick={() => void navigator.clipboard?.writeText(secret.text).then(() => say(secret.copied))}>{texts.copy}</Button>
          <Button onClick={onClose}>{texts.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
