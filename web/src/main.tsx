import './platform/strict-schemas';
import './ui/tokens.css';
import { start } from './app/start';
import { temporalReady } from './platform/temporal';

await temporalReady();
start(document.getElementById('root')!);
