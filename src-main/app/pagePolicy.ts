/**
 * The content security policy of the window, in every host. Styles are inline where components set widths and
 * positions; nothing is ever loaded from or sent to anywhere else.
 *
 * @param connect where the page may connect to besides its own origin
 */
export function pagePolicy(...connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
