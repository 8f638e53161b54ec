import { Prisma } from './generated/client.js';

/** Pieces of SQL with their values kept apart, for the stores; everything else of the generated client stays behind the door. */
export const { sql, join, empty } = Prisma;
export type Sql = Prisma.Sql;

/** SQL that is written in our sources and holds no value of anybody's. */
export function fixed(text: string): Sql {
  return Prisma.raw(text);
}
