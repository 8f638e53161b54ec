import { Link } from '@tanstack/react-router';
import { useMe } from '../platform/session';
import { tabClass, Tabs } from '../ui/tabs';

/** The parts of the settings; members are for those who may manage them. */
export function SettingsTabs({ practice }: { readonly practice: string }) {
  const role = useMe().practices.find(({ practiceId }) => practiceId === practice)?.role;
  if (role === 'bookkeeper') return null;
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
