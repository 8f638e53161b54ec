import type { MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

const baton: MantineColorsTuple = [
  '#e9f4ef',
  '#d3e8df',
  '#a6d2c0',
  '#75bba0',
  '#4da784',
  '#2b8f6c',
  '#0e6b52',
  '#0b5a45',
  '#084837',
  '#053629',
];

/**
 * Plain objects only: `Component.extend()` would pull each component into the first chunk. Colours reach the screen
 * through `tokens.css`, so that no style element has to be injected and the security policy stays strict.
 */
export const theme: MantineThemeOverride = {
  primaryColor: 'baton',
  colors: { baton },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'var(--b-font)',
  headings: { fontFamily: 'var(--b-font)', fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    TextInput: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Textarea: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    NativeSelect: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 }, shadow: 'sm' } },
  },
};
