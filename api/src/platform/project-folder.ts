import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `prisma/` and the two workspaces, found upwards from here: sources and build lie at different depths. */
export const projectFolder = findUpwards(dirname(fileURLToPath(import.meta.url)));

function findUpwards(folder: string): string {
  if (existsSync(join(folder, 'prisma.config.ts'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The project folder was not found: prisma.config.ts is missing.');
  return findUpwards(parent);
}
