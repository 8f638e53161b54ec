import button from './button.module.css';
import type { MantineColorsTuple, MantineThemeOverride, VariantColorsResolver } from '@mantine/core';

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

const BORDER = '1px solid';

/** Three looks are enough: the one deed of a screen, the other buttons, and the quiet ones. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  if (variant === 'filled')
    return {
      background: 'var(--b-accent)',
      hover: 'var(--b-accent-strong)',
      color: 'var(--b-on-accent)',
      border: `${BORDER} transparent`,
    };
  if (variant === 'subtle')
    return {
      background: 'transparent',
      hover: 'var(--b-hover)',
      color: color === 'gray' ? 'var(--b-ink-2)' : 'var(--b-accent)',
      border: `${BORDER} transparent`,
    };
  return {
    background: 'var(--b-surface)',
    hover: 'var(--b-hover)',
    color: 'var(--b-ink)',
    border: `${BORDER} var(--b-line-strong)`,
  };
};

/**
 * Plain objects only: `Component.extend()` would pull each component into the first chunk. Colours reach the screen
 * through `tokens.css`, so that no style element has to be injected and the security policy stays strict.
 */
export const theme: MantineThemeOverride = {
  primaryColor: 'baton',
  colors: { baton },
  variantColorResolver,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'var(--b-font)',
  headings: { fontFamily: 'var(--b-font)', fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'xs', classNames: button } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    TextInput: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Textarea: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    NativeSelect: { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 }, shadow: 'sm' } },
  },
};
