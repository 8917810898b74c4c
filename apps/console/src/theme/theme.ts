import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core';
import { dark, gray, petrol } from './colors.ts';
import classes from './components.module.css';

const transparent = 'transparent';
/** A dialog's header is not the page's. */
const notBanner = { role: 'presentation' };

/** Buttons and badges take their colours from the tokens, so that both themes keep their measured contrast. */
const variantColorResolver: VariantColorsResolver = input => {
  const red = input.color === 'red';
  switch (input.variant) {
    case 'filled':
      if (red) return { background: 'var(--bad-f)', hover: 'var(--bad-f-hover)', color: 'var(--bad-on)', border: '1px solid transparent' };
      if (!input.color || input.color === 'petrol')
        return {
          background: 'var(--accent-fill)',
          hover: 'var(--accent-fill-hover)',
          color: 'var(--on-accent)',
          border: '1px solid transparent',
        };
      break;
    case 'light':
      return red
        ? { background: 'var(--bad-s)', hover: 'var(--bad-s)', color: 'var(--bad)', border: '1px solid transparent' }
        : {
            background: 'var(--accent-soft)',
            hover: 'var(--accent-soft-hover)',
            color: 'var(--accent)',
            border: '1px solid transparent',
          };
    case 'subtle':
      return {
        background: transparent,
        hover: red ? 'var(--bad-s)' : 'var(--hover)',
        color: red ? 'var(--bad)' : 'var(--text2)',
        border: '1px solid transparent',
      };
    case 'default':
      return {
        background: 'var(--surface)',
        hover: 'var(--hover)',
        color: red ? 'var(--bad)' : 'var(--text)',
        border: '1px solid var(--line2)',
      };
  }
  return defaultVariantColorsResolver(input);
};

/** The look of every Mantine component the console uses. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { petrol, gray, dark },
  white: '#ffffff',
  black: '#1e1e1c',
  fontFamily: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
  fontSizes: { xs: '12.5px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '10px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: { classNames: { label: classes.buttonLabel } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 36 }, classNames: { root: classes.actionIcon } },
    Paper: { defaultProps: { radius: 'lg' } },
    Input: { classNames: { input: classes.input } },
    InputWrapper: { classNames: { label: classes.label, description: classes.description, error: classes.error } },
    // Where its button stands, so within the page's landmarks; fixed, so that nothing around it cuts it off.
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'lg',
        transitionProps: { duration: 120 },
        withinPortal: false,
        floatingStrategy: 'fixed',
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'lg', transitionProps: { duration: 120 } } },
    // Closed lists leave the page: one field, one thing with its label.
    Select: { defaultProps: { comboboxProps: { keepMounted: false } } },
    Combobox: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        transitionProps: { duration: 120, transition: 'fade' },
        attributes: { header: notBanner },
      },
      classNames: { title: classes.modalTitle, header: classes.modalHeader },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 120 }, attributes: { header: notBanner } },
      classNames: { title: classes.modalTitle },
    },
    Tooltip: { defaultProps: { transitionProps: { duration: 120 }, openDelay: 300 } },
    SegmentedControl: { classNames: { root: classes.seg, indicator: classes.segOn, label: classes.segLabel } },
    Chip: { defaultProps: { variant: 'outline', radius: 'sm' }, classNames: { label: classes.chip } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Table: { classNames: { th: classes.th, td: classes.td } },
    Tabs: { classNames: { tab: classes.tab } },
    Notification: { classNames: { root: classes.toast } },
    Skeleton: { defaultProps: { radius: 'xs' } },
  },
});

const both = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text2)',
  '--mantine-color-placeholder': 'var(--text3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-shadow-md': 'var(--shadow-float)',
  '--mantine-shadow-xl': 'var(--shadow-float)',
};

/** Mantine's own variables, answered by the tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both });
