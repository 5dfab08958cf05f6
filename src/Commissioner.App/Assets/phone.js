import './outbox-page.js';
import './drafts.js';
import './passkeys.js';
import './press.js';
