/** How many random cases a property of money or minutes is tried with; `PROPERTY_RUNS=100000` looks longer. */
export const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1_000);
