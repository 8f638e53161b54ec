import * as z from 'zod';
import { EXCEPTION_KINDS } from '../domain/clients/exceptions.js';
import { PHASE_IDS } from '../domain/engagements/phases.js';
import { route } from './route.js';
import {
  DayShape,
  Flag,
  Id,
  InstantShape,
  EmailOrNone,
  line,
  MinutesShape,
  MonthShape,
  page,
  pageQuery,
  paragraph,
  Version,
} from './shapes.js';

const inPractice = z.strictObject({ practiceId: Id });
const atClient = z.strictObject({ practiceId: Id, clientId: Id });

const clientFields = {
  name: line(60, 1),
  code: line(8, 2).regex(/^[A-Za-z][A-Za-z0-9]*$/, 'Letters and digits, a letter first.'),
  legalName: line(120).default(''),
  address: paragraph(300).default(''),
  purchaseOrder: line(60).default(''),
  engineers: z.int().min(0).max(100_000).nullable().default(null),
  nextStep: line(120).default(''),
  nextStepOn: DayShape.nullable().default(null),
};

export const Client = z
  .object({
    id: Id,
    name: z.string(),
    code: z.string(),
    legalName: z.string(),
    address: z.string(),
    purchaseOrder: z.string(),
    engineers: z.int().nullable(),
    teamSize: z
      .object({ band: z.string(), sentence: z.string() })
      .nullable()
      .meta({ description: 'What the number of engineers means for the pairing of CTO and VP.' }),
    nextStep: z.string(),
    nextStepOn: DayShape.nullable(),
    archived: z.boolean(),
    engagementId: Id.nullable().meta({ description: 'The running engagement, or the latest one.' }),
    version: Version,
    can: z.object({ edit: z.boolean(), archive: z.boolean(), viewPortal: z.boolean() }),
  })
  .meta({ id: 'Client' });
export type Client = z.infer<typeof Client>;

export const listClients = route({
  name: 'listClients',
  summary: 'The clients the caller works for, by name; with `archived`, those that were put away instead.',
  method: 'GET',
  path: '/practices/:practiceId/clients',
  may: 'clients.read',
  params: inPractice,
  query: z.strictObject({ ...pageQuery, archived: Flag.optional() }),
  reply: page(Client),
});

export const createClient = route({
  name: 'createClient',
  summary: 'Adds a client company.',
  method: 'POST',
  path: '/practices/:practiceId/clients',
  may: 'clients.edit',
  params: inPractice,
  body: z.strictObject(clientFields),
  reply: Client,
  refuses: ['clients.code_taken'],
});

export const readClient = route({
  name: 'readClient',
  summary: 'One client.',
  method: 'GET',
  path: '/practices/:practiceId/clients/:clientId',
  may: 'clients.read',
  params: atClient,
  reply: Client,
});

export const editClient = route({
  name: 'editClient',
  summary: 'Changes a client.',
  method: 'PATCH',
  path: '/practices/:practiceId/clients/:clientId',
  may: 'clients.edit',
  params: atClient,
  body: z.strictObject({
    name: clientFields.name.optional(),
    code: clientFields.code.optional(),
    legalName: line(120).optional(),
    address: paragraph(300).optional(),
    purchaseOrder: line(60).optional(),
    engineers: z.int().min(0).max(100_000).nullable().optional(),
    nextStep: line(120).optional(),
    nextStepOn: DayShape.nullable().optional(),
  }),
  reply: Client,
  versioned: true,
  refuses: ['clients.code_taken', 'clients.archived', 'request.version_stale'],
});

export const archiveClient = route({
  name: 'archiveClient',
  summary: 'Puts a client away; nothing is lost, and nothing new is taken.',
  method: 'POST',
  path: '/practices/:practiceId/clients/:clientId/archiving',
  may: 'clients.archive',
  params: atClient,
  reply: Client,
  refuses: ['clients.archived', 'clients.engagement_running'],
});

export const unarchiveClient = route({
  name: 'unarchiveClient',
  summary: 'Brings an archived client back.',
  method: 'DELETE',
  path: '/practices/:practiceId/clients/:clientId/archiving',
  may: 'clients.archive',
  params: atClient,
  reply: Client,
});

export const Contact = z
  .object({
    id: Id,
    name: z.string(),
    title: z.string(),
    email: z.string(),
    phone: z.string(),
    version: Version,
  })
  .meta({ id: 'Contact' });

const contactFields = {
  name: line(80, 1),
  title: line(80).default(''),
  email: EmailOrNone.default(''),
  phone: line(40).default(''),
};

export const listContacts = route({
  name: 'listContacts',
  summary: 'People at the client whom the practice talks to.',
  method: 'GET',
  path: '/practices/:practiceId/clients/:clientId/contacts',
  may: 'clients.read',
  params: atClient,
  query: z.strictObject(pageQuery),
  reply: page(Contact),
});

export const addContact = route({
  name: 'addContact',
  summary: 'Adds a contact.',
  method: 'POST',
  path: '/practices/:practiceId/clients/:clientId/contacts',
  may: 'clients.edit',
  params: atClient,
  body: z.strictObject(contactFields),
  reply: Contact,
  refuses: ['clients.archived'],
});

const atContact = z.strictObject({ practiceId: Id, clientId: Id, contactId: Id });

export const editContact = route({
  name: 'editContact',
  summary: 'Changes a contact.',
  method: 'PATCH',
  path: '/practices/:practiceId/clients/:clientId/contacts/:contactId',
  may: 'clients.edit',
  params: atContact,
  body: z.strictObject({
    name: line(80, 1).optional(),
    title: line(80).optional(),
    email: EmailOrNone.optional(),
    phone: line(40).optional(),
  }),
  reply: Contact,
  versioned: true,
  refuses: ['request.version_stale'],
});

export const removeContact = route({
  name: 'removeContact',
  summary: 'Takes a contact off the list.',
  method: 'DELETE',
  path: '/practices/:practiceId/clients/:clientId/contacts/:contactId',
  may: 'clients.edit',
  params: atContact,
  reply: Contact,
  versioned: true,
  refuses: ['request.version_stale'],
});

/** Hours of a contract month in one glance; `left` is negative when more was used than there was. */
export const Balance = z
  .object({
    month: MonthShape,
    firstDay: DayShape,
    resetsOn: DayShape,
    available: MinutesShape,
    used: MinutesShape,
    left: MinutesShape,
    provisional: z.boolean().meta({ description: 'An earlier month is still open, so what it carries may change.' }),
    forecast: MinutesShape.nullable().meta({
      description: 'Expected use by the end of the month at the present rate.',
    }),
    level: z.enum(['quiet', 'half', 'most', 'over', 'forecast_over']),
  })
  .meta({ id: 'Balance' });
export type Balance = z.infer<typeof Balance>;

export const PortfolioRow = z
  .object({
    clientId: Id,
    name: z.string(),
    code: z.string(),
    engineers: z.int().nullable(),
    archived: z.boolean(),
    engagementId: Id.nullable(),
    phase: z.enum(PHASE_IDS).nullable(),
    phaseLabel: z.string().nullable(),
    phaseSince: DayShape.nullable(),
    phaseDays: z.int().nullable(),
    since: DayShape.nullable(),
    balance: Balance.nullable(),
    nextStep: z.string(),
    nextStepOn: DayShape.nullable(),
    exceptions: z.array(
      z.object({
        kind: z.enum(EXCEPTION_KINDS),
        sentence: z.string(),
        month: MonthShape.nullable(),
      }),
    ),
    search: z.object({ searchId: Id, inPlay: z.int(), stalled: z.int() }).nullable(),
  })
  .meta({ id: 'PortfolioRow' });
export type PortfolioRow = z.infer<typeof PortfolioRow>;

export const readPortfolio = route({
  name: 'readPortfolio',
  summary: 'Every client with phase, hours left, next step and exceptions, and the hours of the last eight weeks.',
  method: 'GET',
  path: '/practices/:practiceId/portfolio',
  may: 'clients.read',
  params: inPractice,
  reply: z.object({
    asOf: InstantShape,
    today: DayShape,
    rows: z.array(PortfolioRow),
    weeks: z.array(
      z.object({ week: z.string(), monday: DayShape, minutesByClient: z.record(z.string(), MinutesShape) }),
    ),
    promisedWeekly: MinutesShape,
    capacityWeekly: MinutesShape.nullable(),
  }),
});
