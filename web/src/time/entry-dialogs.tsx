import type { TimeEntry } from '@contract/time';
import { CorrectEntry } from './correct-entry';
import { EditEntry } from './edit-entry';
import { VoidEntry } from './void-entry';

/** What somebody is about to do to an entry. */
export interface EntryAct {
  readonly is: 'edit' | 'void' | 'correct';
  readonly entry: TimeEntry;
}

interface EntryDialogsProps {
  readonly practice: string;
  readonly act: EntryAct;
  readonly onClose: () => void;
}

/** The dialogs of an entry, in a part of their own: a list is read far more often than changed. */
export function EntryDialogs({ practice, act: { is, entry }, onClose }: EntryDialogsProps) {
  const props = { practice, entry, onClose };
  if (is === 'edit') return <EditEntry {...props} />;
  return is === 'void' ? <VoidEntry {...props} /> : <CorrectEntry {...props} />;
}
