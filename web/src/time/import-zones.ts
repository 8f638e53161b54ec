/** The time zones this browser knows by name. */
export const ZONES = Intl.supportedValuesOf('timeZone');
