import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { readAddress } from './address.mjs';

/** PostgreSQL's one-byte "char", which only its own catalogue uses, and the ordinary character type. */
const CATALOGUE_CHAR = 18;
const CHARACTER = 1042;

/**
 * The driver adapter the engine works through: Prisma's own for PostgreSQL, with three things put right that matter to a
 * schema engine only - the catalogue's "char" columns, scripts with functions in them, and the life of the shadow database.
 */
export class MigrationAdapter extends PrismaPg {
  /** @param {string} url */
  static to(url) {
    const { schema, ...address } = readAddress(url);
    return new MigrationAdapter(address, schema);
  }

  /** @param {import('pg').PoolConfig} address @param {string} schema */
  constructor(address, schema) {
    super(address, { schema });
    this.address = address;
    this.schema = schema;
  }

  /** @override */
  async connect() {
    return sendingScriptsWhole(readingCatalogue(await super.connect()));
  }

  /**
   * An empty database to replay the migrations in. Prisma's adapter drops it while still connected to it, which
   * PostgreSQL refuses; here the connection ends first.
   *
   * @override
   */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const owner = await this.connect();
    await owner.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = await new MigrationAdapter({ ...this.address, database }, this.schema).connect();
    const disconnect = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await disconnect();
      await owner.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await owner.dispose();
    };
    return shadow;
  }
}

/**
 * The engine reads the catalogue's "char" columns as single characters, while the adapter does not know the type and
 * refuses it. So the driver's answer is relabelled as text before the adapter reads it, and the type set right after.
 *
 * @param {Awaited<ReturnType<PrismaPg['connect']>>} connection
 */
function readingCatalogue(connection) {
  const { queryRaw, performIO } = /** @type {any} */ (connection);
  connection.queryRaw = async (query) => {
    /** @type {number[]} */
    const relabelled = [];
    const reader = Object.create(connection, {
      performIO: {
        /** @param {unknown} asked */
        value: async (asked) => {
          const result = await performIO.call(connection, asked);
          for (const [at, field] of result.fields.entries()) {
            if (field.dataTypeID !== CATALOGUE_CHAR) continue;
            relabelled.push(at);
            field.dataTypeID = CHARACTER;
          }
          return result;
        },
      },
    });
    const rows = await queryRaw.call(reader, query);
    for (const at of relabelled) rows.columnTypes[at] = ColumnTypeEnum.Character;
    return rows;
  };
  return connection;
}

/**
 * Prisma's adapter cuts a script at every semicolon, those inside functions and comments too, and may send the pieces
 * over several connections. A migration goes out as one: PostgreSQL then applies all of it or nothing.
 *
 * @param {Awaited<ReturnType<PrismaPg['connect']>>} connection
 */
function sendingScriptsWhole(connection) {
  const { client, onError } = /** @type {any} */ (connection);
  connection.executeScript = async (script) => {
    try {
      await client.query(script);
    } catch (error) {
      onError.call(connection, error);
    }
  };
  return connection;
}
