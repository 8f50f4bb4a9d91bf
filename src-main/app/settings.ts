import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../src-shared/contract/definition.ts';
import type { Requests } from '../../src-shared/contract/requests.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../src-shared/model/settings.ts';
import { jsonFile } from './jsonFile.ts';
import type { Services, SettingsFile, WindowSession } from './services.ts';

/** Another version may know more settings or fewer: what is unknown is left out, what is missing is as usual. */
const storedSchema = z.object(settingsSchema.shape).partial();

/** @param tell hears in a sentence that a damaged file was set aside */
export function openSettings(dataFolder: string, tell: (text: string) => void): SettingsFile {
  const file = jsonFile(join(dataFolder, 'settings.json'), storedSchema, {}, tell);
  const read = (): Settings => whole(file.read());
  return {
    read,
    change(part) {
      const changed = whole({ ...read(), ...part });
      file.write(changed);
      return changed;
    },
  };
}

export function settingsHandlers({
  settings,
}: Services): Pick<Handlers<Requests, WindowSession>, 'settings.change'> {
  return { 'settings.change': (part) => settings.change(part) };
}

/** All settings, the usual ones where none is given. */
function whole(part: z.infer<typeof storedSchema>): Settings {
  const given = Object.entries(part).filter(([, value]) => value !== undefined);
  return { ...defaultSettings, ...(Object.fromEntries(given) as Partial<Settings>) };
}
