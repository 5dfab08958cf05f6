// The page of the API's description. Nothing of it is fetched from elsewhere, and nothing is told to anybody.
// Scalar writes its styles by script: each gets the nonce that this page's policy names, so that the policy need not allow any other.
const nonce = document.querySelector('meta[property=csp-nonce]').content;
const create = document.createElement.bind(document);
document.createElement = (name, options) => {
  const made = create(name, options);
  if (made instanceof HTMLStyleElement) made.nonce = nonce;
  return made;
};

addEventListener('DOMContentLoaded', () => Scalar.createApiReference('#docs', {
  url: '/openapi/v1.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  persistAuth: false,
  operationTitleSource: 'path',
}));
