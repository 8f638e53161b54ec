import { recentZones } from './recent-zones';
import { zoneHere } from './when';

/** The time zones this browser knows by name. */
export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

const SHOWN = 40;

/** As people read it: `America/New_York` is America, New York. */
export function zoneInWords(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ', ');
}

export interface ZoneGroup {
  readonly name: string;
  readonly zones: readonly string[];
}

/** The zones that a few typed letters can mean: this device's first, then those used lately, then the others. Nothing typed means no other. */
export function zonesFor(typed: string, chosen: string): readonly ZoneGroup[] {
  const words = typed
    .toLowerCase()
    .split(/[^\p{L}\d+-]+/u)
    .filter(Boolean);
  const fits = (zone: string) => words.every((word) => ` ${zoneInWords(zone).toLowerCase()}`.includes(` ${word}`));
  const here = zoneHere();
  const first = [here];
  const lately = [...new Set([chosen, ...recentZones()])].filter((zone) => zone !== '' && !first.includes(zone));
  const others = words.length === 0 ? [] : ZONES.filter((zone) => !first.includes(zone) && !lately.includes(zone));
  return [
    { name: 'This device', zones: first.filter(fits) },
    { name: 'Used lately', zones: lately.filter(fits) },
    { name: 'Others', zones: others.filter(fits).slice(0, SHOWN) },
  ].filter(({ zones }) => zones.length > 0);
}
