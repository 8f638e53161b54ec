import { formatMinutes } from '@domain/shared/format';
import { minutes } from '@domain/shared/units';
import { scaleBand, scaleLinear } from 'd3-scale';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import classes from './bars.module.css';

export interface BarSeries {
  readonly key: string;
  readonly name: string;
}

export interface BarColumn {
  readonly key: string;
  readonly label: string;
  /** Minutes by series key; a missing key counts as none. */
  readonly minutes: Readonly<Record<string, number>>;
}

interface StackedBarsProps {
  readonly title: string;
  readonly series: readonly BarSeries[];
  readonly columns: readonly BarColumn[];
  readonly height?: number;
}

const LEFT = 34;
const BOTTOM = 20;
const TOP = 10;

/** Hours as stacked columns. Drawn at the width it has, so labels keep their 11 px; the same figures follow as a table for ears. */
export function StackedBars({ title, series, columns, height = 180 }: StackedBarsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  const id = useId();

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  const sums = columns.map((column) => series.reduce((sum, { key }) => sum + (column.minutes[key] ?? 0), 0));
  const top = Math.max(60, ...sums) / 60;
  const y = scaleLinear([0, top], [height - BOTTOM, TOP]).nice(4);
  const x = scaleBand(
    columns.map((column) => column.key),
    [LEFT, width],
  )
    .paddingInner(0.35)
    .paddingOuter(0.15);

  return (
    <figure aria-labelledby={id}>
      <figcaption id={id} className="visually-hidden">
        {title}
      </figcaption>
      <div ref={frame} className={classes.frame} style={{ height }}>
        <svg width={width} height={height} aria-hidden="true" className={classes.svg}>
          {y.ticks(4).map((tick) => (
            <g key={tick} transform={`translate(0 ${y(tick)})`}>
              <line x1={LEFT} x2={width} className={classes.grid} />
              <text x={LEFT - 8} dy="0.32em" textAnchor="end" className={classes.tick}>
                {tick} h
              </text>
            </g>
          ))}
          {columns.map((column) => {
            let from = 0;
            return (
              <g key={column.key} transform={`translate(${x(column.key) ?? 0} 0)`}>
                {series.map((one, index) => {
                  const hours = (column.minutes[one.key] ?? 0) / 60;
                  if (hours <= 0) return null;
                  const bottom = y(from);
                  from += hours;
                  return (
                    <rect
                      key={one.key}
                      width={x.bandwidth()}
                      y={y(from)}
                      height={Math.max(1, bottom - y(from) - 1)}
                      className={classes.bar}
                      data-series={(index % 7) + 1}
                    />
                  );
                })}
                <text x={x.bandwidth() / 2} y={height - 5} textAnchor="middle" className={classes.tick}>
                  {column.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <ul className={classes.legend} aria-hidden="true">
        {series.map((one, index) => (
          <li key={one.key}>
            <span className={classes.swatch} data-series={(index % 7) + 1} />
            {one.name}
          </li>
        ))}
      </ul>
      <div className="visually-hidden">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Week</th>
              {series.map((one) => (
                <th key={one.key} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.key}>
                <th scope="row">{column.label}</th>
                {series.map((one) => (
                  <td key={one.key}>{formatMinutes(minutes(column.minutes[one.key] ?? 0))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

export interface Share {
  readonly key: string;
  readonly name: string;
  readonly minutes: number;
}

/** Parts of a sum, largest first as given: name, bar, hours. Text carries everything, the bar only compares. */
export function Shares({ title, items }: { readonly title: string; readonly items: readonly Share[] }) {
  const most = Math.max(1, ...items.map((item) => item.minutes));
  return (
    <ul className={classes.shares} aria-label={title}>
      {items.map((item) => (
        <li key={item.key} className={classes.share}>
          <span className={classes.shareName}>{item.name}</span>
          <span className={classes.shareTrack} aria-hidden="true">
            <span className={classes.shareBar} style={{ width: `${(Math.max(0, item.minutes) / most) * 100}%` }} />
          </span>
          <span className={classes.shareHours}>{formatMinutes(minutes(item.minutes))}</span>
        </li>
      ))}
    </ul>
  );
}
