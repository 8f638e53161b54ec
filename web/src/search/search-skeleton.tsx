import { SkeletonText } from '../ui/skeleton';
import classes from './search-skeleton.module.css';

/** The board in grey, with the heights it will have. */
export function BoardSkeleton() {
  return (
    <div role="status" className={classes.board}>
      <span className="visually-hidden">Loading</span>
      {[3, 2, 3, 1, 2].map((cards, at) => (
        <div key={at} className={classes.column}>
          <SkeletonText width={96} />
          {Array.from({ length: cards }, (_, card) => (
            <div key={card} className={classes.card}>
              <SkeletonText width={104} />
              <SkeletonText width={128} />
              <SkeletonText width={72} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The whole screen of a search on its way. */
export function SearchSkeleton() {
  return (
    <>
      <div className={classes.head}>
        <SkeletonText width={168} />
        <SkeletonText width={280} />
      </div>
      <div className={classes.funnel}>
        {Array.from({ length: 12 }, (_, at) => (
          <SkeletonText key={at} width={56} />
        ))}
      </div>
      <BoardSkeleton />
    </>
  );
}
