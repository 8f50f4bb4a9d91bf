import { palette, selectedColours, type Palette } from './palette.ts';
import type { Selection } from './selection.ts';

/** How a scene is drawn. */
export interface Look {
  readonly colours: Palette;
  /** Of what is selected. */
  readonly selectedColour: string;
  readonly selection: Selection | null;
  /** Whether marks answer to the pointer; on paper nothing does. */
  readonly interactive: boolean;
}

/** The look of a printed page and of saved pictures. */
export const onPaper: Look = {
  colours: palette,
  selectedColour: selectedColours.light,
  selection: null,
  interactive: false,
};
