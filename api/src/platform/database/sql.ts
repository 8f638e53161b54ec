import { Prisma } from './generated/client.js';

/** Pieces of SQL with their values kept apart, for the stores; everything else of the generated client stays behind the door. */
export const { sql, join, empty } = Prisma;
export type Sql = Prisma.Sql;
