import { keep } from '../platform/kept';
import { Dialog } from '../ui/dialog';
import { QUICK_ADD } from './kept-lines';
import { isTouched } from './quick-chips';
import { QuickEntry } from './quick-entry';

/** Quick entry over whatever screen one is on. Closed on purpose, it forgets its line. */
export function QuickAdd({ practice, onClose }: { readonly practice: string; readonly onClose: () => void }) {
  const close = () => {
    keep(practice, QUICK_ADD, '');
    onClose();
  };
  return (
    <Dialog title="Log time" open onClose={close}>
      <QuickEntry practice={practice} keptAs={QUICK_ADD} autoFocus={!isTouched()} withChips onLogged={onClose} />
    </Dialog>
  );
}
