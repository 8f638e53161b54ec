import { Dialog } from '../ui/dialog';
import { Keys } from '../ui/keys';
import classes from './key-list.module.css';

const GROUPS = [
  {
    name: 'Anywhere',
    keys: [
      { of: ['Ctrl', 'K'], does: 'Find a client or log time' },
      { of: ['C'], does: 'Log time' },
      { of: ['T'], does: 'Start or stop the timer' },
      { of: ['G', 'T'], does: 'Go to Today' },
      { of: ['G', 'I'], does: 'Go to Time' },
      { of: ['G', 'C'], does: 'Go to Clients' },
      { of: ['1', '…', '9'], does: 'Open the nth client' },
      { of: ['Ctrl', 'Z'], does: 'Undo the last change' },
      { of: ['?'], does: 'This list' },
      { of: ['Esc'], does: 'Close what is on top' },
    ],
  },
  {
    name: 'In the week',
    keys: [
      { of: ['←', '→'], does: 'Go from cell to cell' },
      { of: ['Enter'], does: 'Save and go down; on a cell, type into it' },
      { of: ['+', '-'], does: 'A quarter of an hour more or less' },
      { of: ['N'], does: 'Note of the cell' },
      { of: ['Delete'], does: 'Clear the cell' },
      { of: ['Ctrl', 'V'], does: 'Paste a row or a block of a spreadsheet' },
    ],
  },
  {
    name: 'On the search board',
    keys: [
      { of: ['←', '→'], does: 'Move between cards' },
      { of: ['Shift', '→'], does: 'Move the person one stage on' },
      { of: ['Shift', '↑'], does: 'Move the person up in the stage' },
      { of: ['M'], does: 'Move to…' },
      { of: ['Enter'], does: 'Open the person' },
      { of: ['J', 'K'], does: 'Next person and the one before, once open' },
      { of: ['/'], does: 'Filter the people' },
    ],
  },
] as const;

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" open onClose={onClose}>
      {GROUPS.map((group) => (
        <section key={group.name}>
          <h3 className={classes.name}>{group.name}</h3>
          <dl className={classes.list}>
            {group.keys.map((key) => (
              <div key={key.does} className={classes.line}>
                <dt>{key.does}</dt>
                <dd>
                  <Keys of={key.of} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
