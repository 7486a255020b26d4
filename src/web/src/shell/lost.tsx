import {useRouter, type ErrorComponentProps} from '@tanstack/react-router'
import {LinkButton} from '~/ui/button'
import {Card, Page} from '~/ui/page'
import {Empty} from '~/ui/empty'
import {ReadProblem} from '~/ui/problem'
import {texts} from './texts'

export function Lost() {
  return (
    <Page title={texts.lost}>
      <Card>
        <Empty icon="search" title={texts.lostText} action={<LinkButton href="/">{texts.home}</LinkButton>} />
      </Card>
    </Page>
  )
}

export function PageFailed({error, reset}: ErrorComponentProps) {
  const router = useRouter()
  return (
    <Page title={texts.failed}>
      <ReadProblem
        error={error}
        again={() => {
          reset()
          void router.invalidate()
        }}
      />
    </Page>
  )
}
