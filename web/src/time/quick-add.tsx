import { Dialog } from '../ui/dialog';
import { QuickEntry } from './quick-entry';

/** Quick entry over whatever screen one is on. */
export function QuickAdd({ practice, onClose }: { readonly practice: string; readonly onClose: () => void }) {
  return (
    <Dialog title="Log time" open onClose={onClose}>
      <QuickEntry practice={practice} autoFocus withChips onLogged={onClose} />
    </Dialog>
  );
}
