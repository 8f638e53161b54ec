import { config } from 'zod';

/** To be imported before any schema is made: the security policy forbids the code that zod would generate for speed. */
config({ jitless: true });
