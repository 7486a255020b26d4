// English or German. Each is named in its own language, so that whoever cannot read the page still finds the way.
import {language, LANGUAGES, speak, type Language} from '~/i18n/language'
import {texts} from './texts'
import css from './shell.module.css'

export function LanguageSwitch() {
  return (
    <div role="group" aria-label={texts.language} className={css.languages}>
      {(Object.keys(LANGUAGES) as Language[]).map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => one !== language && speak(one)}>
          {LANGUAGES[one]}
        </button>
      ))}
    </div>
  )
}
