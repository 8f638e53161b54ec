import { Refused } from '../ui/failure';
import { Page } from '../ui/page';

/** The start of somebody whose role reads what was published, and no client. */
export function SummariesOnly() {
  return (
    <Page title="Summaries" width="text">
      <Refused title="Your role reads published summaries">
        Clients, their hours and their candidates are open to other roles. Ask the owner of the practice if that is not
        what you need.
      </Refused>
    </Page>
  );
}
