import { OPEN_FIGURES, type OpenFigure } from '@domain/engagements/figure-parts';

/** What the hours of a client show: a contract month, and the figure of it that is open. */
export interface HoursView {
  readonly month?: string;
  readonly figure?: OpenFigure;
}

export function readHoursView(search: Record<string, unknown>): HoursView {
  const { month, figure } = search;
  const open = OPEN_FIGURES.find((one) => one === figure);
  return { ...(typeof month === 'string' ? { month } : {}), ...(open ? { figure: open } : {}) };
}

/** The same view with another figure open, or none. */
export function withFigure({ month }: HoursView, figure: OpenFigure | null): HoursView {
  return { ...(month === undefined ? {} : { month }), ...(figure ? { figure } : {}) };
}
