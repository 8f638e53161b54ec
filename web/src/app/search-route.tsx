import { SearchPage } from '../search/search-page';
import { WithEngagement } from './client-parts';

export function SearchRoute() {
  return (
    <WithEngagement>
      {({ practice, engagement }) => <SearchPage practice={practice} engagementId={engagement.id} />}
    </WithEngagement>
  );
}
