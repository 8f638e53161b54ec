import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page';

/** An address that leads nowhere, or to something this person may not know of: the two look the same on purpose. */
export function Lost() {
  return (
    <main>
      <Page title="There is nothing here" width="text">
        <p>
          The address may be old, or it belongs to somebody else. <Link to="/">Go to your start page</Link>.
        </p>
      </Page>
    </main>
  );
}
