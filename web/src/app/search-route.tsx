import { SearchPage } from '../search/search-page';
import { WithEngagement } from './client-parts';

export function SearchRoute() {
  return (
    <WithEngagement>
      {({ practice, client, engagement }) => (
        <SearchPage practice={practice} client={client.id} engagement={engagement} />
      )}
    </WithEngagement>
  );
}
