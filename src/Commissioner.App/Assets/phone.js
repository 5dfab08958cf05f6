import './shared-phone.js';
import './drafts.js';
import './passkeys.js';
import './press.js';
