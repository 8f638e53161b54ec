import type { MonthView } from '@contract/engagements';
import { partsOf, type OpenFigure } from '@domain/engagements/figure-parts';
import { formatDate, formatMinutes, formatSignedMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { minutes } from '@domain/shared/units';
import { useId } from 'react';
import { Figures, type Figure } from '../ui/figures';
import { leftInWords, nearness } from '../ui/meter';
import { DataTable } from '../ui/table';
import classes from './month-figures.module.css';

interface MonthFiguresProps {
  readonly month: MonthView;
  /** The figure that is open, if any. */
  readonly open: OpenFigure | null;
  readonly onOpen: (figure: OpenFigure | null) => void;
}

/** The figures of a month, each of which opens into the lines it is made of. */
export function MonthFigures({ month, open, onOpen }: MonthFiguresProps) {
  const id = useId();
  const { figures } = month;
  const closed = month.state === 'closed';
  const tone = nearness(figures.used, figures.available);
  const opening = (figure: OpenFigure): Pick<Figure, 'opens'> => ({
    opens: { open: open === figure, controls: id, onToggle: () => onOpen(open === figure ? null : figure) },
  });
  return (
    <>
      <Figures
        items={[
          closed
            ? {
                label: 'Carried out',
                value: formatMinutes(figures.carriedOut),
                note: 'to the next month',
                ...opening('carried_out'),
              }
            : {
                label: 'Left',
                value: leftInWords(figures.available - figures.used),
                ...(tone === 'quiet' ? {} : { tone }),
                note: `resets after ${formatDate(month.lastDay)}`,
                ...opening('left'),
              },
          {
            label: 'Available',
            value: formatMinutes(figures.available),
            note: figures.carriedIn === 0 ? 'nothing carried in' : `${formatMinutes(figures.carriedIn)} carried in`,
            ...opening('available'),
          },
          {
            label: 'Used',
            value: formatMinutes(figures.used),
            note: `${formatMinutes(figures.worked)} worked`,
            ...opening('used'),
          },
          {
            label: 'Beyond the allowance',
            value: formatMinutes(figures.overage),
            note: month.overageMoney > 0 ? formatMoney(month.overageMoney, month.currency) : 'nothing to bill',
            ...opening('overage'),
          },
          {
            label: 'Fee',
            value: formatMoney(month.fee, month.currency),
            note: `${formatMoney(month.total, month.currency)} in all`,
          },
        ]}
      />
      {open ? (
        <div id={id} className={classes.parts}>
          <Parts figure={open} month={month} />
        </div>
      ) : null}
    </>
  );
}

const NAMES: Readonly<Record<OpenFigure, string>> = {
  available: 'Available',
  used: 'Used',
  left: 'Left',
  overage: 'Beyond the allowance',
  carried_out: 'Carried out',
};

function Parts({ figure, month }: { readonly figure: OpenFigure; readonly month: MonthView }) {
  const parts = partsOf(figure, month);
  const sum = minutes(parts.reduce((total, part) => total + part.minutes, 0));
  return (
    <DataTable
      caption={`What ${NAMES[figure].toLowerCase()} is made of`}
      rows={parts.map((part, at) => ({ ...part, at }))}
      rowKey={(part) => String(part.at)}
      columns={[
        { key: 'text', head: NAMES[figure], phone: 'name', cell: (part) => part.text, total: NAMES[figure] },
        {
          key: 'minutes',
          head: 'Hours',
          align: 'end',
          phone: 'aside',
          width: '96px',
          cell: (part) => (part.at === 0 ? formatMinutes(part.minutes) : formatSignedMinutes(part.minutes)),
          total: formatMinutes(sum),
        },
      ]}
    />
  );
}
