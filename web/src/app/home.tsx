import { Go } from '../platform/go';
import { useSession } from '../platform/session';
import { FoundPractice } from '../identity/found-practice';
import { Gate } from './gate';

/** The start: one's practice, else the client one looks in on, else the founding of a practice. */
export function Home() {
  return (
    <Gate waiting={null}>
      <Start />
    </Gate>
  );
}

function Start() {
  const { state } = useSession();
  if (state.is !== 'in') return null;
  const [practice] = state.me.practices;
  if (practice) return <Go to={`/p/${practice.practiceId}`} />;
  const [client] = state.me.clients;
  if (client) return <Go to={`/portal/${client.practiceId}/${client.clientId}`} />;
  return <FoundPractice />;
}
