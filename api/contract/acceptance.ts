import * as z from 'zod';
import { ACCEPTANCE_STATES } from '../domain/statements/acceptance.js';
import { DayShape, Id, InstantShape } from './shapes.js';

export const Acceptance = z
  .object({
    state: z.enum(ACCEPTANCE_STATES),
    countsOn: DayShape.nullable().meta({ description: 'When it counts as accepted if nobody says anything.' }),
    acceptedAt: InstantShape.nullable(),
    byTime: z.boolean().meta({ description: 'Accepted because the agreed days had gone by.' }),
    questions: z.array(
      z.object({
        id: Id,
        text: z.string(),
        askedAt: InstantShape,
        answer: z.object({ text: z.string(), at: InstantShape }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Acceptance', description: 'How a published version stands with the client.' });
export type Acceptance = z.infer<typeof Acceptance>;
