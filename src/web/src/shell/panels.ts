// Which panel of the frame is open; pages may ask for one ("sign in to act").
import {createContext, useContext} from 'react'

export type Panel = 'palette' | 'sign_in' | 'menu' | undefined
export const ShellContext = createContext<{panel: Panel; open: (panel: Panel) => void}>({panel: undefined, open: () => undefined})
export const useShell = () => useContext(ShellContext)
