import './platform/strict-schemas';
import './ui/tokens.css';
import { start } from './app/start';
import { temporalReady } from './platform/temporal';

await temporalReady();
const place = document.getElementById('root');
if (!place) throw new Error('index.html lacks the place to draw in');
start(place);
