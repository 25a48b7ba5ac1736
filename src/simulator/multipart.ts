export interface Part {
  readonly name: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The parts of a multipart/form-data body (RFC 7578), as far as an upload needs them: no nesting, no encodings. */
export function partsOf(contentType: string, body: Buffer): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(mark);
  while (start !== -1) {
    const end = body.indexOf(mark, start + mark.length);
    if (end === -1) break;
    // A part stands between CRLFs: one after the mark before it, one before the mark behind it.
    const part = partOf(body.subarray(start + mark.length + 2, end - 2));
    if (part !== undefined) parts.push(part);
    start = end;
  }
  return parts;
}

function partOf(bytes: Buffer): Part | undefined {
  const split = bytes.indexOf('\r\n\r\n');
  if (split === -1) return undefined;
  const head = bytes.subarray(0, split).toString();
  const name = /\bname="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  return { name, filename: /\bfilename="([^"]*)"/i.exec(head)?.[1] ?? '', bytes: bytes.subarray(split + 4) };
}
