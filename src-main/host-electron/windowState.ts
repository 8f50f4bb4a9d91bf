import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';
import { jsonFile } from '../app/jsonFile.ts';

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  maximised: z.boolean(),
});

/** Size, position and maximising of the window, as it was left. */
export function openWindowState(dataFolder: string) {
  const file = jsonFile(
    join(dataFolder, 'window.json'),
    stateSchema,
    { bounds: null, maximised: false },
    () => undefined, // a window at its usual place needs no explanation
  );
  return {
    read() {
      const { bounds, maximised } = file.read();
      return { bounds: bounds !== null && isOnScreen(bounds) ? bounds : null, maximised };
    },
    keep(window: BrowserWindow) {
      file.write({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    },
  };
}

/** A screen may have been unplugged since. */
function isOnScreen({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across >= 100 && down >= 100;
  });
}
