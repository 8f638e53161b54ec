import classes from './skeleton.module.css';

/** Grey lines of the real heights, so that nothing moves when the content arrives. */
export function Skeleton({ rows = 3, height = 40 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <div role="status" className={classes.block}>
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row} style={{ height }}>
          <div className={classes.line} style={{ width: `${[62, 48, 71, 55][index % 4] ?? 60}%` }} />
        </div>
      ))}
    </div>
  );
}

/** One piece of text that is still on its way. */
export function SkeletonText({ width = 120 }: { readonly width?: number }) {
  return <span className={classes.text} style={{ width }} aria-hidden="true" />;
}
