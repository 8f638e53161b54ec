import { Link } from '@tanstack/react-router';
import { tabClass, Tabs } from '../ui/tabs';

/** The parts of the settings. */
export function SettingsTabs({ practice }: { readonly practice: string }) {
  return (
    <Tabs label="Parts of the settings">
      <Link to="/p/$practice/settings" params={{ practice }} activeOptions={{ exact: true }} className={tabClass}>
        You
      </Link>
      <Link to="/p/$practice/settings/members" params={{ practice }} className={tabClass}>
        Members
      </Link>
    </Tabs>
  );
}
