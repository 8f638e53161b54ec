import { Keys } from '../../ui/keys';
import classes from './grid-line.module.css';

interface GridLineProps {
  readonly id: string;
  /** What stands against the value just typed. */
  readonly trouble?: string | undefined;
  /** What there is to know about the cell one is in. */
  readonly about?: string | undefined;
}

/** One line under the grid: what is wrong, else what the cell holds, else which keys work. */
export function GridLine({ id, trouble, about }: GridLineProps) {
  return (
    <div className={classes.line}>
      <p id={id} className={trouble ? classes.trouble : classes.about} role={trouble ? 'alert' : undefined}>
        {trouble ?? about ?? <Hints />}
      </p>
    </div>
  );
}

function Hints() {
  return (
    <span className={classes.hints}>
      <span>Type hours over any cell</span>
      <span>
        <Keys of={['Enter']} /> saves and goes down
      </span>
      <span>
        <Keys of={['+']} /> <Keys of={['-']} /> 15 min
      </span>
      <span>
        <Keys of={['N']} /> note
      </span>
      <span>
        <Keys of={['Del']} /> clears
      </span>
      <span>
        <Keys of={['Ctrl', 'Z']} /> takes back
      </span>
    </span>
  );
}
