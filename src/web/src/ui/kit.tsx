// Our own kit over Mantine: pages use what is in this folder and never import Mantine themselves, so that it can be replaced.
import {type ReactNode} from 'react'
import {createTheme, MantineProvider, useComputedColorScheme, useMantineColorScheme, type CSSVariablesResolver} from '@mantine/core'
import '@mantine/core/styles/default-css-variables.css'
import './tokens.css'
import './base.css'

const theme = createTheme({fontFamily: 'var(--font)', fontFamilyMonospace: 'var(--mono)', defaultRadius: 8, respectReducedMotion: true, cursorType: 'pointer'})
const own = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-hover': 'var(--inset)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--alarm)',
}
const resolver: CSSVariablesResolver = () => ({variables: {}, light: own, dark: own})

export function Kit({children}: {children: ReactNode}) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={resolver}>
      {children}
    </MantineProvider>
  )
}

export function useTheme(): {dark: boolean; toggle: () => void} {
  const {setColorScheme} = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return {dark, toggle: () => setColorScheme(dark ? 'light' : 'dark')}
}
