import './drafts.js';
import './press.js';
