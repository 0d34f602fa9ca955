const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe for markup, for XML and for attributes in either kind of quotes. */
export const esc = (text: string): string => text.replace(/[&<>"']/g, mark => entities[mark] ?? mark)

/** A value as JSON in ASCII that can stand inside <script>, whatever the page's encoding. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u007f-\uffff]/g,
    mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
